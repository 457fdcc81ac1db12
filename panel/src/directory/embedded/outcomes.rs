//! The requests that have been done, by what identifies them, so that a repeat is recognised.

use rusqlite::{Connection, OptionalExtension, params};

use super::accounts::Accounts;
use crate::clock::Timestamp;
use crate::directory::{DirectoryError, Record, RequestId};

impl Accounts {
    /// What is on record of this request: whether it was done.
    pub(super) fn recorded(&self, id: &RequestId) -> Result<Record, DirectoryError> {
        let done = self.store.read(|connection| recorded(connection, id))?;
        Ok(done.map_or(Record::Nothing, Record::Done))
    }
}

/// When this request was done, if it was.
pub(super) fn recorded(
    connection: &Connection,
    id: &RequestId,
) -> rusqlite::Result<Option<Timestamp>> {
    connection
        .prepare_cached(
            "SELECT changed_at FROM outcomes WHERE caller = ?1 AND mailbox = ?2 AND key = ?3",
        )?
        .query_row(params![id.caller, id.mailbox, id.key], |row| row.get(0))
        .optional()
}
