//! The audit trail: who did what when, and never a secret.

use rusqlite::{Connection, params};

use crate::clock::Timestamp;
use crate::ledger::AuditEntry;

/// How long an entry is kept, in seconds: 400 days.
const RETENTION_SECONDS: u64 = 400 * 86_400;

/// One entry. The mailbox is empty for an unknown address, because people type passwords into the wrong field.
#[derive(Clone, Copy)]
pub(super) struct Entry<'a> {
    pub(super) at: Timestamp,
    pub(super) mailbox: &'a str,
    pub(super) caller: &'a str,
    pub(super) event: &'a str,
    /// The reference that the person was shown.
    pub(super) reference: Option<&'a str>,
    pub(super) client: &'a str,
}

impl Entry<'_> {
    /// Writes it, and forgets what is too old; the index finds nothing in no time.
    pub(super) fn write(&self, connection: &Connection) -> rusqlite::Result<()> {
        connection
            .prepare_cached(
                "INSERT INTO audit (at, mailbox, caller, event, reference, client) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![self.at, self.mailbox, self.caller, self.event, self.reference, self.client])?;
        prune(connection, self.at)
    }
}

/// What happened to a mailbox lately, the newest first.
pub(super) fn latest(
    connection: &Connection,
    mailbox: &str,
    limit: u32,
) -> rusqlite::Result<Vec<AuditEntry>> {
    connection
        .prepare_cached(
            "SELECT at, event, caller, reference, client FROM audit WHERE mailbox = ?1
             ORDER BY at DESC, rowid DESC LIMIT ?2",
        )?
        .query_map(params![mailbox.to_lowercase(), limit], |row| {
            Ok(AuditEntry {
                at: row.get("at")?,
                event: row.get("event")?,
                caller: row.get("caller")?,
                reference: row.get("reference")?,
                client: row.get::<_, Option<String>>("client")?.unwrap_or_default(),
            })
        })?
        .collect()
}

/// Forgets what is older than it needs to be.
pub(super) fn prune(connection: &Connection, now: Timestamp) -> rusqlite::Result<()> {
    connection
        .prepare_cached("DELETE FROM audit WHERE at < ?1")?
        .execute([now.minus_seconds(RETENTION_SECONDS)])?;
    Ok(())
}
