//! Waiting for a condition.

use std::thread;
use std::time::{Duration, Instant};

/// The timeout of every wait. It expires only when something is wrong.
const PATIENCE: Duration = Duration::from_secs(60);
/// Pause between two checks of a condition.
const PAUSE: Duration = Duration::from_millis(20);

/// Checks a condition repeatedly until it returns a value.
///
/// # Panics
/// After the timeout; `what` describes the condition.
pub(crate) fn until<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let end = Instant::now() + PATIENCE;
    loop {
        if let Some(seen) = look() {
            return seen;
        }
        assert!(Instant::now() < end, "this did not come: {what}");
        thread::sleep(PAUSE);
    }
}
