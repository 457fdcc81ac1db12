//! The person says which password opened webmail: twice, and for the old one not before the request can be over.

use mailbox_password::model::{
    Change, ChangeEvent, CheckState, Failure, JOB_LIMIT, Outcome, Phase, SETTLED_AFTER,
    UnknownCause, WorkingPassword,
};

use super::{BEFORE, SENT_AT, accepted, after, attempt, proved, then};

/// In milliseconds.
const HOUR: f64 = 3_600_000.0;

fn unknown() -> Change {
    let lost = Outcome::Unknown(UnknownCause::Timeout);
    after([
        ChangeEvent::Sent(attempt(0)),
        ChangeEvent::Answered(lost, SENT_AT),
    ])
}

fn old_works(now: f64, grace: u32) -> ChangeEvent {
    ChangeEvent::Proved {
        works: WorkingPassword::Old,
        grace,
        now,
    }
}

/// Says it at these times after the outcome became unknown: it must be settled by the last one, and not before.
#[track_caller]
fn check(start: &Change, says: impl Fn(f64) -> ChangeEvent, times: &[f64]) -> Change {
    let mut change = start.clone();
    for (index, at) in times.iter().enumerate() {
        assert!(
            matches!(change.phase, Phase::Unknown(_)),
            "settled before {at}, the {index}. time"
        );
        change = then(change, says(SENT_AT + at));
    }
    assert!(!matches!(change.phase, Phase::Unknown(_)), "{change:?}");
    change
}

#[test]
fn the_old_one_works_settles_it_the_second_time_after_a_minute() {
    let says = |now| proved(WorkingPassword::Old, now);
    let times = [0.0, 1.0, SETTLED_AFTER - 1.0, SETTLED_AFTER];
    let change = check(&unknown(), says, &times);
    assert_eq!(change.failure, Some(Failure::NotChanged));
    // However late the first time is.
    check(
        &unknown(),
        says,
        &[10.0 * HOUR, 10.0 * HOUR + SETTLED_AFTER],
    );
}

#[test]
fn the_old_one_proves_nothing_while_it_may_work_on_after_a_change() {
    let says = |now| old_works(now, 3600);
    let times = [0.0, SETTLED_AFTER, HOUR, HOUR + SETTLED_AFTER];
    check(&unknown(), says, &times);
}

#[test]
fn the_old_one_proves_nothing_while_a_job_may_run() {
    let mut kept = attempt(0);
    kept.location = Some("https://mail.example/jobs/1".into());
    let resumed = after([ChangeEvent::Resumed(kept, SENT_AT)]);
    let says = |now| proved(WorkingPassword::Old, now);
    check(&resumed, says, &[0.0, SETTLED_AFTER, JOB_LIMIT]);
    // One that was lost after its time is over.
    let lost = ChangeEvent::Answered(Outcome::Unknown(UnknownCause::JobLost), SENT_AT);
    let lost = after([ChangeEvent::Sent(attempt(0)), accepted(), lost]);
    check(&lost, says, &[0.0, SETTLED_AFTER]);
}

#[test]
fn an_equal_status_proves_nothing_while_a_job_may_run() {
    let mut kept = attempt(0);
    kept.location = Some("https://mail.example/jobs/1".into());
    let resumed = after([ChangeEvent::Resumed(kept, SENT_AT)]);
    let found = |now| ChangeEvent::CheckEnded {
        changed_at: Some(BEFORE.into()),
        at: None,
        last_reference: None,
        now,
    };
    check(&resumed, found, &[0.0, SETTLED_AFTER, JOB_LIMIT]);
    check(&resumed, found, &[JOB_LIMIT, JOB_LIMIT + SETTLED_AFTER]);
}

#[test]
fn the_new_one_works_settles_it_the_second_time_but_not_by_a_double_click() {
    let says = |now| proved(WorkingPassword::New, now);
    let change = check(&unknown(), says, &[0.0, 200.0, 999.0, 1000.0]);
    assert!(matches!(change.phase, Phase::Changed(_)));
}

#[test]
fn another_word_in_between_begins_anew() {
    for other in [WorkingPassword::New, WorkingPassword::Neither] {
        let mut change = unknown();
        for (works, at) in [
            (WorkingPassword::Old, 0.0),
            (other, 1.0),
            (WorkingPassword::Old, HOUR),
        ] {
            change = then(change, proved(works, SENT_AT + at));
        }
        let again_at = SENT_AT + HOUR + SETTLED_AFTER;
        let said = Some(CheckState::Said(WorkingPassword::Old, again_at));
        assert!(
            matches!(&change.phase, Phase::Unknown(unknown) if unknown.check == said),
            "{change:?}"
        );
    }
}
