//! A limited number of threads for blocking work.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;
use tokio::time::timeout;

use crate::detached::finished;
use crate::directory::DirectoryError;
use crate::metrics::PoolUse;

/// How long a request waits for a free thread before it is told that the directory is not available.
const QUEUE_TIMEOUT: Duration = Duration::from_secs(5);

/// Runs a limited number of blocking calls at once; those of disconnected browsers count until they are done.
#[derive(Clone)]
pub(crate) struct BlockingPool {
    free: Arc<Semaphore>,
    size: usize,
}

impl BlockingPool {
    pub(crate) fn new(count: usize) -> Self {
        Self {
            free: Arc::new(Semaphore::new(count)),
            size: count,
        }
    }

    /// How many threads work.
    pub(crate) fn in_use(&self, name: &'static str) -> PoolUse {
        PoolUse {
            name,
            used: self.size.saturating_sub(self.free.available_permits()),
            size: self.size,
        }
    }

    /// Runs the work on a thread of its own. Once begun it is finished, even if nobody waits for it any more.
    ///
    /// # Errors
    /// Those of the work; unavailable when no thread became free in five seconds; unclear when the work panicked.
    pub(crate) async fn run<T, F>(&self, work: F) -> Result<T, DirectoryError>
    where
        T: Send + 'static,
        F: FnOnce() -> Result<T, DirectoryError> + Send + 'static,
    {
        let Ok(Ok(thread)) = timeout(QUEUE_TIMEOUT, Arc::clone(&self.free).acquire_owned()).await
        else {
            return Err(DirectoryError::Unavailable(
                "too much to do at once".to_owned(),
            ));
        };
        let work = move || {
            // Free only when the work is done, however early the request ends.
            let _thread = thread;
            work()
        };
        finished(spawn_blocking(work)).await
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    #[tokio::test]
    async fn work_that_nobody_waits_for_keeps_its_thread_until_it_is_done() {
        let threads = BlockingPool::new(1);
        let (begun, begins) = mpsc::channel();
        let (release, released) = mpsc::channel::<()>();
        let request = tokio::spawn({
            let threads = threads.clone();
            async move {
                let work = move || {
                    begun.send(()).expect("the test listens");
                    Ok(released.recv().is_ok())
                };
                threads.run(work).await
            }
        });
        spawn_blocking(move || begins.recv())
            .await
            .expect("a thread")
            .expect("the work begins");
        request.abort();
        assert!(request.await.is_err(), "the browser has gone");
        assert_eq!(threads.in_use("").used, 1);

        release.send(()).expect("the work goes on");
        let next = threads.run(|| Ok("its turn")).await;
        assert!(matches!(next, Ok("its turn")));
    }
}
