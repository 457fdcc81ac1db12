//! When a mailbox locks, and when it is free again: plain arithmetic, no store.

use mailbox_password_rules::Lockout;

use crate::clock::Timestamp;

/// The refused sign-ins of a mailbox that may lock it.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) struct Attempts {
    /// Refused ones that count.
    pub(super) refused: u32,
    /// The last one that counted.
    pub(super) last_refused: Option<Timestamp>,
    /// Since when the mailbox is locked.
    pub(super) locked_at: Option<Timestamp>,
    /// Until when; a locked mailbox without it waits for an administrator.
    pub(super) locked_until: Option<Timestamp>,
}

impl Attempts {
    /// `Some` while locked: until when, or `Some(None)` until an administrator unlocks it.
    pub(super) fn lock(&self, now: Timestamp) -> Option<Option<Timestamp>> {
        self.locked_at?;
        match self.locked_until {
            Some(until) if until <= now => None,
            until => Some(until),
        }
    }

    /// After one more refused sign-in.
    pub(super) fn after_refusal(self, rule: Option<Lockout>, now: Timestamp) -> Self {
        let Some(rule) = rule.filter(|rule| rule.threshold > 0) else {
            return Self::default();
        };
        let refused = self.counted(rule, now).saturating_add(1);
        let locks = refused >= rule.threshold;
        Self {
            refused,
            last_refused: Some(now),
            locked_at: locks.then_some(now),
            locked_until: rule
                .duration_seconds
                .filter(|&seconds| locks && seconds > 0)
                .map(|seconds| now.plus_seconds(seconds)),
        }
    }

    /// After an accepted sign-in: the count starts anew, unless the rule says otherwise.
    pub(super) fn after_success(self, rule: Option<Lockout>, now: Timestamp) -> Self {
        match rule {
            Some(rule) if !rule.reset_by_success => Self {
                refused: self.counted(rule, now),
                last_refused: self.last_refused,
                ..Self::default()
            },
            _ => Self::default(),
        }
    }

    /// Tries left before it locks; `None` if it never does.
    pub(super) fn remaining(&self, rule: Option<Lockout>, now: Timestamp) -> Option<u32> {
        let rule = rule.filter(|rule| rule.threshold > 0)?;
        Some(rule.threshold.saturating_sub(self.counted(rule, now)))
    }

    /// Refused sign-ins that still count: none after a lock has run out, none once the window has passed.
    fn counted(&self, rule: Lockout, now: Timestamp) -> u32 {
        let lock_is_over = self.locked_at.is_some() && self.lock(now).is_none();
        let window_is_over = match (self.last_refused, rule.window_seconds) {
            (Some(last), Some(seconds)) => last.plus_seconds(seconds) <= now,
            _ => false,
        };
        if lock_is_over || window_is_over {
            0
        } else {
            self.refused
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULE: Lockout = Lockout {
        threshold: 3,
        window_seconds: Some(60),
        duration_seconds: Some(300),
        recent_passwords_not_counted: Some(0),
        reset_by_success: true,
    };

    /// Refuses sign-ins at these seconds and says when the mailbox is locked until, and how many tries are left at the
    /// last.
    fn check(rule: Lockout, seconds: &[u64]) -> (Option<Option<Timestamp>>, Option<u32>) {
        let mut attempts = Attempts::default();
        let mut now = start();
        for &second in seconds {
            now = start().plus_seconds(second);
            attempts = attempts.after_refusal(Some(rule), now);
        }
        (attempts.lock(now), attempts.remaining(Some(rule), now))
    }

    fn start() -> Timestamp {
        Timestamp::from_millis(1_700_000_000_000)
    }

    #[test]
    fn locks_at_the_threshold_for_the_duration() {
        assert_eq!(check(RULE, &[0, 1]), (None, Some(1)));
        assert_eq!(
            check(RULE, &[0, 1, 2]),
            (Some(Some(start().plus_seconds(302))), Some(0))
        );
    }

    #[test]
    fn a_quiet_window_starts_the_count_anew() {
        assert_eq!(check(RULE, &[0, 1, 61]), (None, Some(2)));
        assert_eq!(
            check(RULE, &[0, 59, 118]).1,
            Some(0),
            "the window runs from the last refused sign-in"
        );
    }

    #[test]
    fn an_accepted_sign_in_starts_the_count_anew_where_the_rule_says_so() {
        for (reset_by_success, left) in [(true, 3), (false, 1)] {
            let rule = Some(Lockout {
                reset_by_success,
                ..RULE
            });
            let refused = Attempts::default()
                .after_refusal(rule, start())
                .after_refusal(rule, start());
            let accepted = refused.after_success(rule, start());
            assert_eq!(accepted.remaining(rule, start()), Some(left));
            let later = start().plus_seconds(60);
            assert_eq!(accepted.remaining(rule, later), Some(3), "the window");
        }
    }

    #[test]
    fn duration_zero_waits_for_an_administrator_and_threshold_zero_never_locks() {
        assert_eq!(
            check(
                Lockout {
                    duration_seconds: Some(0),
                    ..RULE
                },
                &[0, 1, 2]
            )
            .0,
            Some(None)
        );
        assert_eq!(
            check(
                Lockout {
                    threshold: 0,
                    ..RULE
                },
                &[0; 50]
            ),
            (None, None)
        );
    }

    #[test]
    fn after_the_lock_has_run_out_all_tries_are_back() {
        let mut attempts = Attempts::default();
        for _ in 0..3 {
            attempts = attempts.after_refusal(Some(RULE), start());
        }
        let later = start().plus_seconds(300);
        assert_eq!(attempts.lock(later), None);
        assert_eq!(attempts.remaining(Some(RULE), later), Some(3));
        assert_eq!(
            attempts
                .after_refusal(Some(RULE), later)
                .remaining(Some(RULE), later),
            Some(2)
        );
    }
}
