//! Idempotency keys: a key is reused only for unchanged values.

use mailbox_password::flow::{Event, Flow, NotSent, Outcome, Refusal, UnknownCause, Works};

use super::{SENT_AT, after, attempt};

#[track_caller]
fn check(flow: &Flow, edits: u32, is_reused: bool) {
    let key = attempt(0).key;
    let expected = is_reused.then_some(key.as_str());
    assert_eq!(
        flow.reusable_key(edits),
        expected,
        "{edits} edits, {flow:?}"
    );
}

fn unknown() -> [Event; 2] {
    let lost = Outcome::Unknown(UnknownCause::Network);
    [Event::Sent(attempt(3)), Event::Answered(lost, SENT_AT)]
}

#[test]
fn a_first_request_has_a_new_key() {
    check(&Flow::default(), 0, false);
}

#[test]
fn unchanged_values_reuse_the_key_after_not_changed() {
    let flow = after(unknown().into_iter().chain([Event::Proved(Works::Old)]));
    check(&flow, 3, true);
}

#[test]
fn an_edit_makes_a_new_key() {
    let flow = after(unknown().into_iter().chain([Event::Proved(Works::Old)]));
    check(&flow, 4, false);
    check(&flow, 2, false);
}

#[test]
fn a_key_is_not_reused_while_the_outcome_is_unknown() {
    check(&after(unknown()), 3, false);
}

#[test]
fn a_key_is_not_reused_after_a_refusal() {
    let refused = Outcome::Refused(Refusal::default());
    let flow = after([Event::Sent(attempt(3)), Event::Answered(refused, SENT_AT)]);
    check(&flow, 3, false);
}

#[test]
fn a_key_that_was_never_sent_is_not_reused() {
    let flow = after([Event::Sent(attempt(3)), Event::NotSent(NotSent::Headers)]);
    check(&flow, 3, false);
}

#[test]
fn a_retry_that_was_not_sent_keeps_its_key() {
    for why in [NotSent::Cancelled, NotSent::Headers, NotSent::Offline] {
        let again = [Event::Proved(Works::Old), Event::NotSent(why)];
        let flow = after(unknown().into_iter().chain(again));
        check(&flow, 3, true);
        check(&flow, 4, false);
    }
}

#[test]
fn the_key_of_an_earlier_page_is_never_reused() {
    let resumed = attempt(u32::MAX);
    let flow = after([Event::Resumed(resumed), Event::Proved(Works::Old)]);
    for edits in [0, 1, 3, u32::MAX - 1] {
        check(&flow, edits, false);
    }
}
