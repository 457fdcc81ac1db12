//! How far a log has been read.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::reader::LogReader;

/// How far a log has been read.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Position {
    /// The file's id on its disk.
    pub(super) file: String,
    /// The log's id, and how many bytes of its beginning it was made of.
    pub(super) log: String,
    pub(super) head: u64,
    /// The end of the last line that was read.
    pub(super) offset: u64,
    /// Whether that is in the middle of a line that is too long.
    pub(super) is_in_long_line: bool,
    pub(super) reader: LogReader,
}

impl Position {
    /// The time of the log's last line about a sign-in.
    pub(crate) const fn last(&self) -> Option<Timestamp> {
        self.reader.last()
    }
}
