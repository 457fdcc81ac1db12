//! The beginning of a log, by which it is known: a file that was emptied and written again has another one.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

use sha2::{Digest, Sha256};

use super::ahead::Growth;
use super::position::Position;
use crate::reader::LogReader;
use crate::sources::Format;

/// The most bytes that a beginning has.
const MAX_HEAD: usize = 8 * 1024;

/// Whether the log still begins as it did.
pub(super) fn is_same(file: &mut File, position: &Position) -> io::Result<bool> {
    let head = read_head(file)?;
    let length = usize::try_from(position.head).unwrap_or(usize::MAX);
    Ok(head
        .get(..length)
        .is_some_and(|head| log_id(&position.file, position.reader.format(), head) == position.log))
}

/// The beginning of a log that has not been read; `None` while it has no line that tells it from others: the lines that
/// describe its columns are the same in many.
pub(super) fn begin(file: &mut File, id: &str, format: Format) -> io::Result<Option<Position>> {
    let head = read_head(file)?;
    let mut end = 0;
    let is_enough = head.split_inclusive(|byte| *byte == b'\n').any(|line| {
        end += line.len();
        let text = line
            .strip_suffix(b"\n")
            .map(|line| line.strip_suffix(b"\r").unwrap_or(line));
        text.is_some_and(|text| !LogReader::is_header(text))
    });
    if !is_enough && head.len() < MAX_HEAD {
        return Ok(None);
    }
    let head = head.get(..end).unwrap_or(&head);
    Ok(Some(Position {
        file: id.to_owned(),
        log: log_id(id, format, head),
        head: head.len() as u64,
        offset: 0,
        is_in_long_line: false,
        reader: LogReader::new(format),
        growth: Growth::default(),
    }))
}

fn read_head(file: &mut File) -> io::Result<Vec<u8>> {
    file.seek(SeekFrom::Start(0))?;
    let mut head = Vec::new();
    file.by_ref().take(MAX_HEAD as u64).read_to_end(&mut head)?;
    Ok(head)
}

/// Sixteen bytes of a hash, in hexadecimal. One file may hold lines of several formats, as syslog's does: it is a log of
/// each.
fn log_id(file: &str, format: Format, head: &[u8]) -> String {
    let mut hash = Sha256::new();
    for part in [file, format.id()] {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    hash.update(head);
    let hash = hash.finalize();
    hash.iter()
        .take(16)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
