//! Doing a request once, whether it arrives once or again while nobody knows what came of it.

use super::{Event, Recorded};
use crate::directory::single_flight::busy;
use crate::directory::{ChangeOutcome, Directory, DirectoryError, Record, RequestId};
use crate::ledger::Request;

type Outcome = Result<ChangeOutcome, DirectoryError>;

impl<D: Directory> Recorded<D> {
    /// Does a request once, and records it before and after. The work is told whether an earlier copy was begun of which
    /// nobody knows what came of it.
    pub(super) async fn once<W>(
        &self,
        event: Event<'_>,
        events: fn(&ChangeOutcome) -> &'static str,
        work: impl FnOnce(bool) -> W + Send,
    ) -> Outcome
    where
        W: Future<Output = Outcome> + Send,
    {
        let id = event.id.clone();
        let run = self.run(event, events, work);
        match self.single_flight.run(&id, run).await {
            Ok(ChangeOutcome::Busy) => busy(self.ledger.recorded(&id).await),
            outcome => outcome,
        }
    }

    async fn run<W>(
        &self,
        event: Event<'_>,
        events: fn(&ChangeOutcome) -> &'static str,
        work: impl FnOnce(bool) -> W + Send,
    ) -> Outcome
    where
        W: Future<Output = Outcome> + Send,
    {
        let mut request = Request {
            begun: self.clock.now(),
            session: event.session,
            before: event.before,
            done: None,
        };
        let was_begun = match self.ledger.begin(&event.id, request.clone()).await? {
            Record::Begun => true,
            Record::Done(at) => return Ok(ChangeOutcome::Repeated(at)),
            Record::Nothing => false,
        };
        let mut outcome = work(was_begun).await;
        if was_begun {
            outcome = of_a_repeat(outcome);
        }
        let RequestId {
            caller,
            mailbox,
            key,
        } = event.id.clone();
        match &outcome {
            Ok(ChangeOutcome::Changed(at)) => {
                request.done = Some(*at);
                self.ledger.end(event.id, Some(request)).await;
            }
            // An earlier copy of the request may be running elsewhere, or may have been done.
            Ok(_) | Err(DirectoryError::Unavailable(_)) if was_begun => {}
            // Nothing was done, so nothing is to be found out.
            Ok(_) | Err(DirectoryError::Unavailable(_)) => {
                self.ledger.end(event.id, None).await;
            }
            Err(DirectoryError::OutcomeUnknown(_) | DirectoryError::StillRunning) => {}
        }
        let word = match &outcome {
            Ok(outcome) => events(outcome),
            Err(DirectoryError::Unavailable(_)) => "directory-unavailable",
            Err(DirectoryError::OutcomeUnknown(_) | DirectoryError::StillRunning) => {
                "outcome-unknown"
            }
        };
        self.note(&mailbox, &caller, word, Some(&key), event.client)
            .await;
        outcome
    }
}

/// What may be said of a request of which an earlier copy was begun, and nobody knows what came of it. That this one did
/// nothing says nothing of that one, unless what refused this one refuses every copy.
fn of_a_repeat(outcome: Outcome) -> Outcome {
    let why = match outcome {
        // `CurrentIncorrect`: neither password is the password now.
        Ok(
            ChangeOutcome::Changed(_)
            | ChangeOutcome::CurrentIncorrect(_)
            | ChangeOutcome::Repeated(_)
            | ChangeOutcome::Reused,
        ) => return outcome,
        Ok(ChangeOutcome::Rejected(rules)) if !rules.is_empty() => {
            return Ok(ChangeOutcome::Rejected(rules));
        }
        Ok(
            ChangeOutcome::Busy
            | ChangeOutcome::Locked(_)
            | ChangeOutcome::MailboxUnknown
            | ChangeOutcome::NotAllowed
            | ChangeOutcome::Rejected(_)
            | ChangeOutcome::TooSoon(_),
        ) => "an earlier copy of a request that is refused now was begun".to_owned(),
        Err(error) => return Err(error.of_a_repeat()),
    };
    Err(DirectoryError::OutcomeUnknown(why))
}
