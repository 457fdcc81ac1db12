//! Native tests of the model through its public API: `mailbox_password::model`.

#![cfg(not(target_arch = "wasm32"))]

mod accepted_job;
mod checklist;
mod device_proof;
mod idempotency_key;
mod invariants;
mod outcome_check;
mod outcomes;
mod proofs;
mod recovery;
mod table;
mod transitions;
mod unlock;

use mailbox_password::model::{
    Attempt, Change, ChangeEvent, ChangeOptions, Outcome, SETTLED_AFTER, WorkingPassword,
};

/// When the change was sent, in milliseconds since 1970.
const SENT_AT: f64 = 1_700_000_000_000.0;
/// `passwordChangedAt` before the change.
const BEFORE: &str = "2026-01-01T00:00:00Z";

/// An attempt after so many edits.
fn attempt(edits: u32) -> Attempt {
    Attempt {
        key: "1a2b3c4d-0000-4000-8000-000000000000".into(),
        baseline: Some(BEFORE.into()),
        sent_at: SENT_AT,
        edits,
        check_bits: Some(7),
        options: ChangeOptions::default(),
        location: None,
    }
}

/// The state after these events.
fn after(events: impl IntoIterator<Item = ChangeEvent>) -> Change {
    events.into_iter().fold(Change::default(), then)
}

/// The state after one more event.
fn then(mut change: Change, event: ChangeEvent) -> Change {
    change.apply(event);
    change
}

/// The person says at this time which password opened webmail; the policy gives the old one no time.
const fn proved(works: WorkingPassword, now: f64) -> ChangeEvent {
    ChangeEvent::Proved {
        works,
        grace: 0,
        now,
    }
}

/// The person says twice, as far apart as is needed, that the old password works.
fn proved_old() -> [ChangeEvent; 2] {
    [SENT_AT, SENT_AT + SETTLED_AFTER].map(|now| proved(WorkingPassword::Old, now))
}

/// The back end's answer is a `202`.
fn accepted() -> ChangeEvent {
    let accepted = Outcome::Accepted {
        location: "https://mail.example/jobs/1".into(),
        retry_after: None,
    };
    ChangeEvent::Answered(accepted, SENT_AT)
}
