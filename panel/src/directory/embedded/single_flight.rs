//! One change of a mailbox at a time. A repeat of the running request waits for its outcome and gets the same.

use std::collections::HashMap;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::directory::{ChangeOutcome, DirectoryError, RequestId};

/// How long a repeat waits for the request that it repeats.
const REPEAT_TIMEOUT: Duration = Duration::from_secs(30);

type Outcome = Result<ChangeOutcome, DirectoryError>;

/// The requests that are running in this process, by mailbox. Between processes the store decides.
pub(super) struct SingleFlight {
    running: Mutex<HashMap<String, Arc<Running>>>,
    timeout: Duration,
}

/// A request that is running, and those that wait for its outcome.
struct Running {
    id: RequestId,
    outcome: Mutex<Option<Outcome>>,
    ended: Condvar,
}

/// The right to change one mailbox; it ends when the value is dropped, also by a panic.
struct RunningGuard<'a> {
    single_flight: &'a SingleFlight,
    mailbox: &'a str,
    running: Arc<Running>,
}

impl Default for SingleFlight {
    fn default() -> Self {
        Self {
            running: Mutex::default(),
            timeout: REPEAT_TIMEOUT,
        }
    }
}

impl SingleFlight {
    /// Does the work if no other request is changing the mailbox. A repeat of the running request shares its outcome:
    /// "busy" would say that nothing was done, and then it is done.
    pub(super) fn run(&self, id: &RequestId, work: impl FnOnce() -> Outcome) -> Outcome {
        let mut all = lock(&self.running);
        if let Some(other) = all.get(&id.mailbox).map(Arc::clone) {
            drop(all);
            return if other.id == *id {
                other.wait(self.timeout)
            } else {
                Ok(ChangeOutcome::Busy)
            };
        }
        let running = Arc::new(Running {
            id: id.clone(),
            outcome: Mutex::default(),
            ended: Condvar::new(),
        });
        all.insert(id.mailbox.clone(), Arc::clone(&running));
        drop(all);
        let guard = RunningGuard {
            single_flight: self,
            mailbox: &id.mailbox,
            running,
        };
        let outcome = work();
        *lock(&guard.running.outcome) = Some(outcome.clone());
        outcome
    }
}

impl SingleFlight {
    /// Whether this very request is running.
    pub(super) fn is_running(&self, id: &RequestId) -> bool {
        lock(&self.running)
            .get(&id.mailbox)
            .is_some_and(|running| running.id == *id)
    }
}

impl Running {
    fn wait(&self, timeout: Duration) -> Outcome {
        let (outcome, _) = self
            .ended
            .wait_timeout_while(lock(&self.outcome), timeout, |outcome| outcome.is_none())
            .unwrap_or_else(PoisonError::into_inner);
        match outcome.clone() {
            Some(Ok(ChangeOutcome::Changed(at))) => Ok(ChangeOutcome::Repeated(at)),
            Some(outcome) => outcome,
            None => Err(DirectoryError::StillRunning),
        }
    }
}

impl Drop for RunningGuard<'_> {
    fn drop(&mut self) {
        lock(&self.single_flight.running).remove(self.mailbox);
        // Work that panicked leaves none.
        lock(&self.running.outcome).get_or_insert(Err(DirectoryError::StillRunning));
        self.running.ended.notify_all();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::thread;

    use super::*;

    fn request(key: &str) -> RequestId {
        RequestId {
            caller: "user:ann".to_owned(),
            mailbox: "ann".to_owned(),
            key: key.to_owned(),
        }
    }

    /// What a second request with this key gets, which comes while the first one works and waits so many seconds.
    fn check(key: &str, seconds: u64) -> Outcome {
        let single_flight = SingleFlight {
            timeout: Duration::from_secs(seconds),
            ..SingleFlight::default()
        };
        let work = || panic!("the first one is running");
        thread::scope(|scope| {
            let mut second = None;
            let first = single_flight.run(&request("first"), || {
                let running = Arc::clone(&lock(&single_flight.running)["ann"]);
                let single_flight = &single_flight;
                assert!(single_flight.is_running(&request("first")));
                assert!(!single_flight.is_running(&request("other")));
                let thread =
                    second.insert(scope.spawn(move || single_flight.run(&request(key), work)));
                // This test, the list and the guard hold it; a fourth one waits.
                while Arc::strong_count(&running) < 4 && !thread.is_finished() {
                    thread::yield_now();
                }
                while seconds == 0 && !thread.is_finished() {
                    thread::yield_now();
                }
                Ok(ChangeOutcome::CurrentIncorrect(Some(4)))
            });
            assert!(matches!(first, Ok(ChangeOutcome::CurrentIncorrect(_))));
            assert!(
                lock(&single_flight.running).is_empty(),
                "the first one has ended"
            );
            second.unwrap().join().unwrap()
        })
    }

    #[test]
    fn a_repeat_gets_the_outcome_of_what_it_repeats_and_anybody_else_is_told_to_wait() {
        let repeat = check("first", 60);
        assert!(matches!(
            repeat,
            Ok(ChangeOutcome::CurrentIncorrect(Some(4)))
        ));
        assert!(matches!(check("other", 60), Ok(ChangeOutcome::Busy)));
    }

    #[test]
    fn a_repeat_that_waits_too_long_is_not_told_that_nothing_was_done() {
        assert!(matches!(
            check("first", 0),
            Err(DirectoryError::StillRunning)
        ));
    }

    #[test]
    fn work_that_panics_lets_the_next_request_run() {
        let single_flight = SingleFlight::default();
        let work = || single_flight.run(&request("first"), || panic!("as a bug would"));
        assert!(catch_unwind(AssertUnwindSafe(work)).is_err());
        let next = single_flight.run(&request("next"), || Ok(ChangeOutcome::Reused));
        assert!(matches!(next, Ok(ChangeOutcome::Reused)));
    }
}
