//! Locks between processes, which the system lets go of when the holder ends, however it ends.

use std::fs::{File, TryLockError};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use crate::failure::{During, Failure, Result};
use crate::files;

/// How long to wait for another process: longer than anything that it may be doing.
const PATIENCE: Duration = Duration::from_secs(40 * 60);

/// Holds the lock until the file is dropped; `doing` says what only one process may do at a time.
pub(crate) fn hold(path: &Path, doing: &str) -> Result<File> {
    if let Some(folder) = path.parent() {
        files::create_folder(folder)?;
    }
    let file = File::create(path).during(format!("creating {}", path.display()))?;
    let deadline = Instant::now() + PATIENCE;
    let mut told = false;
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::Error(error)) => {
                return Err(Failure::new(format!("locking {}: {error}", path.display())));
            }
            Err(TryLockError::WouldBlock) if Instant::now() > deadline => {
                return Err(Failure::new(format!(
                    "another process has been {doing} for too long: end it, then try again"
                )));
            }
            Err(TryLockError::WouldBlock) => {
                if !told {
                    println!("    another process is {doing}: waiting for it");
                    told = true;
                }
                thread::sleep(Duration::from_millis(200));
            }
        }
    }
}

#[cfg(test)]
mod tests {
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
