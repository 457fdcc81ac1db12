use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

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

/// Waits until the clock shows another second. A log writes whole seconds: what follows in the second of a change may
/// have been before it.
pub async fn next_second() {
    let start = second();
    until("the next second", || async {
        (second() > start).then_some(())
    })
    .await;
}

fn second() -> u64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    now.map_or(0, |now| now.as_secs())
}
