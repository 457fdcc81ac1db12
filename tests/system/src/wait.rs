use std::time::{Duration, Instant};

/// Longest wait for something that must happen. It only ever runs out when something is wrong.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

/// Between two looks.
pub(crate) const PAUSE: Duration = Duration::from_millis(25);

/// Looks again and again until there is something to see.
///
/// # Panics
/// When it does not come; `what` says what was missing.
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
