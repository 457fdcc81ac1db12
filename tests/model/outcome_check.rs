//! What **CheckState** finds: values are compared, and a second equal one a minute later means *not changed*.

use mailbox_password::model::{Attempt, CheckResult, SETTLED_AFTER, compare_status};
use proptest::prelude::*;

use super::{BEFORE, SENT_AT, attempt};

const OTHER: &str = "2026-01-02T00:00:00Z";

/// The status of a mailbox that a check received.
#[derive(Clone, Copy, Default)]
struct State<'a> {
    changed_at: Option<&'a str>,
    reference: Option<&'a str>,
    settles_at: Option<f64>,
}

#[track_caller]
fn check(attempt: &Attempt, state: State<'_>, expected: CheckResult) {
    let found = compare_status(
        attempt,
        state.changed_at,
        state.reference,
        state.settles_at,
        SENT_AT,
    );
    assert_eq!(found, expected);
}

fn same() -> State<'static> {
    State {
        changed_at: Some(BEFORE),
        ..State::default()
    }
}

#[test]
fn a_matching_reference_means_this_request() {
    for changed_at in [None, Some(BEFORE), Some(OTHER)] {
        let state = State {
            changed_at,
            reference: Some("1a2b3c"),
            ..State::default()
        };
        check(&attempt(0), state, CheckResult::ByThisRequest);
    }
}

#[test]
fn another_value_without_our_reference_may_be_somebody_else() {
    for reference in [None, Some("ffffff"), Some("")] {
        let state = State {
            changed_at: Some(OTHER),
            reference,
            ..State::default()
        };
        check(&attempt(0), state, CheckResult::ChangedElsewhere);
    }
}

#[test]
fn values_are_compared_as_text() {
    // The same instant in another notation is another value.
    let state = State {
        changed_at: Some("2026-01-01T00:00:00.000Z"),
        ..State::default()
    };
    check(&attempt(0), state, CheckResult::ChangedElsewhere);
}

#[test]
fn an_equal_value_means_not_changed_so_far() {
    check(&attempt(0), same(), CheckResult::NotYet);
}

#[test]
fn a_second_equal_value_after_a_minute_means_not_changed() {
    for (ago, expected) in [
        (-SETTLED_AFTER, CheckResult::NotYet),
        (-1.0, CheckResult::NotYet),
        (0.0, CheckResult::NotChanged),
        (SETTLED_AFTER * 60.0, CheckResult::NotChanged),
    ] {
        let state = State {
            settles_at: Some(SENT_AT - ago),
            ..same()
        };
        check(&attempt(0), state, expected);
    }
}

#[test]
fn a_later_change_overrides_an_earlier_equal_value() {
    let state = State {
        changed_at: Some(OTHER),
        settles_at: Some(SENT_AT - SETTLED_AFTER),
        ..State::default()
    };
    check(&attempt(0), state, CheckResult::ChangedElsewhere);
}

#[test]
fn without_a_baseline_the_check_is_inconclusive() {
    let blind = Attempt {
        baseline: None,
        ..attempt(0)
    };
    check(&blind, same(), CheckResult::CannotTell);
    check(&blind, State::default(), CheckResult::CannotTell);
    check(&attempt(0), State::default(), CheckResult::CannotTell);
}

proptest! {
    /// *Not changed* allows sending again: it needs another equal value, once the request is over.
    #[test]
    fn not_changed_needs_another_equal_value(
        baseline in proptest::option::of("[ab]"),
        changed_at in proptest::option::of("[ab]"),
        reference in proptest::option::of("1a2b3c|ffffff"),
        settles_at in proptest::option::of(0.0..200_000.0),
        now in 0.0..200_000.0,
    ) {
        let attempt = Attempt { baseline: baseline.clone(), ..attempt(0) };
        let found = compare_status(&attempt, changed_at.as_deref(), reference.as_deref(), settles_at, now);
        if found == CheckResult::NotChanged {
            prop_assert!(baseline.is_some());
            prop_assert_eq!(baseline, changed_at);
            prop_assert_ne!(reference.as_deref(), Some("1a2b3c"));
            prop_assert!(settles_at.is_some_and(|then| now >= then));
        }
    }
}
