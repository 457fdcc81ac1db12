use std::time::{Duration, Instant};

/// Timeout of every wait. It expires only when a test fails.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

/// Pause between two checks of a condition.
pub(crate) const PAUSE: Duration = Duration::from_millis(25);

/// Checks a condition repeatedly until it returns a value.
///
/// # Panics
/// After the timeout; `what` describes the condition.
pub async fn until<T, F: Future<Output = Option<T>>>(what: &str, mut look: impl FnMut() -> F) -> T {
    let end = Instant::now() + PATIENCE;
    loop {
        if let Some(seen) = look().await {
            return seen;
        }
        assert!(Instant::now() < end, "this did not come: {what}");
        tokio::time::sleep(PAUSE).await;
    }
}
