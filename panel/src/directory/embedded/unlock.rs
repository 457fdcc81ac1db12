//! Ending a lock.

use super::accounts::Accounts;
use super::row::AccountRow;
use crate::directory::{DirectoryError, Unlock, UnlockOutcome};
use crate::ledger::sqlite_audit::Entry;

impl Accounts {
    pub(super) fn end_lock(&self, unlock: &Unlock) -> Result<UnlockOutcome, DirectoryError> {
        self.store.write(|tx| {
            let Some(row) = AccountRow::find(tx, &unlock.mailbox)? else {
                return Ok(UnlockOutcome::MailboxUnknown);
            };
            let now = self.clock.now();
            let was_locked = row.attempts.lock(now).is_some();
            row.write_unlock(tx)?;
            Entry {
                at: now,
                mailbox: &row.mailbox,
                caller: &unlock.caller,
                event: if was_locked {
                    "unlocked"
                } else {
                    "unlock-not-locked"
                },
                reference: None,
                client: &unlock.client,
            }
            .write(tx)?;
            Ok(UnlockOutcome::Unlocked)
        })
    }
}
