//! When the back end's record of a device proves the new password: only by a sign-in after the old one had stopped.

use mailbox_password::model::{SignIn, judge_sign_in, old_password_stopped};
use proptest::prelude::*;

const CHANGED: f64 = 1_000_000.0;
/// The back end's clock, a minute after the change.
const LATEST: f64 = CHANGED + 60_000.0;

/// A record: `usesNewPassword`, the last success, the last failure, and when the old password stopped working.
type Record = (Option<bool>, Option<f64>, Option<f64>, Option<f64>);

#[track_caller]
fn check(record: Record, expected: SignIn) {
    let (uses_new, success, failure, stopped) = record;
    assert_eq!(
        judge_sign_in(uses_new, success, failure, Some(CHANGED), stopped, LATEST),
        expected
    );
}

const fn later(seconds: u32) -> Option<f64> {
    Some(CHANGED + seconds as f64 * 1000.0)
}

#[test]
fn the_back_ends_statement_proves_a_device() {
    check(
        (Some(true), later(5), later(9), None),
        SignIn::Proved(later(5)),
    );
    check((Some(true), None, None, None), SignIn::Proved(None));
}

#[test]
fn a_sign_in_after_the_old_password_stopped_proves_it() {
    check(
        (None, later(11), None, later(10)),
        SignIn::Proved(later(11)),
    );
    check(
        (None, later(10), None, later(10)),
        SignIn::NotProved(CHANGED + 10_000.0),
    );
}

#[test]
fn a_sign_in_during_the_grace_period_proves_nothing() {
    check(
        (None, later(5), None, later(10)),
        SignIn::NotProved(CHANGED + 5000.0),
    );
    check(
        (None, later(5), None, None),
        SignIn::NotProved(CHANGED + 5000.0),
    );
}

#[test]
fn a_device_reported_with_the_old_password_is_never_proved_by_time() {
    check(
        (Some(false), later(11), None, later(10)),
        SignIn::OldPassword(CHANGED + 11_000.0),
    );
    check(
        (Some(false), later(5), later(9), None),
        SignIn::OldPassword(CHANGED + 9000.0),
    );
    check((Some(false), Some(CHANGED), None, None), SignIn::Nothing);
}

#[test]
fn the_later_of_success_and_refusal_counts() {
    check(
        (None, later(5), later(9), None),
        SignIn::Refused(CHANGED + 9000.0),
    );
    check(
        (None, later(9), later(5), None),
        SignIn::NotProved(CHANGED + 9000.0),
    );
    check(
        (None, None, later(9), None),
        SignIn::Refused(CHANGED + 9000.0),
    );
}

#[test]
fn sign_ins_before_the_change_are_ignored() {
    check(
        (None, Some(CHANGED), Some(CHANGED - 1.0), None),
        SignIn::Nothing,
    );
    check((None, None, None, later(10)), SignIn::Nothing);
    let untimed = judge_sign_in(None, later(5), later(6), None, None, LATEST);
    assert_eq!(untimed, SignIn::Nothing);
}

#[test]
fn a_future_sign_in_proves_nothing_but_a_future_refusal_counts() {
    check((None, later(61), None, later(10)), SignIn::Nothing);
    check(
        (None, later(60), None, later(10)),
        SignIn::Proved(later(60)),
    );
    check((Some(true), later(61), None, None), SignIn::Proved(None));
    check(
        (None, None, later(61), None),
        SignIn::Refused(CHANGED + 61_000.0),
    );
}

#[test]
fn the_old_password_stops_at_the_reported_time_or_after_the_grace_period() {
    assert_eq!(
        old_password_stopped(Some(CHANGED), later(7), Some(60)),
        later(7)
    );
    assert_eq!(
        old_password_stopped(Some(CHANGED), None, Some(60)),
        later(60)
    );
    assert_eq!(
        old_password_stopped(Some(CHANGED), None, Some(0)),
        Some(CHANGED)
    );
    assert_eq!(old_password_stopped(None, later(7), None), later(7));
}

#[test]
fn without_a_time_or_grace_period_the_end_of_the_old_password_is_unknown() {
    assert_eq!(old_password_stopped(Some(CHANGED), None, None), None);
    assert_eq!(old_password_stopped(None, None, Some(60)), None);
}

proptest! {
    #[test]
    fn proof_needs_a_statement_or_a_sign_in_after_the_grace_period(
        uses_new in proptest::option::of(any::<bool>()),
        success in proptest::option::of(0.0..100.0),
        failure in proptest::option::of(0.0..100.0),
        changed_at in proptest::option::of(0.0..100.0),
        stopped in proptest::option::of(0.0..100.0),
        latest in 0.0..100.0,
    ) {
        let found = judge_sign_in(uses_new, success, failure, changed_at, stopped, latest);
        let is_late = success.zip(stopped).is_some_and(|(success, stopped)| success > stopped && success <= latest);
        let is_proved = uses_new == Some(true) || (uses_new.is_none() && is_late);
        prop_assert_eq!(matches!(found, SignIn::Proved(_)), is_proved);
    }
}
