//! Every phase meets every event, and ARCHITECTURE.md has what comes of it.

use mailbox_password::model::{
    Change, ChangeEvent, Changed, NotSent, Outcome, Phase, Refusal, UnknownCause, WorkingPassword,
};

use super::{BEFORE, SENT_AT, accepted, after, attempt, proved, then};

/// Long after everything else.
const LATE: f64 = SENT_AT + 1e9;

const DOCUMENT: &str = include_str!("../../ARCHITECTURE.md");

fn answered(outcome: Outcome) -> ChangeEvent {
    ChangeEvent::Answered(outcome, SENT_AT)
}

fn lost() -> ChangeEvent {
    answered(Outcome::Unknown(UnknownCause::Network))
}

fn found(changed_at: &str, reference: Option<&str>) -> ChangeEvent {
    ChangeEvent::CheckEnded {
        changed_at: Some(changed_at.into()),
        at: None,
        last_reference: reference.map(Into::into),
        now: LATE,
    }
}

/// Every event, by its name in the table. Where it depends, it comes the second time.
fn events() -> Vec<(&'static str, ChangeEvent)> {
    vec![
        ("`Sent`", ChangeEvent::Sent(attempt(0))),
        ("`NotSent`", ChangeEvent::NotSent(NotSent::Headers)),
        ("`Answered(Accepted)`", accepted()),
        (
            "`Answered(Changed)`",
            answered(Outcome::Changed(Changed::default())),
        ),
        (
            "`Answered(Refused)`",
            answered(Outcome::Refused(Refusal::default())),
        ),
        ("`Answered(Unknown)`", lost()),
        ("`Edited`", ChangeEvent::Edited),
        ("`Resumed`", ChangeEvent::Resumed(attempt(9), SENT_AT)),
        ("`CheckStarted`", ChangeEvent::CheckStarted),
        ("`CheckFailed`", ChangeEvent::CheckFailed),
        ("`CheckEnded`: equal, once", found(BEFORE, None)),
        ("`CheckEnded`: equal again", found(BEFORE, None)),
        ("`CheckEnded`: other", found("other", None)),
        (
            "`CheckEnded`: by this request",
            found("other", Some("1a2b3c")),
        ),
        ("`Proved(New)`, once", proved(WorkingPassword::New, LATE)),
        ("`Proved(New)` again", proved(WorkingPassword::New, LATE)),
        ("`Proved(Old)`, once", proved(WorkingPassword::Old, LATE)),
        ("`Proved(Old)` again", proved(WorkingPassword::Old, LATE)),
        ("`Proved(Neither)`", proved(WorkingPassword::Neither, LATE)),
    ]
}

/// What the person or the back end says the first time, long before.
fn first_time(event: &ChangeEvent) -> Option<ChangeEvent> {
    match event.clone() {
        ChangeEvent::CheckEnded {
            changed_at,
            at,
            last_reference,
            now: _,
        } => Some(ChangeEvent::CheckEnded {
            changed_at,
            at,
            last_reference,
            now: SENT_AT,
        }),
        ChangeEvent::Proved { works, .. } => Some(proved(works, SENT_AT)),
        _ => None,
    }
}

const fn name(phase: &Phase) -> &'static str {
    match phase {
        Phase::Editing => "editing",
        Phase::Sending => "sending",
        Phase::Unknown(_) => "unknown",
        Phase::Changed(_) => "changed",
    }
}

/// One in each phase, with nothing said or found yet.
fn phases() -> [Change; 4] {
    let sent = || ChangeEvent::Sent(attempt(0));
    let changed = answered(Outcome::Changed(Changed::default()));
    [
        Change::default(),
        after([sent()]),
        after([sent(), lost()]),
        after([sent(), changed]),
    ]
}

/// What the table says: `–` where nothing changes, `=` where the phase stays and what is known in it changes.
fn cell(before: &Change, event: &ChangeEvent) -> String {
    let now = then(before.clone(), event.clone());
    if now == *before {
        "–".into()
    } else if name(&now.phase) == name(&before.phase) {
        "=".into()
    } else {
        name(&now.phase).into()
    }
}

#[test]
fn the_document_has_what_becomes_of_every_event_in_every_phase() {
    let mut table =
        String::from("| event | editing | sending | unknown | changed |\n|---|---|---|---|---|\n");
    for (title, event) in events() {
        let cells = phases().map(|phase| {
            let is_again = title.ends_with(" again");
            let first = first_time(&event).filter(|_| is_again);
            let phase = first.into_iter().fold(phase, then);
            cell(&phase, &event)
        });
        table += &format!("| {title} | {} |\n", cells.join(" | "));
    }
    assert!(
        DOCUMENT.contains(&table),
        "ARCHITECTURE.md has another table than this:\n\n{table}"
    );
}
