//! Looking ahead in a log. A mail program may introduce itself a moment after its sign-in, in a line of its own; so that
//! the sign-in is told of with the program's name, the reader hears of lines that come soon, and a sign-in at the end of
//! the log waits a moment for them.

use std::fs::File;
use std::io;

use jiff::{SignedDuration, Timestamp};

use super::lines::Lines;
use crate::reader::LogReader;
use crate::time::Zone;

/// How far to look ahead, in bytes.
const DISTANCE: u64 = 64 * 1024;

/// How long a line that may get a name waits for it.
const MOMENT: SignedDuration = SignedDuration::from_secs(1);

/// The lines ahead of the one that is read.
pub(super) struct Ahead {
    lines: Lines,
    is_at_end: bool,
}

impl Ahead {
    /// From this place of a log on.
    pub(super) fn new(file: File, offset: u64, is_in_long_line: bool) -> Self {
        Self {
            lines: Lines::new(file, offset, is_in_long_line),
            is_at_end: false,
        }
    }

    /// Tells the reader of what comes soon after this place.
    pub(super) fn tell(
        &mut self,
        reader: &mut LogReader,
        place: u64,
        zone: &Zone,
        now: Timestamp,
    ) -> io::Result<()> {
        while !self.is_at_end && self.lines.offset() < place.saturating_add(DISTANCE) {
            match self.lines.next_line()? {
                Some(line) => reader.foresee(line, zone, now),
                None => self.is_at_end = true,
            }
        }
        Ok(())
    }

    /// Whether the end of the log was in sight.
    pub(super) const fn is_at_end(&self) -> bool {
        self.is_at_end
    }
}

/// How long the lines of a log have been there: its lengths when it was looked at, the oldest first.
#[derive(Clone, Debug, Default)]
pub(super) struct Growth(Vec<(Timestamp, u64)>);

impl Growth {
    /// Notes how long the log is now.
    pub(super) fn note(&mut self, now: Timestamp, length: u64) {
        let is_odd = |&(at, before): &(Timestamp, u64)| at > now || before > length;
        if self.0.iter().any(is_odd) {
            // The clock was set back, or the log was emptied.
            self.0.clear();
        }
        // Of those that are old enough the last says it all.
        let old = self.0.iter().filter(|(at, _)| is_old(*at, now)).count();
        self.0.drain(..old.saturating_sub(1));
        self.0.push((now, length));
    }

    /// Whether a line that ends there has been there for a moment.
    pub(super) fn is_settled(&self, end: u64, now: Timestamp) -> bool {
        let mut looks = self.0.iter();
        looks.any(|(at, length)| is_old(*at, now) && end <= *length)
    }
}

fn is_old(at: Timestamp, now: Timestamp) -> bool {
    now.duration_since(at) >= MOMENT
}
