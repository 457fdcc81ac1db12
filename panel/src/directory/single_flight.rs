//! One change of a mailbox at a time. A repeat of the running request waits for its outcome and gets the same.

use std::collections::HashMap;
use std::future::Future;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::timeout;

use super::{ChangeOutcome, DirectoryError, Record, RequestId};

/// How long a repeat waits for the request that it repeats.
const REPEAT_TIMEOUT: Duration = Duration::from_secs(30);

type Outcome = Result<ChangeOutcome, DirectoryError>;

/// The requests that are running in this process, by mailbox. Between processes the directory decides.
#[derive(Default)]
pub(super) struct SingleFlight {
    running: Mutex<HashMap<String, Running>>,
}

/// A request that is running; its outcome comes through the channel, which ends without one if it is dropped.
struct Running {
    id: RequestId,
    outcome: watch::Receiver<Option<Outcome>>,
}

/// The right to change one mailbox; it ends when the value is dropped.
struct RunningGuard<'a> {
    single_flight: &'a SingleFlight,
    mailbox: &'a str,
    outcome: watch::Sender<Option<Outcome>>,
}

impl SingleFlight {
    /// Does the work if no other request is changing the mailbox. A repeat of the running request shares its outcome:
    /// "busy" would say that nothing was done, and then it is done.
    pub(super) async fn run(
        &self,
        id: &RequestId,
        work: impl Future<Output = Outcome> + Send,
    ) -> Outcome {
        let guard = match self.enter(id) {
            Ok(guard) => guard,
            Err(None) => return Ok(ChangeOutcome::Busy),
            Err(Some(mut outcome)) => {
                let ended = timeout(REPEAT_TIMEOUT, outcome.wait_for(Option::is_some)).await;
                let outcome = ended.ok().and_then(Result::ok);
                return match outcome.and_then(|outcome| outcome.clone()) {
                    Some(Ok(ChangeOutcome::Changed(at))) => Ok(ChangeOutcome::Repeated(at)),
                    Some(outcome) => outcome,
                    None => Err(DirectoryError::StillRunning),
                };
            }
        };
        let outcome = work.await;
        guard.outcome.send_replace(Some(outcome.clone()));
        outcome
    }

    /// Whether this very request is running.
    pub(super) fn is_running(&self, id: &RequestId) -> bool {
        self.lock()
            .get(&id.mailbox)
            .is_some_and(|running| running.id == *id)
    }

    /// The right to go on; or else the outcome to come of the same request, or nothing of another one.
    fn enter<'a>(
        &'a self,
        id: &'a RequestId,
    ) -> Result<RunningGuard<'a>, Option<watch::Receiver<Option<Outcome>>>> {
        let mut all = self.lock();
        if let Some(other) = all.get(&id.mailbox) {
            return Err((other.id == *id).then(|| other.outcome.clone()));
        }
        let (sender, receiver) = watch::channel(None);
        let running = Running {
            id: id.clone(),
            outcome: receiver,
        };
        all.insert(id.mailbox.clone(), running);
        Ok(RunningGuard {
            single_flight: self,
            mailbox: &id.mailbox,
            outcome: sender,
        })
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Running>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The answer to a request that did nothing because another one is changing the mailbox. If it arrived before, what is on
/// record of it counts: the other one says nothing of that.
pub(super) fn busy(record: Result<Record, DirectoryError>) -> Outcome {
    match record {
        Ok(Record::Begun) => Err(DirectoryError::StillRunning),
        Ok(Record::Done(at)) => Ok(ChangeOutcome::Repeated(at)),
        Ok(Record::Nothing) => Ok(ChangeOutcome::Busy),
        Err(error) => Err(error.of_a_repeat()),
    }
}

impl Drop for RunningGuard<'_> {
    fn drop(&mut self) {
        self.single_flight.lock().remove(self.mailbox);
    }
}

#[cfg(test)]
mod tests {
    use tokio::sync::oneshot;

    use super::*;

    fn request(key: &str) -> RequestId {
        RequestId {
            caller: "user:ann".to_owned(),
            mailbox: "ann".to_owned(),
            key: key.to_owned(),
        }
    }

    /// What a second request with this key gets while the first one is running.
    async fn check(key: &str) -> Outcome {
        let single_flight = SingleFlight::default();
        let (release, released) = oneshot::channel::<()>();
        let (one, other) = (request("first"), request(key));
        let first = single_flight.run(&one, async {
            let _ = released.await;
            Ok(ChangeOutcome::CurrentIncorrect(Some(4)))
        });
        let second = async {
            let second = single_flight.run(&other, async { panic!("the first one is running") });
            tokio::pin!(second);
            tokio::select! {
                biased;
                outcome = &mut second => return outcome,
                () = std::future::ready(()) => {}
            }
            let _ = release.send(());
            second.await
        };
        let (first, second) = tokio::join!(first, second);
        assert!(matches!(first, Ok(ChangeOutcome::CurrentIncorrect(_))));
        assert!(single_flight.lock().is_empty(), "the first one has ended");
        second
    }

    #[tokio::test]
    async fn a_repeat_gets_the_outcome_of_what_it_repeats() {
        let repeat = check("first").await;
        assert!(matches!(
            repeat,
            Ok(ChangeOutcome::CurrentIncorrect(Some(4)))
        ));
    }

    #[tokio::test]
    async fn a_repeat_of_what_was_cut_short_is_not_told_that_nothing_was_done() {
        let single_flight = SingleFlight::default();
        let (one, other) = (request("first"), request("first"));
        let mut first = Box::pin(single_flight.run(&one, std::future::pending()));
        let second = single_flight.run(&other, async { panic!("the first one is running") });
        tokio::pin!(second);
        tokio::select! {
            biased;
            _ = &mut first => panic!("it never ends"),
            _ = &mut second => panic!("it waits"),
            () = std::future::ready(()) => {}
        }
        drop(first);
        assert!(matches!(second.await, Err(DirectoryError::StillRunning)));
    }

    #[tokio::test]
    async fn another_request_is_told_to_wait() {
        let single_flight = SingleFlight::default();
        let (one, other) = (request("first"), request("other"));
        let inner = single_flight.run(&other, async { panic!("the first one is running") });
        let first = single_flight.run(&one, async {
            assert!(matches!(inner.await, Ok(ChangeOutcome::Busy)));
            Ok(ChangeOutcome::Reused)
        });
        assert!(matches!(first.await, Ok(ChangeOutcome::Reused)));
        let next = single_flight.run(&other, async { Ok(ChangeOutcome::NotAllowed) });
        assert!(matches!(next.await, Ok(ChangeOutcome::NotAllowed)));
    }
}
