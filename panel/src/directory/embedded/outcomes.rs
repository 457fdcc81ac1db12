//! The requests that have been done, by what identifies them, so that a repeat is recognised.

use rusqlite::{Connection, OptionalExtension, params};

use crate::clock::Timestamp;
use crate::directory::RequestId;

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
