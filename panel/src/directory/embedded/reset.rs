//! An administrator's new password: hashed without holding a lock, committed in one transaction.

use mailbox_password_rules::wire::reference;
use mailbox_password_rules::{Candidate, Rule};
use rusqlite::Transaction;

use super::accounts::Accounts;
use super::outcomes::recorded;
use super::replace::{EndedSessions, Replacement};
use super::row::AccountRow;
use crate::directory::{ChangeOutcome, DirectoryError, Reset};
use crate::ledger::sqlite_audit::Entry;

impl Accounts {
    pub(super) fn reset_password(&self, reset: &Reset) -> Result<ChangeOutcome, DirectoryError> {
        let (record, row) = self.store.read(|connection| {
            Ok((
                recorded(connection, &reset.id)?,
                AccountRow::find(connection, &reset.id.mailbox)?,
            ))
        })?;
        if let Some(at) = record {
            return Ok(ChangeOutcome::Repeated(at));
        }
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
        if let Some(at) = recorded(tx, &reset.id)? {
            return Ok(ChangeOutcome::Repeated(at));
        }
        let Some(row) = AccountRow::find(tx, &reset.id.mailbox)? else {
            return Ok(ChangeOutcome::MailboxUnknown);
        };
        let entry = |event| {
            Entry {
                at: now,
                mailbox: &row.mailbox,
                caller: &reset.id.caller,
                event,
                reference: Some(reference(&reset.id.key)),
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
            id: &reset.id,
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
