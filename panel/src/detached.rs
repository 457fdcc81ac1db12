//! Work that goes on when nobody waits for it any more.

use std::future::Future;

use crate::directory::DirectoryError;

/// Runs the work as a task of its own: once begun it is finished, even if the browser has disconnected.
///
/// # Errors
/// Those of the work; an unknown outcome if it panicked.
pub(crate) async fn detached<T: Send + 'static>(
    work: impl Future<Output = Result<T, DirectoryError>> + Send + 'static,
) -> Result<T, DirectoryError> {
    tokio::spawn(work)
        .await
        .unwrap_or_else(|error| Err(DirectoryError::OutcomeUnknown(error.to_string())))
}
