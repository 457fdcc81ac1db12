//! The audit trail in SQLite. It holds when what happened to which mailbox, and with whom; never a password, never a secret.
//!
//! Refused sign-ins are counted: one entry for each hour, mailbox, kind and source, and a bounded number of those. A flood
//! of them neither fills the disk nor hides what else happened.

use rusqlite::{Connection, Row, params};

use super::entry::{AuditEntry, RETENTION_SECONDS, SOURCES_PER_HOUR, hour};
use crate::clock::Timestamp;

/// Each kind by its own index; of both so many, and the newest of all first.
const LATEST: &str = "
SELECT * FROM (SELECT rowid AS id, * FROM audit WHERE mailbox = ?1 AND hour IS NULL ORDER BY at DESC, rowid DESC LIMIT ?2)
UNION ALL
SELECT * FROM (SELECT rowid AS id, * FROM audit WHERE mailbox = ?1 AND hour IS NOT NULL ORDER BY at DESC, rowid DESC LIMIT ?2)
ORDER BY at DESC, id DESC";

/// One entry. The mailbox is empty for an unknown address, because people type passwords into the wrong field.
#[derive(Clone, Copy)]
pub(crate) struct Entry<'a> {
    pub(crate) at: Timestamp,
    pub(crate) mailbox: &'a str,
    pub(crate) caller: &'a str,
    pub(crate) event: &'a str,
    /// The reference that the person was shown.
    pub(crate) reference: Option<&'a str>,
    pub(crate) client: &'a str,
}

impl Entry<'_> {
    /// Writes it, and forgets what is too old; the index finds nothing in no time.
    pub(crate) fn write(&self, connection: &Connection) -> rusqlite::Result<()> {
        connection
            .prepare_cached(
                "INSERT INTO audit (at, mailbox, caller, event, reference, client) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![self.at, self.mailbox, self.caller, self.event, self.reference, self.client])?;
        prune(connection, self.at)
    }

    /// Counts it: a refused sign-in, which anybody can cause as often as they like. `source`: the network that it came
    /// from; empty if that is not known.
    pub(crate) fn count(&self, connection: &Connection, source: &str) -> rusqlite::Result<()> {
        let hour = hour(self.at);
        let others: u32 = connection
            .prepare_cached(
                "SELECT count(*) FROM audit WHERE mailbox = ?1 AND hour = ?2 AND source <> ?3 AND source <> ''",
            )?
            .query_row(params![self.mailbox, hour, source], |row| row.get(0))?;
        let source = if others < SOURCES_PER_HOUR {
            source
        } else {
            ""
        };
        connection
            .prepare_cached(
                "INSERT INTO audit (at, since, hour, mailbox, caller, event, client, source)
                 VALUES (?1, ?1, ?2, ?3, ?4, ?5, ?6, ?7)
                 ON CONFLICT (mailbox, hour, event, client, source) WHERE hour IS NOT NULL
                 DO UPDATE SET at = excluded.at, count = count + 1",
            )?
            .execute(params![
                self.at,
                hour,
                self.mailbox,
                self.caller,
                self.event,
                self.client,
                source
            ])?;
        prune(connection, self.at)
    }
}

/// What happened to a mailbox lately, the newest first: at most so many refused sign-ins, and so many other entries.
pub(crate) fn latest(
    connection: &Connection,
    mailbox: &str,
    limit: u32,
) -> rusqlite::Result<Vec<AuditEntry>> {
    connection
        .prepare_cached(LATEST)?
        .query_map(params![mailbox, limit], read)?
        .collect()
}

fn read(row: &Row<'_>) -> rusqlite::Result<AuditEntry> {
    let at = row.get("at")?;
    let source: String = row.get("source")?;
    Ok(AuditEntry {
        at,
        since: row.get::<_, Option<Timestamp>>("since")?.unwrap_or(at),
        count: row.get("count")?,
        event: row.get("event")?,
        caller: row.get("caller")?,
        reference: row.get("reference")?,
        client: row.get::<_, Option<String>>("client")?.unwrap_or_default(),
        source: Some(source).filter(|source| !source.is_empty()),
    })
}

/// Forgets what is older than it needs to be.
pub(crate) fn prune(connection: &Connection, now: Timestamp) -> rusqlite::Result<()> {
    connection
        .prepare_cached("DELETE FROM audit WHERE at < ?1")?
        .execute([now.minus_seconds(RETENTION_SECONDS)])?;
    Ok(())
}
