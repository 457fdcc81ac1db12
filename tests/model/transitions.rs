//! Transitions between phases. An event that does not fit the phase changes nothing.

use mailbox_password::model::{
    ChangeEvent, Changed, CheckResult, CheckState, Failure, NotSent, Outcome, Phase, Refusal,
    SETTLED_AFTER, UnknownCause, UnknownOutcome, WorkingPassword,
};

use super::{BEFORE, SENT_AT, accepted, after, attempt, proved, then};

#[track_caller]
fn check(events: impl IntoIterator<Item = ChangeEvent>, expected: &Phase) {
    assert_eq!(after(events).phase, *expected);
}

fn sent() -> ChangeEvent {
    ChangeEvent::Sent(attempt(0))
}

fn answered(outcome: Outcome) -> ChangeEvent {
    ChangeEvent::Answered(outcome, SENT_AT)
}

fn lost() -> ChangeEvent {
    answered(Outcome::Unknown(UnknownCause::Network))
}

fn refused(retry_after: Option<u32>) -> ChangeEvent {
    answered(Outcome::Refused(Refusal {
        status: 429,
        retry_after,
        ..Refusal::default()
    }))
}

fn found(changed_at: &str, reference: Option<&str>, now: f64) -> ChangeEvent {
    ChangeEvent::CheckEnded {
        changed_at: Some(changed_at.into()),
        at: Some(SENT_AT + 700.0),
        last_reference: reference.map(Into::into),
        now,
    }
}

fn unknown(check: Option<CheckState>) -> Phase {
    Phase::Unknown(UnknownOutcome {
        cause: UnknownCause::Network,
        in_form: true,
        since: SENT_AT,
        settles_at: None,
        said: None,
        check,
    })
}

#[test]
fn a_202_is_not_final() {
    let change = after([sent(), accepted()]);
    assert_eq!(change.phase, Phase::Sending);
    let attempt = change.attempt.unwrap();
    let location = attempt.location.as_deref();
    assert_eq!(location, Some("https://mail.example/jobs/1"), "it is kept");
}

#[test]
fn a_request_that_was_not_sent_leaves_the_form_unchanged() {
    for why in [NotSent::Cancelled, NotSent::Headers] {
        for events in [
            vec![ChangeEvent::NotSent(why)],
            vec![sent(), ChangeEvent::NotSent(why)],
        ] {
            let change = after(events);
            assert_eq!(change.phase, Phase::Editing);
            assert_eq!(change.failure, Some(Failure::NotSent(why)));
            assert_eq!(change.attempt, None);
        }
    }
}

#[test]
fn a_refusal_reopens_the_form_with_its_reason() {
    let change = after([sent(), refused(None)]);
    assert_eq!(change.phase, Phase::Editing);
    assert!(matches!(change.failure, Some(Failure::Refused(_))));
    assert_eq!(change.attempt, Some(attempt(0)), "its reference is shown");
    assert!(change.may_send(SENT_AT));
}

#[test]
fn sending_is_blocked_exactly_until_retry_after() {
    let change = after([sent(), refused(Some(30))]);
    assert!(!change.may_send(SENT_AT + 29_999.0));
    assert!(change.may_send(SENT_AT + 30_000.0));
    let next = then(change, sent());
    assert_eq!(next.wait_until, None);
    assert_eq!(next.failure, None);
}

#[test]
fn sending_is_allowed_only_while_editing() {
    let changed = answered(Outcome::Changed(Changed::default()));
    for events in [vec![sent()], vec![sent(), lost()], vec![sent(), changed]] {
        assert!(!after(events).may_send(f64::MAX));
    }
}

#[test]
fn an_interrupted_attempt_resumes_as_unknown_without_the_password() {
    let interrupted = Phase::Unknown(UnknownOutcome {
        cause: UnknownCause::Interrupted,
        in_form: false,
        since: SENT_AT,
        settles_at: None,
        said: None,
        check: None,
    });
    check([ChangeEvent::Resumed(attempt(9), SENT_AT)], &interrupted);
}

#[test]
fn a_check_is_running_and_then_has_a_result() {
    let start = [sent(), lost(), ChangeEvent::CheckStarted];
    check(start.clone(), &unknown(Some(CheckState::Running)));
    let end = |event| start.clone().into_iter().chain([event]);
    check(
        end(ChangeEvent::CheckFailed),
        &unknown(Some(CheckState::Failed)),
    );
    let elsewhere = Some(CheckState::Found(CheckResult::ChangedElsewhere, SENT_AT));
    check(end(found("other", None, SENT_AT)), &unknown(elsewhere));
    let ours = end(found("other", Some("1a2b3c"), SENT_AT));
    let by_the_back_end = Changed {
        at: Some(SENT_AT + 700.0),
        ..Changed::default()
    };
    check(ours, &Phase::Changed(by_the_back_end));
}

#[test]
fn a_second_equal_status_a_minute_later_is_not_changed() {
    let first = after([sent(), lost(), found(BEFORE, None, SENT_AT)]);
    assert!(
        matches!(&first.phase, Phase::Unknown(unknown) if unknown.settles_at == Some(SENT_AT + SETTLED_AFTER))
    );

    let early = then(first, found(BEFORE, None, SENT_AT + SETTLED_AFTER - 1.0));
    assert!(matches!(early.phase, Phase::Unknown(_)));

    // The minute is counted from the first equal response, not from the last.
    let settled = then(early, found(BEFORE, None, SENT_AT + SETTLED_AFTER));
    assert_eq!(settled.phase, Phase::Editing);
    assert_eq!(settled.failure, Some(Failure::NotChanged));
    assert!(settled.may_send(SENT_AT + SETTLED_AFTER));
}

#[test]
fn an_outcome_of_the_job_settles_an_unknown_one() {
    let resumed = ChangeEvent::Resumed(attempt(9), SENT_AT);
    let done = answered(Outcome::Changed(Changed::default()));
    check([resumed.clone(), done], &Phase::Changed(Changed::default()));
    let change = after([resumed.clone(), refused(Some(30))]);
    assert_eq!(change.phase, Phase::Editing);
    assert!(matches!(change.failure, Some(Failure::Refused(_))));
    assert!(!change.may_send(SENT_AT));
    let lost = answered(Outcome::Unknown(UnknownCause::JobLost));
    assert_eq!(after([resumed.clone(), lost]), after([resumed]));
}

#[test]
fn an_alteration_is_noticed_until_the_next_request() {
    for events in [vec![sent()], vec![sent(), lost()]] {
        let change = after(events.into_iter().chain([ChangeEvent::Edited]));
        assert!(change.is_altered);
    }
    let change = after([sent(), ChangeEvent::Edited, lost()]);
    assert!(change.is_altered, "also what was altered while it was sent");
    let next = after([sent(), ChangeEvent::Edited, refused(None), sent()]);
    assert!(!next.is_altered);
    assert!(!after([ChangeEvent::Edited]).is_altered, "nothing was sent");
}

#[test]
fn that_neither_works_settles_nothing() {
    let neither = |now| proved(WorkingPassword::Neither, now);
    let change = after([sent(), lost(), neither(SENT_AT), neither(f64::MAX)]);
    assert!(matches!(change.phase, Phase::Unknown(_)));
}
