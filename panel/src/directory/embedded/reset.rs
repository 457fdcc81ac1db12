//! An administrator's new password: hashed without holding a lock, committed in one transaction.

use mailbox_password_rules::wire::reference;
use mailbox_password_rules::{Candidate, Rule};
use rusqlite::Transaction;

use super::accounts::Accounts;
use super::audit::Entry;
use super::replace::{EndedSessions, Replacement};
use super::request_key::RequestKey;
use super::row::AccountRow;
use crate::directory::{ChangeOutcome, DirectoryError, Reset};

impl Accounts {
    pub(super) fn reset_password(&self, reset: &Reset) -> Result<ChangeOutcome, DirectoryError> {
        let request = request_key(reset);
        if let Some(at) = self.store.read(|connection| request.recorded(connection))? {
            return Ok(ChangeOutcome::Repeated(at));
        }
        self.single_flight.run(request, || self.run_reset(reset))
    }

    fn run_reset(&self, reset: &Reset) -> Result<ChangeOutcome, DirectoryError> {
        let row = self
            .store
            .read(|connection| AccountRow::find(connection, &reset.mailbox))?;
        let Some(row) = row else {
            return Ok(ChangeOutcome::MailboxUnknown);
        };
        let candidate = Candidate {
            new: &reset.new,
            current: None,
        };
        let broken = self.broken_rules(&row, candidate);
        let decision = if broken.is_empty() {
            Ok(self.hasher.hash(&reset.new)?)
        } else {
            Err(broken)
        };
        self.store
            .write(|tx| self.commit_reset(tx, reset, decision))
    }

    /// The decision is the hash of the new password, or the rules that it breaks. Neither depends on the present one,
    /// so it stays true whatever happened since.
    fn commit_reset(
        &self,
        tx: &Transaction<'_>,
        reset: &Reset,
        decision: Result<String, Vec<Rule>>,
    ) -> rusqlite::Result<ChangeOutcome> {
        let now = self.clock.now();
        let request = request_key(reset);
        if let Some(at) = request.recorded(tx)? {
            return Ok(ChangeOutcome::Repeated(at));
        }
        let Some(row) = AccountRow::find(tx, &reset.mailbox)? else {
            return Ok(ChangeOutcome::MailboxUnknown);
        };
        let entry = |event| {
            Entry {
                at: now,
                mailbox: &row.mailbox,
                caller: &reset.caller,
                event,
                reference: Some(reference(&reset.key)),
                client: &reset.client,
            }
            .write(tx)
        };
        let hash = match decision {
            Ok(hash) => hash,
            Err(broken) => {
                entry("reset-refused")?;
                return Ok(ChangeOutcome::Rejected(broken));
            }
        };
        let new = Replacement {
            request,
            hash: &hash,
            at: now.max(row.password_set_at.next()),
            ended_sessions: if reset.sign_out {
                EndedSessions::All
            } else {
                EndedSessions::None
            },
            must_change: reset.must_change,
        };
        self.replace(tx, &row, &new)?;
        entry("reset")?;
        Ok(ChangeOutcome::Changed(new.at))
    }
}

fn request_key(reset: &Reset) -> RequestKey<'_> {
    RequestKey {
        caller: &reset.caller,
        mailbox: &reset.mailbox,
        key: &reset.key,
    }
}
