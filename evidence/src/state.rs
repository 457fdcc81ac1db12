//! The file in which an agent keeps how far its batches were acknowledged.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::follow::Position;

/// What is kept.
#[derive(Debug, Default, Deserialize, Serialize)]
pub(crate) struct Kept {
    /// The number of the last batch.
    pub(crate) sequence: u64,
    /// How far each log of each source was read.
    pub(crate) positions: BTreeMap<String, Vec<Position>>,
}

#[derive(Serialize)]
struct KeptRef<'a> {
    sequence: u64,
    positions: BTreeMap<&'a str, &'a [Position]>,
}

/// The file, which one agent at a time uses.
#[derive(Debug)]
pub(crate) struct StateFile {
    path: PathBuf,
    /// Locked for as long as the agent runs.
    _lock: File,
}

impl StateFile {
    pub(crate) fn open(path: PathBuf) -> io::Result<(Self, Kept)> {
        let lock_path = beside(&path, ".lock");
        let lock = private(&lock_path)?;
        lock.try_lock().map_err(|error| match error {
            TryLockError::WouldBlock => io::Error::new(
                io::ErrorKind::AlreadyExists,
                format!("another agent is using {}", path.display()),
            ),
            TryLockError::Error(error) => named(&lock_path, &error),
        })?;
        let kept = match fs::read(&path) {
            Ok(text) => serde_json::from_slice(&text).map_err(|error| {
                io::Error::new(
                    io::ErrorKind::InvalidData,
                    format!("{} is no state of an agent: {error}", path.display()),
                )
            })?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => Kept::default(),
            Err(error) => return Err(named(&path, &error)),
        };
        Ok((Self { path, _lock: lock }, kept))
    }

    /// Replaces the file as a whole: after a crash it is the earlier one or this one.
    pub(crate) fn save<'a>(
        &self,
        sequence: u64,
        positions: impl Iterator<Item = (&'a str, &'a [Position])>,
    ) -> io::Result<()> {
        let kept = KeptRef {
            sequence,
            positions: positions.collect(),
        };
        let next = beside(&self.path, ".next");
        let text = serde_json::to_vec(&kept)?;
        let mut file = private(&next)?;
        file.set_len(0)
            .and_then(|()| file.write_all(&text))
            .and_then(|()| file.sync_all())
            .map_err(|error| named(&next, &error))?;
        fs::rename(&next, &self.path).map_err(|error| named(&self.path, &error))
    }
}

/// The same error with the file's name, which the system leaves out.
fn named(file: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", file.display()))
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut beside = path.as_os_str().to_owned();
    beside.push(ending);
    beside.into()
}

/// A file that its owner alone can read.
fn private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map_err(|error| named(path, &error))
}
