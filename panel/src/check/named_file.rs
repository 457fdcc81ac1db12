//! What is said of a file that an option names.

use std::path::{Path, PathBuf};

use crate::check::report::Report;
use crate::private_file::is_open_to_others;
use crate::sqlite_layout::check_file;

/// Whether the panel could use a SQLite file of this layout.
pub(super) fn sqlite_file(option: &str, file: &Path, layout: i64, report: &mut Report) {
    match check_file(file, layout) {
        Ok(words) => report.good(format!("{option}: {words}")),
        Err(words) => report.wrong(format!("{option}: {words}")),
    }
}

/// Says so if others can read a file with a secret.
pub(super) fn warn_of_others(option: &str, file: Option<&PathBuf>, report: &mut Report) {
    if let Some(file) = file.filter(|file| is_open_to_others(file)) {
        report.note(format!(
            "{option}: other users of this machine can read {}; `chmod 600` it",
            file.display()
        ));
    }
}
