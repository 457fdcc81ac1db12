//! What is done at most now and then, however often there is a reason for it.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How long a log stays silent about what happens again and again.
const SILENCE: Duration = Duration::from_secs(60);

/// The least time from one clean-up to the next, unless the number has doubled.
const PAUSE: Duration = Duration::from_secs(1);

/// So few entries are not cleaned up.
const FEW: usize = 4096;

/// A line of the log that is written once a minute at most.
#[derive(Default)]
pub(crate) struct OnceAMinute(Mutex<Option<Instant>>);

impl OnceAMinute {
    /// Whether it is to be written now.
    pub(crate) fn is_due(&self) -> bool {
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_due = last.is_none_or(|at| at.elapsed() > SILENCE);
        if is_due {
            *last = Some(Instant::now());
        }
        is_due
    }
}

/// When entries were last cleaned up that have lost their meaning. Each clean-up looks at all of them, so in a flood it is
/// not for each request to do.
#[derive(Debug, Default)]
pub(crate) struct CleanUp {
    last: Duration,
    left: usize,
}

impl CleanUp {
    /// Whether so many entries are to be cleaned up now, at this time of a clock that never goes back.
    pub(crate) fn is_due(&self, now: Duration, count: usize) -> bool {
        let has_doubled = count >= self.left.saturating_mul(2);
        count >= FEW && (has_doubled || now >= self.last.saturating_add(PAUSE))
    }

    /// It was done, and left so many.
    pub(crate) fn done(&mut self, now: Duration, left: usize) {
        *self = Self { last: now, left };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_many_times_in_a_minute_only_the_first_is_written() {
        let line = OnceAMinute::default();
        let written: Vec<_> = (0..3).map(|_| line.is_due()).collect();
        assert_eq!(written, [true, false, false]);
    }

    #[test]
    fn a_flood_is_cleaned_up_once_a_second_or_when_it_has_doubled() {
        let mut clean_up = CleanUp::default();
        let now = Duration::from_secs(100);
        assert!(!clean_up.is_due(now, FEW - 1));
        assert!(clean_up.is_due(now, FEW));
        clean_up.done(now, FEW);
        assert!(!clean_up.is_due(now, FEW + 1), "again and again");
        assert!(clean_up.is_due(now, 2 * FEW));
        assert!(clean_up.is_due(now + PAUSE, FEW + 1));
        clean_up.done(now, 0);
        assert!(!clean_up.is_due(now, FEW - 1));
    }
}
