//! Programs on PATH.

use std::ffi::OsString;
use std::path::PathBuf;

use anyhow::Result;

/// The program of this name or path, if it exists and can be run.
pub(crate) fn find(program: &str) -> Option<PathBuf> {
    which::which(program).ok()
}

/// PATH with these folders in front.
pub(crate) fn with(folders: &[PathBuf]) -> Result<OsString> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let all = folders.iter().cloned().chain(std::env::split_paths(&path));
    Ok(std::env::join_paths(all)?)
}
