//! Reading and writing files, with errors that name the file.

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::{During, Result};

/// The bytes of a file.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).during(format!("reading {}", path.display()))
}

/// The text of a file.
pub(crate) fn read_text(path: &Path) -> Result<String> {
    fs::read_to_string(path).during(format!("reading {}", path.display()))
}

/// Writes a file and, if need be, the folders above it.
pub(crate) fn write(path: &Path, content: impl AsRef<[u8]>) -> Result<()> {
    if let Some(folder) = path.parent() {
        create_folder(folder)?;
    }
    fs::write(path, content).during(format!("writing {}", path.display()))
}

/// Creates a folder and those above it.
pub(crate) fn create_folder(path: &Path) -> Result<()> {
    fs::create_dir_all(path).during(format!("creating the folder {}", path.display()))
}

/// Makes sure that an empty folder is there.
pub(crate) fn create_empty_folder(path: &Path) -> Result<()> {
    remove_folder(path)?;
    create_folder(path)
}

/// Removes a folder with all in it; none there is as good.
pub(crate) fn remove_folder(path: &Path) -> Result<()> {
    if path.exists() {
        fs::remove_dir_all(path).during(format!("removing {}", path.display()))?;
    }
    Ok(())
}

/// Moves a folder, also to another file system.
pub(crate) fn move_folder(from: &Path, to: &Path) -> Result<()> {
    if fs::rename(from, to).is_ok() {
        return Ok(());
    }
    for file in list(from)? {
        let relative = file.strip_prefix(from).unwrap_or(&file);
        write(&to.join(relative), read(&file)?)?;
    }
    remove_folder(from)
}

/// Every file below a folder, sorted by path.
pub(crate) fn list(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        let doing = || format!("listing {}", next.display());
        for entry in fs::read_dir(&next).during(doing())? {
            let path = entry.during(doing())?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}
