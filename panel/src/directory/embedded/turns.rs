//! One change of a mailbox at a time. A repeat of the request that is running waits for what comes of it.

use std::collections::HashMap;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::request_key::RequestKey;
use crate::directory::{ChangeOutcome, DirectoryError};

/// How long a repeat waits for the request that it repeats.
const PATIENCE: Duration = Duration::from_secs(30);

type Outcome = Result<ChangeOutcome, DirectoryError>;

/// The requests that are running in this process, by mailbox. Between processes the store decides.
pub(super) struct Turns {
    running: Mutex<HashMap<String, Arc<Running>>>,
    patience: Duration,
}

/// A request that has the turn.
struct Running {
    caller: String,
    key: String,
    outcome: Mutex<Option<Outcome>>,
    ended: Condvar,
}

/// The right to change one mailbox; it ends when the value is dropped.
struct Turn<'a> {
    turns: &'a Turns,
    mailbox: &'a str,
    running: Arc<Running>,
}

impl Default for Turns {
    fn default() -> Self {
        Self {
            running: Mutex::default(),
            patience: PATIENCE,
        }
    }
}

impl Turns {
    /// Does the work if nobody else is changing the mailbox. To a repeat of what is running, what comes of that is its
    /// own outcome, too: "busy" would say that nothing was done, and then it is done.
    pub(super) fn run(&self, request: RequestKey<'_>, work: impl FnOnce() -> Outcome) -> Outcome {
        let mut all = lock(&self.running);
        if let Some(other) = all.get(request.mailbox).map(Arc::clone) {
            drop(all);
            return if other.caller == request.caller && other.key == request.key {
                other.wait(self.patience)
            } else {
                Ok(ChangeOutcome::Busy)
            };
        }
        let running = Arc::new(Running {
            caller: request.caller.to_owned(),
            key: request.key.to_owned(),
            outcome: Mutex::default(),
            ended: Condvar::new(),
        });
        all.insert(request.mailbox.to_owned(), Arc::clone(&running));
        drop(all);
        let turn = Turn {
            turns: self,
            mailbox: request.mailbox,
            running,
        };
        let outcome = work();
        *lock(&turn.running.outcome) = Some(outcome.clone());
        outcome
    }
}

impl Running {
    fn wait(&self, patience: Duration) -> Outcome {
        let (outcome, _) = self
            .ended
            .wait_timeout_while(lock(&self.outcome), patience, |outcome| outcome.is_none())
            .unwrap_or_else(PoisonError::into_inner);
        outcome.clone().unwrap_or(Err(DirectoryError::Unfinished))
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        lock(&self.turns.running).remove(self.mailbox);
        // Work that panicked leaves none.
        lock(&self.running.outcome).get_or_insert(Err(DirectoryError::Unfinished));
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

    fn request(key: &str) -> RequestKey<'_> {
        RequestKey {
            caller: "user:ann",
            mailbox: "ann",
            key,
        }
    }

    /// What a second request with this key gets, which comes while the first one works and waits so many seconds.
    fn check(key: &str, seconds: u64) -> Outcome {
        let turns = Turns {
            patience: Duration::from_secs(seconds),
            ..Turns::default()
        };
        let work = || panic!("the first one has the turn");
        thread::scope(|scope| {
            let mut second = None;
            let first = turns.run(request("first"), || {
                let running = Arc::clone(&lock(&turns.running)["ann"]);
                let turns = &turns;
                let thread = second.insert(scope.spawn(move || turns.run(request(key), work)));
                // This, the list and the turn have it; a fourth one waits.
                while Arc::strong_count(&running) < 4 && !thread.is_finished() {
                    thread::yield_now();
                }
                while seconds == 0 && !thread.is_finished() {
                    thread::yield_now();
                }
                Ok(ChangeOutcome::CurrentIncorrect(Some(4)))
            });
            assert!(matches!(first, Ok(ChangeOutcome::CurrentIncorrect(_))));
            assert!(lock(&turns.running).is_empty(), "the turn has ended");
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
        assert!(matches!(check("first", 0), Err(DirectoryError::Unfinished)));
    }

    #[test]
    fn work_that_panics_gives_the_turn_back() {
        let turns = Turns::default();
        let work = || turns.run(request("first"), || panic!("as a bug would"));
        assert!(catch_unwind(AssertUnwindSafe(work)).is_err());
        let next = turns.run(request("next"), || Ok(ChangeOutcome::Reused));
        assert!(matches!(next, Ok(ChangeOutcome::Reused)));
    }
}
