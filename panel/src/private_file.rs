//! Files of the panel's that hold secrets.

use std::fs::{File, OpenOptions, Permissions};
use std::io;
use std::path::Path;

/// Creates a file that nobody but its owner may read, if it is not there. SQLite gives the files beside it the same rights.
/// One that others may read is closed to them.
pub(crate) fn create_private(path: &Path) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, OWNER_ONLY);
    let file = options.open(path)?;
    #[cfg(unix)]
    {
        tighten(path, &file)?;
        for ending in ["-wal", "-shm"] {
            let mut beside = path.as_os_str().to_owned();
            beside.push(ending);
            if let Ok(file) = File::open(&beside) {
                tighten(Path::new(&beside), &file)?;
            }
        }
    }
    drop(file);
    Ok(())
}

/// Whether other users of this machine can read or write a file.
#[cfg(unix)]
pub(crate) fn is_open_to_others(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    const OTHERS: u32 = 0o077;
    std::fs::metadata(file).is_ok_and(|file| file.permissions().mode() & OTHERS != 0)
}

/// Elsewhere permissions are not a few bits.
#[cfg(not(unix))]
pub(crate) fn is_open_to_others(_: &Path) -> bool {
    false
}

/// Reading and writing, for the owner.
#[cfg(unix)]
const OWNER_ONLY: u32 = 0o600;

#[cfg(unix)]
fn tighten(path: &Path, file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mode = file.metadata()?.permissions().mode() & 0o777;
    if mode & !OWNER_ONLY != 0 {
        file.set_permissions(Permissions::from_mode(OWNER_ONLY))?;
        let (file, mode) = (path.display(), format!("{mode:o}"));
        tracing::warn!(%file, mode, "other users of this machine could read this file; now they cannot");
    }
    Ok(())
}
