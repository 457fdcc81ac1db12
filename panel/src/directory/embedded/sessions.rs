//! Sessions that have ended before their time.

use rusqlite::OptionalExtension;

use super::accounts::Accounts;
use crate::clock::Timestamp;
use crate::directory::DirectoryError;

impl Accounts {
    /// Writes down that a session has ended, and forgets those whose last cookie is too old by now.
    pub(super) fn end_session(&self, id: &str, until: Timestamp) -> Result<(), DirectoryError> {
        let now = self.clock.now();
        self.store.write(|tx| {
            tx.prepare_cached("DELETE FROM ended_sessions WHERE until < ?1")?
                .execute([now])?;
            tx.prepare_cached("INSERT OR IGNORE INTO ended_sessions (id, until) VALUES (?1, ?2)")?
                .execute((id, until))?;
            Ok(())
        })
    }

    pub(super) fn has_ended(&self, id: &str) -> Result<bool, DirectoryError> {
        self.store.read(|connection| {
            connection
                .prepare_cached("SELECT 1 FROM ended_sessions WHERE id = ?1")?
                .query_row([id], |_| Ok(()))
                .optional()
                .map(|found| found.is_some())
        })
    }
}
