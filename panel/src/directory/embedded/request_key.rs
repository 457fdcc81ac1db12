//! What identifies a request, so that a repeat of it is recognised.

use rusqlite::{Connection, OptionalExtension, params};

use crate::clock::Timestamp;

/// What identifies a request: nothing of its body.
#[derive(Clone, Copy)]
pub(super) struct RequestKey<'a> {
    pub(super) caller: &'a str,
    pub(super) mailbox: &'a str,
    /// The idempotency key.
    pub(super) key: &'a str,
}

impl RequestKey<'_> {
    /// When this request was done, if it was.
    pub(super) fn recorded(&self, connection: &Connection) -> rusqlite::Result<Option<Timestamp>> {
        connection
            .prepare_cached(
                "SELECT changed_at FROM outcomes WHERE caller = ?1 AND mailbox = ?2 AND key = ?3",
            )?
            .query_row(params![self.caller, self.mailbox, self.key], |row| {
                row.get(0)
            })
            .optional()
    }
}
