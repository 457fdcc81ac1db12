//! What is followed.

use std::path::PathBuf;

use crate::names::Names;
use crate::sources::Format;
use crate::time::Zone;

/// A log, or several whose names have one pattern.
#[derive(Clone, Debug)]
pub struct LogSource {
    /// What it is called in messages and on the panel's pages.
    pub name: String,
    /// Its format.
    pub format: Format,
    /// Its path; a `*` in the file's name stands for anything.
    pub path: PathBuf,
    /// The time zone of its server.
    pub zone: Zone,
    /// How the names in it are read.
    pub names: Names,
}
