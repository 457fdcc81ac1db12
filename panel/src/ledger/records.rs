//! What a panel remembers of requests and sessions: in a file that outlives the process and that several instances share,
//! or in memory.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::blocking::BlockingPool;
use crate::clock::{Clock, Timestamp};
use crate::directory::{DirectoryError, Record, RequestId, canonical_address};
use crate::metrics::PoolUse;
use crate::private_file::create_private;

/// How long a request is remembered, in seconds: a day.
const RETENTION_SECONDS: u64 = 86_400;

/// How long a call waits for another instance that writes.
const BUSY_TIMEOUT: Duration = Duration::from_secs(3);

/// The version of the tables that this program reads and writes (`PRAGMA user_version`).
const VERSION: i64 = 1;

const TABLES: &str = "
CREATE TABLE requests (
  mailbox TEXT NOT NULL, caller TEXT NOT NULL, key TEXT NOT NULL,
  begun INTEGER NOT NULL, session TEXT, set_before INTEGER, done INTEGER,
  PRIMARY KEY (mailbox, caller, key)
) WITHOUT ROWID;
CREATE INDEX requests_begun ON requests (begun);
CREATE TABLE ended_sessions (id TEXT PRIMARY KEY, until INTEGER NOT NULL) WITHOUT ROWID;
";

/// A change or a reset that was begun.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Request {
    pub(crate) begun: Timestamp,
    /// The session that asked, if it was the owner's.
    pub(crate) session: Option<String>,
    /// When the password had been set before.
    pub(crate) before: Option<Timestamp>,
    /// Since when the new one counts, once that is known.
    pub(crate) done: Option<Timestamp>,
}

/// The records. Copies share them.
#[derive(Clone)]
pub(super) struct Records {
    connection: Arc<Mutex<Connection>>,
    thread: BlockingPool,
    clock: Arc<Clock>,
}

impl Records {
    /// Opens the file, creating it if it is not there; without one they are in memory. Blocks.
    pub(super) fn open(file: Option<&Path>, clock: Arc<Clock>) -> Result<Self, DirectoryError> {
        let connection = match file {
            Some(file) => {
                create_private(file).map_err(|error| named(file, &error))?;
                prepare(file).map_err(|error| named(file, &error))?
            }
            None => memory().map_err(|error| DirectoryError::Unavailable(error.to_string()))?,
        };
        let version = connection.pragma_query_value(None, "user_version", |row| row.get(0));
        let version: i64 =
            version.map_err(|error| DirectoryError::Unavailable(error.to_string()))?;
        if let Some(file) = file.filter(|_| version != VERSION) {
            let why = format!("it has layout {version}, this program knows {VERSION}");
            return Err(named(file, &why));
        }
        Ok(Self {
            connection: Arc::new(Mutex::new(connection)),
            // SQLite writes one after the other anyway.
            thread: BlockingPool::new(1),
            clock,
        })
    }

    /// Remembers that a request was begun, or what came of it.
    pub(super) async fn remember(
        &self,
        id: RequestId,
        request: Request,
    ) -> Result<(), DirectoryError> {
        let oldest = self.clock.now().minus_seconds(RETENTION_SECONDS);
        self.run(move |connection| {
            connection
                .prepare_cached("DELETE FROM requests WHERE begun <= ?1")?
                .execute([oldest])?;
            connection
                .prepare_cached(
                    "INSERT OR REPLACE INTO requests (mailbox, caller, key, begun, session, set_before, done)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                )?
                .execute(params![
                    canonical_address(&id.mailbox),
                    id.caller,
                    id.key,
                    request.begun,
                    request.session,
                    request.before,
                    request.done
                ])?;
            Ok(())
        })
        .await
    }

    /// Forgets a request that came to nothing.
    pub(super) async fn forget(&self, id: RequestId) -> Result<(), DirectoryError> {
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

    /// What became of a request.
    pub(super) async fn recorded(&self, id: RequestId) -> Result<Record, DirectoryError> {
        self.run(move |connection| {
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
        })
        .await
    }

    /// When a request other than this one set a password of the same mailbox; of several, the last.
    pub(super) async fn set_by_another(
        &self,
        id: RequestId,
    ) -> Result<Option<Timestamp>, DirectoryError> {
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

    /// The request that has set the password which counts since this instant, and its key: for certain if that is
    /// recorded, or else, for a request whose outcome is not known, by what was there before.
    pub(super) async fn request_of(
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

    pub(super) async fn end_session(
        &self,
        id: &str,
        until: Timestamp,
    ) -> Result<(), DirectoryError> {
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

    pub(super) async fn has_ended(&self, id: &str) -> Result<bool, DirectoryError> {
        let id = id.to_owned();
        self.run(move |connection| {
            connection
                .prepare_cached("SELECT 1 FROM ended_sessions WHERE id = ?1")?
                .exists([id])
        })
        .await
    }

    /// The thread that reads and writes them.
    pub(super) fn pool(&self) -> PoolUse {
        self.thread.in_use("records")
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

fn found(row: &Row<'_>) -> rusqlite::Result<(String, Request)> {
    let request = Request {
        begun: row.get("begun")?,
        session: row.get("session")?,
        before: row.get("set_before")?,
        done: row.get("done")?,
    };
    Ok((row.get("key")?, request))
}

fn memory() -> rusqlite::Result<Connection> {
    let connection = Connection::open_in_memory()?;
    connection.execute_batch(TABLES)?;
    connection.pragma_update(None, "user_version", VERSION)?;
    Ok(connection)
}

/// The journal is a file beside it, as it has to be where several machines share a file system: the newer kind (WAL)
/// needs memory that all of them share.
fn prepare(file: &Path) -> rusqlite::Result<Connection> {
    let mut connection = Connection::open(file)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.pragma_update(None, "journal_mode", "DELETE")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    let tx = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    let version: i64 = tx.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    if version == 0 {
        tx.execute_batch(TABLES)?;
        tx.pragma_update(None, "user_version", VERSION)?;
    }
    tx.commit()?;
    Ok(connection)
}

fn named(file: &Path, why: &dyn std::fmt::Display) -> DirectoryError {
    DirectoryError::Unavailable(format!(
        "the records in {} cannot be used: {why}",
        file.display()
    ))
}

#[cfg(test)]
mod tests;
