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
    /// Whether refusals in it are in a log of another source too, which says more of them.
    pub refusals_are_elsewhere: bool,
}

impl LogSource {
    /// Postfix writes that a password was refused, and Dovecot, which it asks, writes why. Where both are followed,
    /// Dovecot's line counts.
    pub fn leave_out_repeated_refusals(sources: &mut [Self]) {
        let has_dovecot = sources
            .iter()
            .any(|source| source.format == Format::Dovecot);
        for source in sources {
            source.refusals_are_elsewhere = has_dovecot && source.format == Format::Postfix;
        }
    }
}
