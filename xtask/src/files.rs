//! Writing, moving and listing files, with errors that name the file.

use std::path::{Path, PathBuf};

use anyhow::Result;
use walkdir::WalkDir;

/// Writes a file and, if need be, the folders above it.
pub(crate) fn write(path: &Path, content: impl AsRef<[u8]>) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs_err::create_dir_all(folder)?;
    }
    Ok(fs_err::write(path, content)?)
}

/// Makes sure that an empty folder is there.
pub(crate) fn create_empty_folder(path: &Path) -> Result<()> {
    remove_folder(path)?;
    Ok(fs_err::create_dir_all(path)?)
}

/// Removes a folder with everything in it, if it exists.
pub(crate) fn remove_folder(path: &Path) -> Result<()> {
    if path.exists() {
        fs_err::remove_dir_all(path)?;
    }
    Ok(())
}

/// Moves a folder, also to another file system.
pub(crate) fn move_folder(from: &Path, to: &Path) -> Result<()> {
    if fs_err::rename(from, to).is_ok() {
        return Ok(());
    }
    for file in list(from)? {
        write(&to.join(file.strip_prefix(from)?), fs_err::read(&file)?)?;
    }
    remove_folder(from)
}

/// Every file below a folder, sorted by path.
pub(crate) fn list(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in WalkDir::new(folder) {
        let path = entry?.into_path();
        if !path.is_dir() {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
