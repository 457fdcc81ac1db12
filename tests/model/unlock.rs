//! Whether a sign-in was refused recently, which speaks against unlocking.

use mailbox_password::model::{quiet_for, refused_recently};
use mailbox_password_rules::Policy;
use proptest::prelude::*;

use super::SENT_AT;

const QUIET: u32 = 300;

/// Checks a sign-in that was refused so many seconds ago.
#[track_caller]
fn check(seconds_ago: f64, is_lately: bool) {
    let at = SENT_AT - seconds_ago * 1000.0;
    assert_eq!(
        refused_recently(at, SENT_AT, QUIET),
        is_lately,
        "{seconds_ago} s ago"
    );
}

#[test]
fn unlocking_needs_exactly_five_minutes_without_refusals() {
    check(0.0, true);
    check(299.999, true);
    check(300.0, false);
    check(86_400.0, false);
}

#[test]
fn a_refusal_in_the_future_is_never_safe() {
    check(-1.0, true);
    check(-86_400.0 * 365.0, true);
}

#[test]
fn it_is_quiet_after_the_policys_delay_else_after_five_minutes() {
    for (delay, expected) in [
        (None, 300),
        (Some(0), 300),
        (Some(60), 60),
        (Some(u64::MAX), 300),
    ] {
        let policy = Policy {
            unlock_delay_seconds: delay,
            ..Policy::default()
        };
        assert_eq!(quiet_for(&policy), expected, "{delay:?}");
    }
}

proptest! {
    #[test]
    fn safe_stays_safe_as_time_passes(ago in -1e6..1e6_f64, later in 0.0..1e6_f64) {
        let at = SENT_AT - ago * 1000.0;
        let now = refused_recently(at, SENT_AT, QUIET);
        prop_assert!(now || !refused_recently(at, SENT_AT + later * 1000.0, QUIET));
    }
}
