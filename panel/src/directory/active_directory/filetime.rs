//! Microsoft's instants and durations: 100-nanosecond units, since 1601 or negative.

use crate::clock::Timestamp;

/// Milliseconds from 1601-01-01 to 1970-01-01.
const EPOCH_MILLIS: i64 = 11_644_473_600_000;

/// Units of 100 nanoseconds in a millisecond and in a second.
const UNITS_PER_MILLI: i64 = 10_000;
const UNITS_PER_SECOND: u64 = 10_000_000;

/// The instant; `None` for 0 and for the largest value, which mean "never".
pub(super) fn instant(filetime: i64) -> Option<Timestamp> {
    (filetime > 0 && filetime < i64::MAX)
        .then(|| Timestamp::from_millis(filetime / UNITS_PER_MILLI - EPOCH_MILLIS))
}

/// The seconds of a duration, rounded up; `None` for the smallest value, which means "for ever".
pub(super) fn seconds(duration: i64) -> Option<u64> {
    (duration > i64::MIN).then(|| duration.unsigned_abs().div_ceil(UNITS_PER_SECOND))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_and_durations_are_read() {
        let read = instant(133_000_000_000_000_000).map(Timestamp::rfc3339);
        assert_eq!(read.as_deref(), Some("2022-06-18T04:26:40Z"));
        assert_eq!(instant(0), None);
        assert_eq!(instant(i64::MAX), None);
        assert_eq!(seconds(-18_000_000_000), Some(1800));
        assert_eq!(seconds(-1), Some(1));
        assert_eq!(seconds(0), Some(0));
        assert_eq!(seconds(i64::MIN), None);
    }
}
