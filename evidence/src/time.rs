//! The times in logs: in UTC, with an offset, or in a server's local time, with or without a year.

use std::error;
use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{AmbiguousOffset, Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};

/// The time zone in which a server writes its log.
#[derive(Clone, Debug)]
pub struct Zone(TimeZone);

/// There is no such time zone.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct UnknownZone;

impl fmt::Display for UnknownZone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("write `system`, `UTC`, an offset as in +02:00, or a zone as in Europe/Berlin")
    }
}

impl error::Error for UnknownZone {}

impl Default for Zone {
    /// That of the machine.
    fn default() -> Self {
        Self(TimeZone::system())
    }
}

impl FromStr for Zone {
    type Err = UnknownZone;

    /// Reads `system`, `UTC`, an offset, or a name of the time zone database.
    fn from_str(text: &str) -> Result<Self, UnknownZone> {
        if text == "system" {
            return Ok(Self::default());
        }
        if let Some(offset) = offset(text) {
            return Ok(Self(TimeZone::fixed(offset)));
        }
        TimeZone::get(text).map(Self).map_err(|_| UnknownZone)
    }
}

fn offset(text: &str) -> Option<Offset> {
    let sign = match text.as_bytes().first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let (hours, minutes) = text.get(1..)?.split_once(':')?;
    let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
    let is_offset = (0..=25).contains(&hours) && (0..60).contains(&minutes);
    let seconds = sign * (hours * 3600 + minutes * 60);
    is_offset
        .then(|| Offset::from_seconds(seconds).ok())
        .flatten()
}

/// What the times of a log are read with.
pub(crate) struct Clock<'a> {
    pub(crate) zone: &'a Zone,
    /// The time at which the line is read.
    pub(crate) now: Timestamp,
    /// The time of an earlier line of the same log.
    pub(crate) last: Option<Timestamp>,
}

/// How far a line may be behind an earlier one.
const DISORDER: SignedDuration = SignedDuration::from_mins(5);

