//! Idempotency keys: a key is reused only for unchanged values.

use mailbox_password::model::{
    Attempt, Change, ChangeEvent, NotSent, Outcome, Refusal, UnknownCause,
};

use super::{SENT_AT, after, attempt, proved_old};

#[track_caller]
fn check(change: &Change, edits: u32, is_reused: bool) {
    let key = attempt(0).key;
    let expected = is_reused.then_some(key.as_str());
    assert_eq!(
        change.reusable_key(edits),
        expected,
        "{edits} edits, {change:?}"
    );
}

fn unknown() -> [ChangeEvent; 2] {
    let lost = Outcome::Unknown(UnknownCause::Network);
    [
        ChangeEvent::Sent(attempt(3)),
        ChangeEvent::Answered(lost, SENT_AT),
    ]
}

#[test]
fn a_first_request_has_a_new_key() {
    check(&Change::default(), 0, false);
}

#[test]
fn unchanged_values_reuse_the_key_after_not_changed() {
    let change = after(unknown().into_iter().chain(proved_old()));
    check(&change, 3, true);
}

#[test]
fn an_edit_makes_a_new_key() {
    let change = after(unknown().into_iter().chain(proved_old()));
    check(&change, 4, false);
    check(&change, 2, false);
}

#[test]
fn a_key_is_not_reused_while_the_outcome_is_unknown() {
    check(&after(unknown()), 3, false);
}

#[test]
fn a_key_is_not_reused_after_a_refusal() {
    let refused = Outcome::Refused(Refusal::default());
    let change = after([
        ChangeEvent::Sent(attempt(3)),
        ChangeEvent::Answered(refused, SENT_AT),
    ]);
    check(&change, 3, false);
}

#[test]
fn a_key_that_was_never_sent_is_not_reused() {
    let change = after([
        ChangeEvent::Sent(attempt(3)),
        ChangeEvent::NotSent(NotSent::Headers),
    ]);
    check(&change, 3, false);
}

#[test]
fn a_retry_that_was_not_sent_keeps_its_key() {
    for why in [NotSent::Cancelled, NotSent::Headers] {
        let events = unknown().into_iter().chain(proved_old());
        let change = after(events.chain([ChangeEvent::NotSent(why)]));
        check(&change, 3, true);
        check(&change, 4, false);
    }
}

#[test]
fn a_retry_whose_headers_failed_keeps_its_key_until_it_is_answered() {
    let again = || {
        let events = unknown().into_iter().chain(proved_old());
        events.chain([ChangeEvent::Sent(attempt(3))])
    };
    let failed = || again().chain([ChangeEvent::NotSent(NotSent::Headers)]);
    check(&after(failed()), 3, true);
    check(&after(failed()), 4, false);
    // However often.
    let twice = failed().chain([
        ChangeEvent::Sent(attempt(3)),
        ChangeEvent::NotSent(NotSent::Headers),
    ]);
    check(&after(twice), 3, true);
    for outcome in [
        Outcome::Refused(Refusal::default()),
        Outcome::Unknown(UnknownCause::Network),
    ] {
        let answered = again().chain([ChangeEvent::Answered(outcome, SENT_AT)]);
        check(&after(answered), 3, false);
    }
    // Another password has a key of its own, which was never sent.
    let other = Attempt {
        key: "5d6e7f80-0000-4000-8000-000000000000".into(),
        ..attempt(4)
    };
    let events = unknown().into_iter().chain(proved_old());
    let other = events.chain([
        ChangeEvent::Sent(other),
        ChangeEvent::NotSent(NotSent::Headers),
    ]);
    assert_eq!(after(other).reusable_key(4), None);
}

#[test]
fn the_key_of_an_earlier_page_is_never_reused() {
    let resumed = attempt(u32::MAX);
    let resumed = ChangeEvent::Resumed(resumed, SENT_AT);
    let change = after([resumed].into_iter().chain(proved_old()));
    assert!(change.may_retry);
    for edits in [0, 1, 3, u32::MAX - 1] {
        check(&change, edits, false);
    }
}
