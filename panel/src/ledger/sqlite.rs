//! Records in SQLite: in a file that outlives the process and that several instances share, or in memory.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::entry::AuditEntry;
use super::records::{RETENTION_SECONDS, Records, Request};
use super::sqlite_audit::{self, Entry};
use super::sqlite_file;
use crate::blocking::BlockingPool;
use crate::clock::{Clock, Timestamp};
use crate::directory::{DirectoryError, Record, RequestId, canonical_address};
use crate::metrics::PoolUse;

const INSERT_NEW: &str = "
INSERT INTO requests (mailbox, caller, key, begun, session, set_before, done) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
ON CONFLICT (mailbox, caller, key) DO NOTHING";

const REPLACE: &str = "
INSERT OR REPLACE INTO requests (mailbox, caller, key, begun, session, set_before, done)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";

/// Records in one SQLite database.
pub(super) struct SqliteRecords {
    connection: Arc<Mutex<Connection>>,
    thread: BlockingPool,
    clock: Arc<Clock>,
    /// In memory the audit trail would only be lost: it is in the log.
    keeps_audit: bool,
}

impl SqliteRecords {
    /// Opens the file, creating it if it is not there; without one they are in memory. Blocks.
    pub(super) fn open(file: Option<&Path>, clock: Arc<Clock>) -> Result<Self, DirectoryError> {
        let connection = sqlite_file::open(file)?;
        Ok(Self {
            connection: Arc::new(Mutex::new(connection)),
            // SQLite writes one after the other anyway.
            thread: BlockingPool::new(1),
            clock,
            keeps_audit: file.is_some(),
        })
    }

    async fn run<T, F>(&self, work: F) -> Result<T, DirectoryError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    {
        let connection = Arc::clone(&self.connection);
        let work = move || {
            let connection = connection.lock().unwrap_or_else(PoisonError::into_inner);
            work(&connection)
                .map_err(|error| DirectoryError::Unavailable(format!("the records: {error}")))
        };
        self.thread.run(work).await
    }
}

#[async_trait]
impl Records for SqliteRecords {
    async fn begin(&self, id: RequestId, request: Request) -> Result<Record, DirectoryError> {
        let oldest = self.clock.now().minus_seconds(RETENTION_SECONDS);
        self.run(move |connection| {
            forget_old(connection, oldest)?;
            if insert(connection, INSERT_NEW, &id, &request)? > 0 {
                return Ok(Record::Nothing);
            }
            Ok(match recorded(connection, &id)? {
                Record::Done(at) => Record::Done(at),
                // Another process may have forgotten it just now.
                Record::Begun | Record::Nothing => Record::Begun,
            })
        })
        .await
    }

    async fn remember(&self, id: RequestId, request: Request) -> Result<(), DirectoryError> {
        let oldest = self.clock.now().minus_seconds(RETENTION_SECONDS);
        self.run(move |connection| {
            forget_old(connection, oldest)?;
            insert(connection, REPLACE, &id, &request).map(drop)
        })
        .await
    }

    async fn forget(&self, id: RequestId) -> Result<(), DirectoryError> {
        self.run(move |connection| {
            connection
                .prepare_cached(
                    "DELETE FROM requests WHERE mailbox = ?1 AND caller = ?2 AND key = ?3",
                )?
                .execute([&canonical_address(&id.mailbox), &id.caller, &id.key])
                .map(drop)
        })
        .await
    }

    async fn recorded(&self, id: RequestId) -> Result<Record, DirectoryError> {
        self.run(move |connection| recorded(connection, &id)).await
    }

    async fn set_by_another(&self, id: RequestId) -> Result<Option<Timestamp>, DirectoryError> {
        self.run(move |connection| {
            connection
                .prepare_cached(
                    "SELECT max(done) FROM requests WHERE mailbox = ?1 AND NOT (caller = ?2 AND key = ?3)",
                )?
                .query_row(
                    [&canonical_address(&id.mailbox), &id.caller, &id.key],
                    |row| row.get(0),
                )
        })
        .await
    }