impl Clock<'_> {
    /// A local time. Of the two meanings that it has in the hour after summer time, the one that keeps the log in order.
    /// In the hour that summer time leaves out it is what a clock would show that was not put forward.
    pub(crate) fn local(&self, time: DateTime) -> Option<Timestamp> {
        let ambiguous = self.zone.0.to_ambiguous_timestamp(time);
        match ambiguous.offset() {
            AmbiguousOffset::Fold { before, after } => {
                let earlier = before.to_timestamp(time).ok()?;
                let later = after.to_timestamp(time).ok()?;
                let is_past = self.last.is_some_and(|last| {
                    last.duration_since(earlier) > DISORDER
                        && later.duration_since(last) > -DISORDER
                });
                Some(if is_past { later } else { earlier })
            }
            AmbiguousOffset::Gap { .. } | AmbiguousOffset::Unambiguous { .. } => {
                ambiguous.compatible().ok()
            }
        }
    }

    /// `2026-11-27T10:44:00.123Z`, with an offset, or without one in the log's zone; also with a space instead of `T`.
    pub(crate) fn iso(&self, text: &str) -> Option<Timestamp> {
        text.parse::<Timestamp>()
            .ok()
            .or_else(|| self.local(text.parse().ok()?))
    }

    /// `2026-11-27` and `10:44:00` in UTC.
    pub(crate) fn utc(date: &str, time: &str) -> Option<Timestamp> {
        let date = date.parse::<Date>().ok()?;
        let time = time.parse::<Time>().ok()?;
        Offset::UTC.to_timestamp(date.to_datetime(time)).ok()
    }

    /// `Nov 27 10:44:00`, as syslog writes it (RFC 3164 §4.1.2). The year is the last one in which it is not in the
    /// future; a clock that is ahead by less than a day is taken for that.
    pub(crate) fn without_year(&self, month: &str, day: &str, time: &str) -> Option<Timestamp> {
        let month = MONTHS.iter().position(|name| *name == month)?;
        let month = i8::try_from(month + 1).ok()?;
        let day = day.parse::<i8>().ok()?;
        let time = time.parse::<Time>().ok()?;
        let latest = self.now.checked_add(SignedDuration::from_hours(24)).ok()?;
        let this_year = self.zone.0.to_datetime(self.now).year();
        [1, 0, -1, -2, -3, -4]
            .into_iter()
            .filter_map(|years| Date::new(this_year.checked_add(years)?, month, day).ok())
            .filter_map(|date| self.local(date.to_datetime(time)))
            .find(|at| *at <= latest)
    }
}

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn zone() -> Zone {
        "Europe/Berlin".parse().unwrap()
    }

    #[track_caller]
    fn check(
        read: impl Fn(&Clock<'_>) -> Option<Timestamp>,
        last: Option<&str>,
        expected: Option<&str>,
    ) {
        let zone = zone();
        let clock = Clock {
            zone: &zone,
            now: "2027-01-01T00:30:00Z".parse().unwrap(),
            last: last.map(|last| last.parse().unwrap()),
        };
        let read = read(&clock).map(|at| at.to_string());
        assert_eq!(read.as_deref(), expected);
    }

    #[test]
    fn the_year_is_the_last_that_is_not_in_the_future() {
        let syslog =
            |month, day, time| move |clock: &Clock<'_>| clock.without_year(month, day, time);
        check(
            syslog("Jan", "1", "01:29:59"),
            None,
            Some("2027-01-01T00:29:59Z"),
        );
        check(
            syslog("Dec", "31", "23:59:59"),
            None,
            Some("2026-12-31T22:59:59Z"),
        );
        check(
            syslog("Jan", "3", "00:00:00"),
            None,
            Some("2026-01-02T23:00:00Z"),
        );
        check(
            syslog("Feb", "29", "12:00:00.5"),
            None,
            Some("2024-02-29T11:00:00.5Z"),
        );
        check(syslog("Feb", "30", "12:00:00"), None, None);
        check(syslog("Foo", "1", "12:00:00"), None, None);
        check(syslog("Jan", "1", "25:00:00"), None, None);
    }

    #[test]
    fn an_hour_that_comes_twice_is_told_apart_by_the_order_of_the_log() {
        let iso = |clock: &Clock<'_>| clock.iso("2026-10-25 02:10:00");
        check(iso, None, Some("2026-10-25T00:10:00Z"));
        check(
            iso,
            Some("2026-10-25T00:09:00Z"),
            Some("2026-10-25T00:10:00Z"),
        );
        check(
            iso,
            Some("2026-10-25T00:12:00Z"),
            Some("2026-10-25T00:10:00Z"),
        );
        check(
            iso,
            Some("2026-10-25T00:55:00Z"),
            Some("2026-10-25T01:10:00Z"),
        );
        check(
            iso,
            Some("2026-10-25T01:09:00Z"),
            Some("2026-10-25T01:10:00Z"),
        );
        // Much later: an older log that is read after a newer one.
        check(
            iso,
            Some("2026-10-26T01:09:00Z"),
            Some("2026-10-25T00:10:00Z"),
        );
    }

    #[test]
    fn an_hour_that_never_comes_is_read_all_the_same() {
        let iso = |clock: &Clock<'_>| clock.iso("2026-03-29T02:30:00");
        check(iso, None, Some("2026-03-29T01:30:00Z"));
    }

    #[test]
    fn an_offset_counts_more_than_the_zone() {
        check(
            |clock| clock.iso("2026-06-01T12:00:00+05:30"),
            None,
            Some("2026-06-01T06:30:00Z"),
        );
        check(
            |clock| clock.iso("2026-06-01T12:00:00.25Z"),
            None,
            Some("2026-06-01T12:00:00.25Z"),
        );
        check(
            |clock| clock.iso("2026-06-01 12:00:00"),
            None,
            Some("2026-06-01T10:00:00Z"),
        );
        check(|clock| clock.iso("yesterday"), None, None);
        check(
            |_| Clock::utc("2026-06-01", "12:00:00"),
            None,
            Some("2026-06-01T12:00:00Z"),
        );
    }

    #[test]
    fn a_zone_is_a_name_or_an_offset() {
        for good in ["UTC", "system", "+02:00", "-09:30", "Europe/Berlin"] {
            assert!(good.parse::<Zone>().is_ok(), "{good}");
        }
        for bad in ["", "Mars", "+2", "+99:00", "+00:99", "02:00"] {
            assert!(bad.parse::<Zone>().is_err(), "{bad}");
        }
    }
}
