//! Locks between processes, which the system releases when the holder ends, however it ends.

use std::fs::File;
use std::path::Path;

use anyhow::{Context, Result};

/// Holds the lock until the file is dropped; `doing` says what only one process may do at a time.
pub(crate) fn hold(path: &Path, doing: &str) -> Result<File> {
    if let Some(folder) = path.parent() {
        fs_err::create_dir_all(folder)?;
    }
    let file: File = fs_err::File::create(path)?.into();
    if file.try_lock().is_err() {
        println!("    another process is {doing}: waiting for it");
        file.lock()
            .with_context(|| format!("locking {}", path.display()))?;
    }
    Ok(file)
}

#[cfg(test)]
mod tests {
    use std::thread;
    use std::time::{Duration, Instant};

    use super::*;

    #[test]
    fn the_second_waits_until_the_first_lets_go() {
        let path = std::env::temp_dir().join(format!("xtask-lock-{}", std::process::id()));
        let first = hold(&path, "testing");
        let other = path.clone();
        let second = thread::spawn(move || hold(&other, "testing").map(|_| Instant::now()));
        thread::sleep(Duration::from_millis(300));
        let let_go = Instant::now();
        drop(first);
        let got = second.join();
        assert!(matches!(got, Ok(Ok(at)) if at >= let_go));
        assert!(std::fs::remove_file(&path).is_ok());
    }
}