    async fn request_of(
        &self,
        mailbox: &str,
        at: Option<Timestamp>,
    ) -> Result<Option<(String, Request)>, DirectoryError> {
        let mailbox = canonical_address(mailbox);
        self.run(move |connection| {
            connection
                .prepare_cached(
                    "SELECT key, begun, session, set_before, done FROM requests WHERE mailbox = ?1
                     AND CASE WHEN done IS NULL THEN set_before IS NOT ?2 ELSE done IS ?2 END
                     ORDER BY done IS NOT NULL DESC, begun DESC LIMIT 1",
                )?
                .query_row(params![mailbox, at], found)
                .optional()
        })
        .await
    }

    async fn end_session(&self, id: &str, until: Timestamp) -> Result<(), DirectoryError> {
        let (id, now) = (id.to_owned(), self.clock.now());
        self.run(move |connection| {
            connection
                .prepare_cached("DELETE FROM ended_sessions WHERE until < ?1")?
                .execute([now])?;
            connection
                .prepare_cached("INSERT OR IGNORE INTO ended_sessions (id, until) VALUES (?1, ?2)")?
                .execute(params![id, until])
                .map(drop)
        })
        .await
    }

    async fn has_ended(&self, id: &str) -> Result<bool, DirectoryError> {
        let id = id.to_owned();
        self.run(move |connection| {
            connection
                .prepare_cached("SELECT 1 FROM ended_sessions WHERE id = ?1")?
                .exists([id])
        })
        .await
    }

    async fn note(&self, mailbox: &str, entry: &AuditEntry) -> Result<(), DirectoryError> {
        if !self.keeps_audit {
            return Ok(());
        }
        let (mailbox, entry) = (canonical_address(mailbox), entry.clone());
        self.run(move |connection| {
            let written = Entry {
                at: entry.at,
                mailbox: &mailbox,
                caller: &entry.caller,
                event: &entry.event,
                reference: entry.reference.as_deref(),
                client: &entry.client,
            };
            match entry.is_counted() {
                true => written.count(connection, entry.source.as_deref().unwrap_or_default()),
                false => written.write(connection),
            }
        })
        .await
    }

    async fn audit(
        &self,
        mailbox: &str,
        limit: u32,
    ) -> Result<Option<Vec<AuditEntry>>, DirectoryError> {
        if !self.keeps_audit {
            return Ok(None);
        }
        let mailbox = canonical_address(mailbox);
        self.run(move |connection| sqlite_audit::latest(connection, &mailbox, limit).map(Some))
            .await
    }

    fn pool(&self) -> PoolUse {
        self.thread.in_use("records")
    }
}

fn forget_old(connection: &Connection, oldest: Timestamp) -> rusqlite::Result<()> {
    connection
        .prepare_cached("DELETE FROM requests WHERE begun <= ?1")?
        .execute([oldest])
        .map(drop)
}

/// Says how many were written.
fn insert(
    connection: &Connection,
    statement: &str,
    id: &RequestId,
    request: &Request,
) -> rusqlite::Result<usize> {
    connection.prepare_cached(statement)?.execute(params![
        canonical_address(&id.mailbox),
        id.caller,
        id.key,
        request.begun,
        request.session,
        request.before,
        request.done
    ])
}

fn recorded(connection: &Connection, id: &RequestId) -> rusqlite::Result<Record> {
    let done = connection
        .prepare_cached(
            "SELECT done FROM requests WHERE mailbox = ?1 AND caller = ?2 AND key = ?3",
        )?
        .query_row(
            [&canonical_address(&id.mailbox), &id.caller, &id.key],
            |row| row.get::<_, Option<Timestamp>>(0),
        )
        .optional()?;
    Ok(match done {
        Some(Some(at)) => Record::Done(at),
        Some(None) => Record::Begun,
        None => Record::Nothing,
    })
}

fn found(row: &Row<'_>) -> rusqlite::Result<(String, Request)> {
    let request = Request {
        begun: row.get("begun")?,
        session: row.get("session")?,
        before: row.get("set_before")?,
        done: row.get("done")?,
    };
    Ok((row.get("key")?, request))
}
