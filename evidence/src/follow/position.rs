//! How far a log has been read.

use std::fs::File;
use std::io::{self, Seek, SeekFrom};
use std::path::Path;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::ahead::{Ahead, Growth};
use crate::reader::LogReader;
use crate::time::Zone;

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
    /// How the log has grown since this program runs.
    #[serde(skip)]
    pub(super) growth: Growth,
}

impl Position {
    /// The time of the log's last line about a sign-in.
    pub(crate) const fn last(&self) -> Option<Timestamp> {
        self.reader.last()
    }

    /// What comes after this place of its log.
    pub(super) fn ahead(&self, log: &Path) -> io::Result<Ahead> {
        let mut file = File::open(log)?;
        file.seek(SeekFrom::Start(self.offset))?;
        Ok(Ahead::new(file, self.offset, self.is_in_long_line))
    }

    /// Whether a line that begins there, among the last of its log, waits for one that may come soon.
    pub(super) fn waits(&self, start: u64, line: &[u8], zone: &Zone, now: Timestamp) -> bool {
        let end = start + line.len() as u64 + 1;
        self.reader.may_be_named(line, zone, now) && !self.growth.is_settled(end, now)
    }
}
