//! The SQLite file of records: its tables, and how it is opened.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, TransactionBehavior};

use crate::directory::DirectoryError;
use crate::private_file::create_private;
use crate::sqlite_layout::wrong_layout;

/// How long a call waits for another instance that writes.
const BUSY_TIMEOUT: Duration = Duration::from_secs(3);

/// The version of the tables that this program reads and writes (`PRAGMA user_version`).
pub(crate) const VERSION: i64 = 2;

/// What version 1 had.
const TABLES_1: &str = "
CREATE TABLE requests (
  mailbox TEXT NOT NULL, caller TEXT NOT NULL, key TEXT NOT NULL,
  begun INTEGER NOT NULL, session TEXT, set_before INTEGER, done INTEGER,
  PRIMARY KEY (mailbox, caller, key)
) WITHOUT ROWID;
CREATE INDEX requests_begun ON requests (begun);
CREATE TABLE ended_sessions (id TEXT PRIMARY KEY, until INTEGER NOT NULL) WITHOUT ROWID;
";

/// From version 1 to version 2: the audit trail, as the embedded directory has it.
const TABLES_2: &str = "
CREATE TABLE audit (
  at INTEGER NOT NULL, mailbox TEXT NOT NULL, caller TEXT NOT NULL, event TEXT NOT NULL, reference TEXT, client TEXT,
  since INTEGER, hour INTEGER, source TEXT NOT NULL DEFAULT '', count INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX audit_at ON audit (at);
CREATE INDEX audit_of ON audit (mailbox, at);
CREATE UNIQUE INDEX audit_hourly ON audit (mailbox, hour, event, client, source) WHERE hour IS NOT NULL;
";

/// Opens the file, creating it if it is not there, and brings its tables up to date; without one they are in memory.
/// Blocks.
///
/// # Errors
/// The file cannot be used, or is of a later program.
pub(super) fn open(file: Option<&Path>) -> Result<Connection, DirectoryError> {
    let unusable = |error: rusqlite::Error| DirectoryError::Unavailable(error.to_string());
    let Some(file) = file else {
        return memory().map_err(unusable);
    };
    create_private(file).map_err(|error| named(file, &error))?;
    let connection = prepare(file).map_err(|error| named(file, &error))?;
    let version = connection.pragma_query_value(None, "user_version", |row| row.get(0));
    let version: i64 = version.map_err(unusable)?;
    match wrong_layout(version, VERSION) {
        Some(why) => Err(named(file, &why)),
        None => Ok(connection),
    }
}

fn memory() -> rusqlite::Result<Connection> {
    let connection = Connection::open_in_memory()?;
    connection.execute_batch(TABLES_1)?;
    connection.execute_batch(TABLES_2)?;
    connection.pragma_update(None, "user_version", VERSION)?;
    Ok(connection)
}

/// Uses a rollback journal and not WAL: WAL needs shared memory, which machines that share a file system do not have. There
/// is one connection, so its cache of pages is left as SQLite has it: 2 MB, and no more.
fn prepare(file: &Path) -> rusqlite::Result<Connection> {
    let mut connection = Connection::open(file)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.pragma_update(None, "journal_mode", "DELETE")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let version: i64 = tx.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    if (0..VERSION).contains(&version) {
        if version < 1 {
            tx.execute_batch(TABLES_1)?;
        }
        tx.execute_batch(TABLES_2)?;
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
mod tests {
    use std::fs;

    use tempfile::TempDir;

    use super::*;

    #[test]
    fn a_file_of_another_kind_or_of_a_later_program_is_left_alone() {
        let folder = TempDir::new().unwrap();
        let file = folder.path().join("records.sqlite");
        let said = |file| open(Some(file)).unwrap_err().to_string();
        let connection = open(Some(&file)).unwrap();
        connection.pragma_update(None, "user_version", 9).unwrap();
        assert!(said(&file).contains("has layout 9"), "{}", said(&file));
        let text = folder.path().join("text");
        fs::write(&text, "no database at all ".repeat(100)).unwrap();
        assert!(said(&text).contains("cannot be used"), "{}", said(&text));
    }
}
