//! How many connections of a kind there may be, and whose turn it is.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use crate::directory::{DirectoryError, PoolUse};

/// How long a request waits for its turn before it is told that the directory is not available.
const QUEUE_TIMEOUT: Duration = Duration::from_secs(5);

/// The connections of one kind.
pub(super) struct Turns {
    free: Arc<Semaphore>,
    size: usize,
}

impl Turns {
    /// So many, and at least one.
    pub(super) fn new(size: usize) -> Self {
        let size = size.max(1);
        Self {
            free: Arc::new(Semaphore::new(size)),
            size,
        }
    }

    /// Waits for a free connection, for [`QUEUE_TIMEOUT`] at most.
    pub(super) async fn turn(&self) -> Result<OwnedSemaphorePermit, DirectoryError> {
        match timeout(QUEUE_TIMEOUT, Arc::clone(&self.free).acquire_owned()).await {
            Ok(Ok(permit)) => Ok(permit),
            _ => Err(DirectoryError::Unavailable(
                "too much to do at once".to_owned(),
            )),
        }
    }

    /// How many are in use.
    pub(super) fn in_use(&self, name: &'static str) -> PoolUse {
        PoolUse {
            name,
            used: self.size.saturating_sub(self.free.available_permits()),
            size: self.size,
        }
    }
}
