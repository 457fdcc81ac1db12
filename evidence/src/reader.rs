//! One log, read line by line.

use std::borrow::Cow;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::names::Names;
use crate::observation::Observation;
use crate::sources::{Format, Parser};
use crate::time::{Clock, Zone};

/// Reads the lines of one log in their order. What it has to remember from one line to a later one, such as the columns
/// of an IIS log, is serialized with it, so that reading goes on after a restart.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct LogReader {
    parser: Parser,
    /// The time of the last line that was understood.
    last: Option<Timestamp>,
}

impl LogReader {
    /// For a log of this format, from its beginning.
    #[must_use]
    pub fn new(format: Format) -> Self {
        Self {
            parser: Parser::new(format),
            last: None,
        }
    }

    /// What a line says, without its line break; `None` if it is no sign-in, or cannot be understood. `now` is the time
    /// at which it is read.
    pub fn read(
        &mut self,
        line: &[u8],
        zone: &Zone,
        names: &Names,
        now: Timestamp,
    ) -> Option<Observation> {
        let seen = self
            .parser
            .read(&text(line), &clock(zone, now, self.last), names)?;
        self.last = Some(seen.line_at);
        Some(seen.observation)
    }

    /// The format of the log.
    pub(crate) const fn format(&self) -> Format {
        self.parser.format()
    }

    /// Whether a line of this format may say more of a sign-in in a line before it.
    pub(crate) const fn looks_ahead(&self) -> bool {
        self.parser.looks_ahead()
    }

    /// Takes from a line that will be read later what it says of sign-ins before it.
    pub(crate) fn foresee(&mut self, line: &[u8], zone: &Zone, now: Timestamp) {
        self.parser
            .foresee(&text(line), &clock(zone, now, self.last));
    }

    /// Whether a line tells of a sign-in whose program may still say its name.
    pub(crate) fn may_be_named(&self, line: &[u8], zone: &Zone, now: Timestamp) -> bool {
        self.parser
            .may_be_named(&text(line), &clock(zone, now, self.last))
    }

    /// The time of the last line that told of a sign-in, by the server's clock.
    #[must_use]
    pub const fn last(&self) -> Option<Timestamp> {
        self.last
    }

    /// Whether a line only describes the lines that follow it, as in the logs of IIS and Exchange. Such lines are the
    /// same in many files.
    #[must_use]
    pub fn is_header(line: &[u8]) -> bool {
        let line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line);
        line.is_empty() || line.starts_with(b"#") || line.starts_with(b"DateTime,")
    }
}

/// A line's text. One of a binary file, or in another encoding, is read as far as it can be.
fn text(line: &[u8]) -> Cow<'_, str> {
    match String::from_utf8_lossy(line) {
        Cow::Borrowed(text) => Cow::Borrowed(trim(text)),
        Cow::Owned(text) => Cow::Owned(trim(&text).to_owned()),
    }
}

fn trim(text: &str) -> &str {
    text.trim_start_matches('\u{FEFF}').trim_end_matches('\r')
}

const fn clock(zone: &Zone, now: Timestamp, last: Option<Timestamp>) -> Clock<'_> {
    Clock { zone, now, last }
}
