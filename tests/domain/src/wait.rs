//! Waiting for a condition on this thread.

use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

/// The timeout of every wait. It expires only when something is wrong.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

/// Pause between two checks of a condition.
const PAUSE: Duration = Duration::from_millis(20);

/// Checks a condition repeatedly on this thread until it returns a value; a check that fails ends it.
pub(crate) fn block_until<T>(what: &str, mut look: impl FnMut() -> Result<Option<T>>) -> Result<T> {
    let end = Instant::now() + PATIENCE;
    loop {
        if let Some(seen) = look()? {
            return Ok(seen);
        }
        if Instant::now() >= end {
            bail!("this did not come: {what}");
        }
        thread::sleep(PAUSE);
    }
}
