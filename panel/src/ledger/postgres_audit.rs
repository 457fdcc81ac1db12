//! The audit trail in PostgreSQL, bounded as it is in SQLite.

use tokio_postgres::Row;

use super::entry::{AuditEntry, RETENTION_SECONDS, SOURCES_PER_HOUR, hour};
use crate::clock::Timestamp;
use crate::database::{Database, DatabaseError, without_nul};
use crate::directory::DirectoryError;

/// The statement that writes also deletes entries that are too old; with the index that is cheap.
const WRITE: &str = "
WITH old AS (DELETE FROM audit WHERE at < $7)
INSERT INTO audit (at, mailbox, caller, event, reference, client) VALUES ($1, $2, $3, $4, $5, $6)";

const COUNT: &str = "
WITH old AS (DELETE FROM audit WHERE at < $8),
others AS (SELECT count(*) AS count FROM audit WHERE mailbox = $3::text AND hour = $2::bigint AND source <> $7::text AND source <> '')
INSERT INTO audit (at, since, hour, mailbox, caller, event, client, source)
SELECT $1::bigint, $1::bigint, $2::bigint, $3::text, $4::text, $5::text, $6::text,
CASE WHEN others.count < $9 THEN $7::text ELSE '' END FROM others
ON CONFLICT (mailbox, hour, event, client, source) WHERE hour IS NOT NULL
DO UPDATE SET at = greatest(audit.at, excluded.at), count = audit.count + 1";

const LATEST: &str = "
SELECT at, since, count, event, caller, reference, client, source FROM (
  (SELECT * FROM audit WHERE mailbox = $1 AND hour IS NULL ORDER BY at DESC, id DESC LIMIT $2)
  UNION ALL
  (SELECT * FROM audit WHERE mailbox = $1 AND hour IS NOT NULL ORDER BY at DESC, id DESC LIMIT $2)
) AS latest ORDER BY at DESC, id DESC";

/// Keeps an entry, or counts it.
pub(super) async fn note(
    database: &Database,
    mailbox: &str,
    entry: &AuditEntry,
) -> Result<(), DirectoryError> {
    let oldest = entry.at.minus_seconds(RETENTION_SECONDS);
    let client = without_nul(&entry.client);
    if !entry.is_counted() {
        let (caller, event, reference) = (&entry.caller, &entry.event, &entry.reference);
        let values: [&(dyn tokio_postgres::types::ToSql + Sync); 7] = [
            &entry.at, &mailbox, caller, event, reference, &client, &oldest,
        ];
        return database.execute(WRITE, &values).await;
    }
    let source = entry.source.as_deref().unwrap_or_default();
    database
        .execute(
            COUNT,
            &[
                &entry.at,
                &hour(entry.at),
                &mailbox,
                &entry.caller,
                &entry.event,
                &client,
                &source,
                &oldest,
                &i64::from(SOURCES_PER_HOUR),
            ],
        )
        .await
}

/// What happened to a mailbox lately, the newest first.
pub(super) async fn latest(
    database: &Database,
    mailbox: &str,
    limit: u32,
) -> Result<Vec<AuditEntry>, DirectoryError> {
    database
        .query(LATEST, &[&mailbox, &i64::from(limit)], read)
        .await
}

fn read(row: &Row) -> Result<AuditEntry, DatabaseError> {
    let at = row.try_get(0)?;
    let count: i64 = row.try_get(2)?;
    let source: String = row.try_get(7)?;
    Ok(AuditEntry {
        at,
        since: row.try_get::<_, Option<Timestamp>>(1)?.unwrap_or(at),
        count: u32::try_from(count).unwrap_or(u32::MAX),
        event: row.try_get(3)?,
        caller: row.try_get(4)?,
        reference: row.try_get(5)?,
        client: row.try_get(6)?,
        source: Some(source).filter(|source| !source.is_empty()),
    })
}
