//! Work that goes on when nobody waits for it any more.

use std::future::{Future, pending};

use tokio::task::JoinHandle;
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
    finished(all.spawn(work)).await
}

/// Waits for a task. One that the end of the panel cut short is never finished: its request gets no answer, and its
/// connection is closed.
///
/// # Errors
/// Those of the task; an unknown outcome if it panicked.
pub(crate) async fn finished<T>(
    task: JoinHandle<Result<T, DirectoryError>>,
) -> Result<T, DirectoryError> {
    match task.await {
        Ok(outcome) => outcome,
        Err(error) if error.is_cancelled() => pending().await,
        Err(error) => Err(DirectoryError::OutcomeUnknown(error.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    use tokio::runtime::Builder;

    use super::*;

    #[test]
    fn work_that_the_end_of_the_panel_cut_short_is_not_answered() {
        let all = TaskTracker::new();
        let mut answer = pin!(detached(&all, pending::<Result<(), _>>()));
        let mut context = Context::from_waker(Waker::noop());
        let runtime = Builder::new_current_thread().build().expect("a runtime");
        {
            let _entered = runtime.enter();
            assert!(answer.as_mut().poll(&mut context).is_pending());
        }
        drop(runtime);
        assert_eq!(all.len(), 0, "it was dropped");
        assert!(matches!(answer.poll(&mut context), Poll::Pending));
    }

    #[tokio::test]
    async fn a_panic_leaves_the_outcome_unknown() {
        let outcome = finished::<()>(tokio::spawn(async { panic!("on purpose") })).await;
        assert!(matches!(outcome, Err(DirectoryError::OutcomeUnknown(_))));
    }
}
