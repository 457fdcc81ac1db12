//! The SQLite file: opening it, its tables, and transactions that say whether they happened.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, Transaction, TransactionBehavior, params};

use super::list::search_text;
use crate::directory::{DirectoryError, canonical_address, domain_of};
use crate::private_file::create_private;
use crate::sqlite_layout::wrong_layout;

/// Connections kept for the next caller; more are opened when they are needed.
const IDLE_CONNECTIONS: usize = 8;

/// What a connection keeps of the file in memory at most, in KiB; SQLite would keep 2,000. Each connection has its own, and
/// fills it in time, so that eight of them took 16 MB that nothing needed: a change touches some two dozen pages of 4 KiB,
/// and the system has the file in its own cache.
const PAGE_CACHE_KIB: i64 = 256;

/// Creates version 1 of the schema.
const SCHEMA_1: &str = "
CREATE TABLE settings (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE accounts (
  mailbox TEXT PRIMARY KEY, role TEXT NOT NULL, account_name TEXT NOT NULL, display_name TEXT NOT NULL,
  hash TEXT NOT NULL, password_set_at INTEGER NOT NULL,
  changed_at INTEGER, changed_in_session TEXT, change_reference TEXT,
  refused INTEGER NOT NULL DEFAULT 0, last_refused INTEGER, locked_at INTEGER, locked_until INTEGER,
  accepted_at INTEGER, accepted_client TEXT, refused_at INTEGER, refused_client TEXT
) WITHOUT ROWID;
CREATE TABLE history (mailbox TEXT NOT NULL, retired_at INTEGER NOT NULL, hash TEXT NOT NULL);
CREATE INDEX history_of ON history (mailbox, retired_at);
CREATE TABLE outcomes (
  caller TEXT NOT NULL, mailbox TEXT NOT NULL, key TEXT NOT NULL, changed_at INTEGER NOT NULL,
  PRIMARY KEY (caller, mailbox, key)
) WITHOUT ROWID;
CREATE TABLE devices (
  mailbox TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, client TEXT NOT NULL,
  protocol TEXT NOT NULL, accepted_at INTEGER, refused_at INTEGER, PRIMARY KEY (mailbox, id)
) WITHOUT ROWID;
CREATE TABLE audit (
  at INTEGER NOT NULL, mailbox TEXT NOT NULL, caller TEXT NOT NULL, event TEXT NOT NULL, reference TEXT, client TEXT
);
CREATE INDEX audit_at ON audit (at);
";

/// From version 1 to version 2: what administrators need.
const SCHEMA_2: &str = "
ALTER TABLE accounts ADD COLUMN must_change INTEGER NOT NULL DEFAULT 0;
ALTER TABLE accounts ADD COLUMN sessions_from INTEGER;
UPDATE accounts SET sessions_from = changed_at;
ALTER TABLE accounts ADD COLUMN domain TEXT NOT NULL DEFAULT '';
ALTER TABLE accounts ADD COLUMN search TEXT NOT NULL DEFAULT '';
CREATE INDEX accounts_of ON accounts (domain, search);
CREATE INDEX audit_of ON audit (mailbox, at);
";

/// From version 2 to version 3: sessions that have ended, and refused sign-ins counted by hour and source.
const SCHEMA_3: &str = "
CREATE TABLE ended_sessions (id TEXT PRIMARY KEY, until INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX ended_sessions_until ON ended_sessions (until);
ALTER TABLE audit ADD COLUMN since INTEGER;
ALTER TABLE audit ADD COLUMN hour INTEGER;
ALTER TABLE audit ADD COLUMN source TEXT NOT NULL DEFAULT '';
ALTER TABLE audit ADD COLUMN count INTEGER NOT NULL DEFAULT 1;
CREATE UNIQUE INDEX audit_hourly ON audit (mailbox, hour, event, client, source) WHERE hour IS NOT NULL;
";

/// Every change deletes outcomes that are older than a day; without this index it would read all the others to find them.
/// Files of this schema version that lack it get it when they are opened. Earlier versions of the panel work with it.
const OUTCOMES_INDEX: &str =
    "CREATE INDEX IF NOT EXISTS outcomes_changed_at ON outcomes (changed_at);";

/// The version of the schema that this program reads and writes (`PRAGMA user_version`).
pub(crate) const SCHEMA_VERSION: i64 = 3;

/// A file of mailboxes, shared by every thread.
pub(super) struct Store {
    path: PathBuf,
    busy_timeout: Duration,
    idle: Mutex<Vec<Connection>>,
}

impl Store {
    /// Opens the file, creating it if it is not there. `busy_timeout`: how long a call waits for another writer.
    pub(super) fn open(path: &Path, busy_timeout: Duration) -> Result<Self, DirectoryError> {
        let unusable = |why: &str| {
            let name = path.display();
            DirectoryError::Unavailable(format!("the mailboxes in {name} cannot be used: {why}"))
        };
        create_private(path).map_err(|error| unusable(&error.to_string()))?;
        let store = Self {
            path: path.to_owned(),
            busy_timeout,
            idle: Mutex::new(Vec::new()),
        };
        let version = store.write(|tx| {
            let version: i64 = tx.query_row("PRAGMA user_version", [], |row| row.get(0))?;
            if version == SCHEMA_VERSION {
                tx.execute_batch(OUTCOMES_INDEX)?;
            }
            if !(0..SCHEMA_VERSION).contains(&version) {
                return Ok(version);
            }
            if version < 1 {
                tx.execute_batch(SCHEMA_1)?;
            }
            if version < 2 {
                tx.execute_batch(SCHEMA_2)?;
                fill_search(tx)?;
            }
            tx.execute_batch(SCHEMA_3)?;
            tx.execute_batch(OUTCOMES_INDEX)?;
            canonicalize(tx)?;
            tx.pragma_update(None, "user_version", SCHEMA_VERSION)?;
            Ok(SCHEMA_VERSION)
        });
        let version = version.map_err(|error| unusable(error.reason()))?;
        match wrong_layout(version, SCHEMA_VERSION) {
            Some(why) => Err(unusable(&why)),
            None => Ok(store),
        }
    }

    /// Reads; never waits for a writer.
    pub(super) fn read<T>(
        &self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, DirectoryError> {
        let connection = self.connection().map_err(unavailable)?;
        let value = work(&connection).map_err(unavailable)?;
        self.release(connection);
        Ok(value)
    }

    /// Writes all of it or nothing. After [`DirectoryError::Unavailable`] it is nothing, for certain.
    pub(super) fn write<T>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T>,
    ) -> Result<T, DirectoryError> {
        let mut connection = self.connection().map_err(unavailable)?;
        let transaction = connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(unavailable)?;
        let value = work(&transaction).map_err(unavailable)?;
        transaction
            .commit()
            .map_err(|error| match error.sqlite_error_code() {
                Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => unavailable(error),
                _ => DirectoryError::OutcomeUnknown(error.to_string()),
            })?;
        self.release(connection);
        Ok(value)
    }

    fn connection(&self) -> rusqlite::Result<Connection> {
        let idle = self
            .idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop();
        if let Some(connection) = idle {
            return Ok(connection);
        }
        let connection = Connection::open(&self.path)?;
        connection.busy_timeout(self.busy_timeout)?;
        connection.pragma_update(None, "cache_size", -PAGE_CACHE_KIB)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        // What was answered as changed stays changed, also when the power goes.
        connection.pragma_update(None, "synchronous", "FULL")?;
        Ok(connection)
    }

    /// Only a connection without an error comes back here; any other is closed.
    fn release(&self, connection: Connection) {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < IDLE_CONNECTIONS {
            idle.push(connection);
        }
    }
}

/// Writes down what mailboxes of version 1 are found by.
fn fill_search(tx: &Transaction<'_>) -> rusqlite::Result<()> {
    let known: Vec<(String, String)> = tx
        .prepare("SELECT mailbox, display_name FROM accounts")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    let mut update =
        tx.prepare("UPDATE accounts SET domain = ?2, search = ?3 WHERE mailbox = ?1")?;
    for (mailbox, name) in known {
        update.execute(params![
            mailbox,
            domain_of(&mailbox),
            search_text(&name, &mailbox)
        ])?;
    }
    Ok(())
}

/// Gives mailboxes of earlier versions the one form by which they are looked for now. One whose form is taken stays as it
/// is.
fn canonicalize(tx: &Transaction<'_>) -> rusqlite::Result<()> {
    let known: Vec<String> = tx
        .prepare("SELECT mailbox FROM accounts")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for mailbox in known {
        let canonical = canonical_address(&mailbox);
        if canonical == mailbox {
            continue;
        }
        let renamed = tx.execute(
            "UPDATE OR IGNORE accounts SET mailbox = ?2, domain = ?3 WHERE mailbox = ?1",
            params![mailbox, canonical, domain_of(&canonical)],
        )?;
        for table in ["history", "outcomes", "devices", "audit"] {
            if renamed > 0 {
                let rename = format!("UPDATE {table} SET mailbox = ?2 WHERE mailbox = ?1");
                tx.execute(&rename, params![mailbox, canonical])?;
            }
        }
    }
    Ok(())
}

#[expect(clippy::needless_pass_by_value, reason = "it is the end of a map_err")]
fn unavailable(error: rusqlite::Error) -> DirectoryError {
    DirectoryError::Unavailable(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_connection_keeps_little_of_the_file_in_memory() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("store"), Duration::ZERO).unwrap();
        let size = |connection: &Connection| {
            connection.pragma_query_value(None, "cache_size", |row| row.get::<_, i64>(0))
        };
        let both = store.read(|one| {
            let other = store.read(size).unwrap();
            Ok([size(one)?, other])
        });
        assert_eq!(both.unwrap(), [-PAGE_CACHE_KIB; 2]);
    }

    #[test]
    fn what_is_too_old_is_found_without_reading_the_rest_also_in_a_file_of_before() {
        let folder = tempfile::tempdir().unwrap();
        let open = || Store::open(&folder.path().join("store"), Duration::ZERO).unwrap();
        let drop_index = "DROP INDEX outcomes_changed_at";
        open().write(|tx| tx.execute_batch(drop_index)).unwrap();
        let plan = open().read(|connection| {
            connection.query_row(
                "EXPLAIN QUERY PLAN DELETE FROM outcomes WHERE changed_at < 1",
                [],
                |row| row.get::<_, String>("detail"),
            )
        });
        let plan = plan.unwrap();
        assert!(plan.contains("outcomes_changed_at"), "{plan}");
    }
}
