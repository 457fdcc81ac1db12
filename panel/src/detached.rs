//! Work that goes on when nobody waits for it any more.

use std::future::Future;

use tokio_util::task::TaskTracker;

use crate::directory::DirectoryError;

/// Runs the work as a task of its own among those that the panel waits for before it stops: once begun it is finished,
/// even if the browser has disconnected.
///
/// # Errors
/// Those of the work; an unknown outcome if it panicked.
pub(crate) async fn detached<T: Send + 'static>(
    all: &TaskTracker,
    work: impl Future<Output = Result<T, DirectoryError>> + Send + 'static,
) -> Result<T, DirectoryError> {
    all.spawn(work)
        .await
        .unwrap_or_else(|error| Err(DirectoryError::OutcomeUnknown(error.to_string())))
}
