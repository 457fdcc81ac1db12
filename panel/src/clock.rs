//! Instants and the clock they come from.

use std::error::Error;
use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};

use jiff::Timestamp as JiffTimestamp;
use rusqlite::types::{FromSql, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use serde::{Deserialize, Serialize};
use tokio_postgres::types as postgres;
use tokio_postgres::types::private::BytesMut;

/// An instant: milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(transparent)]
pub struct Timestamp(i64);

impl Timestamp {
    /// From milliseconds since the epoch.
    #[must_use]
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// Milliseconds since the epoch.
    #[must_use]
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// From RFC 3339; `None` if it is no instant.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let at: JiffTimestamp = text.parse().ok()?;
        Some(Self(at.as_millisecond()))
    }

    /// So many seconds later.
    #[must_use]
    pub fn plus_seconds(self, seconds: u64) -> Self {
        let millis = i64::try_from(seconds)
            .unwrap_or(i64::MAX)
            .saturating_mul(1000);
        Self(self.0.saturating_add(millis))
    }

    /// So many seconds earlier.
    #[must_use]
    pub fn minus_seconds(self, seconds: u64) -> Self {
        let millis = i64::try_from(seconds)
            .unwrap_or(i64::MAX)
            .saturating_mul(1000);
        Self(self.0.saturating_sub(millis))
    }

    /// The next instant that can be told apart from this one.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }

    /// The full minute at or after this instant: for what ends then, so that nobody comes too early.
    #[must_use]
    pub const fn full_minute(self) -> Self {
        const MINUTE: i64 = 60_000;
        Self(self.0.saturating_add(MINUTE - 1).div_euclid(MINUTE) * MINUTE)
    }

    /// Seconds from this instant until a later one, rounded up; 0 if it has passed.
    #[must_use]
    pub fn seconds_until(self, later: Self) -> u64 {
        let millis = later.0.saturating_sub(self.0).max(0);
        u64::try_from(millis).unwrap_or(0).div_ceil(1000)
    }

    /// For people, to the minute: `23 November 2026, 14:03 UTC`.
    #[must_use]
    pub fn readable(self) -> String {
        self.formatted("%-d %B %Y, %H:%M UTC")
    }

    /// The same after an "at": `14:03 UTC on 23 November 2026`.
    #[must_use]
    pub fn time_and_day(self) -> String {
        self.formatted("%H:%M UTC on %-d %B %Y")
    }

    fn formatted(self, format: &str) -> String {
        JiffTimestamp::from_millisecond(self.0)
            .unwrap_or(JiffTimestamp::MAX)
            .strftime(format)
            .to_string()
    }

    /// RFC 3339 in UTC, as the wire contract wants it.
    #[must_use]
    pub fn rfc3339(self) -> String {
        JiffTimestamp::from_millisecond(self.0)
            .unwrap_or(JiffTimestamp::MAX)
            .to_string()
    }
}

impl FromSql for Timestamp {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_i64().map(Self)
    }
}

impl ToSql for Timestamp {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(self.0))
    }
}

impl<'a> postgres::FromSql<'a> for Timestamp {
    fn from_sql(kind: &postgres::Type, raw: &'a [u8]) -> Result<Self, PostgresError> {
        i64::from_sql(kind, raw).map(Self)
    }

    postgres::accepts!(INT8);
}

impl postgres::ToSql for Timestamp {
    fn to_sql(
        &self,
        kind: &postgres::Type,
        out: &mut BytesMut,
    ) -> Result<postgres::IsNull, PostgresError> {
        postgres::ToSql::to_sql(&self.0, kind, out)
    }

    postgres::accepts!(INT8);
    postgres::to_sql_checked!();
}

type PostgresError = Box<dyn Error + Sync + Send>;

/// The system's clock, which a test can move with a file that holds an offset in seconds.
#[derive(Debug)]
pub struct Clock {
    start: Instant,
    offset_file: Option<PathBuf>,
    /// The last offset that could be read, so that a file caught half-written does not move time back.
    last_offset: AtomicI64,
    /// The largest offset that was read: [`Clock::elapsed`] never runs backwards.
    largest_offset: AtomicI64,
}

impl Default for Clock {
    fn default() -> Self {
        Self::new(None)
    }
}

impl Clock {
    /// A clock that adds the seconds in this file, read on each use.
    #[must_use]
    pub fn new(offset_file: Option<PathBuf>) -> Self {
        Self {
            start: Instant::now(),
            offset_file,
            last_offset: AtomicI64::new(0),
            largest_offset: AtomicI64::new(0),
        }
    }

    /// How long this clock has run: setting the computer's clock does not alter it.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        let offset = self.offset_seconds();
        let before = self.largest_offset.fetch_max(offset, Ordering::Relaxed);
        let offset = u64::try_from(before.max(offset)).unwrap_or(0);
        self.start
            .elapsed()
            .saturating_add(Duration::from_secs(offset))
    }

    /// The instant now.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        let system = JiffTimestamp::now().as_millisecond();
        Timestamp(system.saturating_add(self.offset_seconds().saturating_mul(1000)))
    }

    fn offset_seconds(&self) -> i64 {
        let Some(file) = &self.offset_file else {
            return 0;
        };
        if let Some(offset) = fs::read_to_string(file)
            .ok()
            .and_then(|text| text.trim().parse().ok())
        {
            self.last_offset.store(offset, Ordering::Relaxed);
        }
        self.last_offset.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_are_written_in_utc_and_waits_are_rounded_up() {
        let start = Timestamp::from_millis(1_700_000_000_250);
        assert_eq!(start.rfc3339(), "2023-11-14T22:13:20.25Z");
        assert_eq!(start.readable(), "14 November 2023, 22:13 UTC");
        assert_eq!(start.time_and_day(), "22:13 UTC on 14 November 2023");
        let full = start.full_minute();
        assert_eq!(full.rfc3339(), "2023-11-14T22:14:00Z");
        assert_eq!(full.full_minute(), full);
        assert_eq!(start.seconds_until(start.next()), 1);
        assert_eq!(start.seconds_until(start.plus_seconds(90)), 90);
        assert_eq!(start.seconds_until(start.minus_seconds(1)), 0);
    }
}
