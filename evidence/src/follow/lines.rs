//! Whole lines of a file that may still grow.

use std::fs::File;
use std::io::{self, BufRead, BufReader};

/// The longest line that is read, in bytes.
pub(super) const MAX_LINE: usize = 64 * 1024;

/// Lines from some place of a file on. A line without its end is left for later; one that is too long is passed over.
pub(super) struct Lines {
    reader: BufReader<File>,
    line: Vec<u8>,
    offset: u64,
    /// How many bytes the last call has passed.
    last_length: u64,
    is_in_long_line: bool,
}

impl Lines {
    pub(super) fn new(file: File, offset: u64, is_in_long_line: bool) -> Self {
        Self {
            reader: BufReader::with_capacity(64 * 1024, file),
            line: Vec::new(),
            offset,
            last_length: 0,
            is_in_long_line,
        }
    }

    /// The next whole line, without its end; `None` if there is none yet.
    pub(super) fn next_line(&mut self) -> io::Result<Option<&[u8]>> {
        self.line.clear();
        self.last_length = 0;
        let start = self.offset;
        loop {
            let chunk = self.reader.fill_buf()?;
            if chunk.is_empty() {
                return Ok(None);
            }
            let end = chunk.iter().position(|byte| *byte == b'\n');
            let length = end.map_or(chunk.len(), |end| end + 1);
            if !self.is_in_long_line {
                self.line
                    .extend_from_slice(chunk.get(..length).unwrap_or_default());
            }
            self.reader.consume(length);
            self.last_length += length as u64;
            if self.line.len() > MAX_LINE {
                self.line.clear();
                self.is_in_long_line = true;
            }
            if self.is_in_long_line {
                // What is passed over is done with, whole or not.
                self.offset = start + self.last_length;
                if end.is_some() {
                    self.is_in_long_line = false;
                    return Ok(Some(&[]));
                }
            } else if end.is_some() {
                self.offset = start + self.last_length;
                self.line.pop();
                return Ok(Some(&self.line));
            }
        }
    }

    /// The end of the last line.
    pub(super) const fn offset(&self) -> u64 {
        self.offset
    }

    pub(super) const fn last_length(&self) -> u64 {
        self.last_length
    }

    pub(super) const fn is_in_long_line(&self) -> bool {
        self.is_in_long_line
    }
}
