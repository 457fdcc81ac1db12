//! The SQLite file of evidence: its tables, and how it is opened.

use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;

use crate::directory::DirectoryError;
use crate::private_file::create_private;
use crate::sqlite_layout::wrong_layout;

/// How long a call waits for another process that writes.
const BUSY_TIMEOUT: Duration = Duration::from_secs(3);

/// The version of the tables that this program reads and writes (`PRAGMA user_version`).
pub(crate) const VERSION: i64 = 1;

/// Instants are milliseconds since 1970. A device's `id` is made of what tells it from others.
const TABLES: &str = "
CREATE TABLE agents (name TEXT PRIMARY KEY, sequence INTEGER NOT NULL, batch TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE sources (
  agent TEXT NOT NULL, name TEXT NOT NULL, format TEXT NOT NULL, problem TEXT, is_caught_up INTEGER NOT NULL,
  clock_is_off_by INTEGER, last_line_at INTEGER, heard_at INTEGER NOT NULL, PRIMARY KEY (agent, name)
) WITHOUT ROWID;
CREATE TABLE logs (log TEXT PRIMARY KEY, read_to INTEGER NOT NULL, heard_at INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE devices (
  mailbox TEXT NOT NULL, id TEXT NOT NULL, device TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL,
  client TEXT NOT NULL, program TEXT NOT NULL, protocol TEXT NOT NULL, host TEXT NOT NULL, network TEXT NOT NULL,
  first_at INTEGER NOT NULL, last_at INTEGER NOT NULL,
  accepted_at INTEGER, password_at INTEGER, refused_at INTEGER, wrong_at INTEGER,
  wrong_count INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (mailbox, id)
) WITHOUT ROWID;
CREATE INDEX devices_last_at ON devices (last_at);
CREATE TABLE locks (
  mailbox TEXT PRIMARY KEY, at INTEGER NOT NULL, seen_until INTEGER NOT NULL, device TEXT, host TEXT NOT NULL,
  wrong_count INTEGER NOT NULL
) WITHOUT ROWID;
";

/// Opens the file, creating it if it is not there. Blocks.
///
/// # Errors
/// It cannot be used, or is of a later program.
pub(super) fn open(file: &Path) -> Result<Connection, DirectoryError> {
    let failed = |why: String| DirectoryError::Unavailable(format!("{}: {why}", file.display()));
    create_private(file).map_err(|error| failed(error.to_string()))?;
    let (connection, version) = prepare(file).map_err(|error| failed(error.to_string()))?;
    match wrong_layout(version, VERSION) {
        Some(why) => Err(failed(why)),
        None => Ok(connection),
    }
}

/// The file with its tables, and their version. There is one connection, so its cache of pages is left as SQLite has it:
/// 2 MB, and no more.
fn prepare(file: &Path) -> rusqlite::Result<(Connection, i64)> {
    let mut connection = Connection::open(file)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    // What is deleted is overwritten, so that what was erased cannot be read from the file.
    connection.pragma_update(None, "secure_delete", "ON")?;
    let transaction = connection.transaction()?;
    let version: i64 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if version == 0 {
        transaction.execute_batch(TABLES)?;
        transaction.pragma_update(None, "user_version", VERSION)?;
    }
    transaction.commit()?;
    let version = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    Ok((connection, version))
}
