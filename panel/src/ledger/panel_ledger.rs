//! The ledger of a panel whose directory is somebody else's: a key from a file, the log, and records of its own.
//!
//! Two panels behind one proxy share the directory, the file with the key, and the records if they are in a database, or
//! in a file that both can reach. Without that, what an instance remembers only makes an answer better: a repeated change is recognised
//! by the passwords, as the wire contract says, and where that is not possible the answer leaves the outcome open.

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use async_trait::async_trait;
use serde::Serialize;

use super::contract::Ledger;
use super::entry::AuditEntry;
use super::postgres::PostgresRecords;
use super::records::{Records, Request};
use super::sqlite::SqliteRecords;
use crate::clock::{Clock, Timestamp};
use crate::database::Database;
use crate::directory::{DirectoryError, Record, RequestId};
use crate::metrics::PoolUse;

/// The shortest key, in bytes.
const SHORTEST_KEY: usize = 32;

/// A key, and records.
pub struct PanelLedger {
    key: Vec<u8>,
    records: Box<dyn Records>,
}

/// An entry of the audit trail as a line of the log.
#[derive(Serialize)]
struct Line<'a> {
    audit: &'a str,
    at: String,
    mailbox: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    caller: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reference: Option<&'a str>,
    client: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
}

impl PanelLedger {
    /// A ledger with the key in this file, which every panel behind one proxy has, and with records in that file; in the
    /// memory of this process without one. Blocks.
    ///
    /// # Errors
    /// A file cannot be used, or the key is too short to be one.
    pub fn open(
        key_file: &Path,
        records: Option<&Path>,
        clock: Arc<Clock>,
    ) -> Result<Self, DirectoryError> {
        Ok(Self {
            key: read_key(key_file)?,
            records: Box::new(SqliteRecords::open(records, clock)?),
        })
    }

    /// A ledger with the key in this file, and with records in a database.
    ///
    /// # Errors
    /// The file cannot be used, or the key is too short to be one.
    pub(crate) fn in_database(
        key_file: &Path,
        database: Database,
        clock: Arc<Clock>,
    ) -> Result<Self, DirectoryError> {
        Ok(Self {
            key: read_key(key_file)?,
            records: Box::new(PostgresRecords::new(database, clock)),
        })
    }

    /// Writes an entry of the audit trail: one line of JSON to the standard error, where the log is, and to the records.
    /// The event has happened already, so a failure to write it is only logged.
    pub(crate) async fn note(&self, mailbox: &str, entry: &AuditEntry) {
        let line = Line {
            audit: &entry.event,
            at: entry.at.rfc3339(),
            mailbox,
            caller: &entry.caller,
            reference: entry.reference.as_deref(),
            client: &entry.client,
            source: entry.source.as_deref(),
        };
        if let Ok(text) = serde_json::to_string(&line) {
            // A log that nobody reads any more is no reason to refuse a password.
            let _ = writeln!(io::stderr().lock(), "{text}");
        }
        if let Err(error) = self.records.note(mailbox, entry).await {
            tracing::error!(%error, "an entry of the audit trail could not be written to the records");
        }
    }

    /// Remembers that a request is begun.
    ///
    /// # Errors
    /// It cannot be written; then nothing may be begun.
    pub(crate) async fn begin(
        &self,
        id: RequestId,
        request: Request,
    ) -> Result<(), DirectoryError> {
        let written = self.records.remember(id, request).await;
        written.map_err(|error| DirectoryError::Unavailable(error.reason().to_owned()))
    }

    /// Remembers what came of a request: it was done, or, without one, it came to nothing. That cannot be altered any more,
    /// so what cannot be written is only logged.
    pub(crate) async fn end(&self, id: RequestId, done: Option<Request>) {
        let written = match done {
            Some(request) => self.records.remember(id, request).await,
            None => self.records.forget(id).await,
        };
        if let Err(error) = written {
            tracing::error!(%error, "what came of a request could not be written to the records");
        }
    }

    /// What is on record of this request.
    ///
    /// # Errors
    /// The records cannot be read; so for what follows.
    pub(crate) async fn recorded(&self, id: &RequestId) -> Result<Record, DirectoryError> {
        self.records.recorded(id.clone()).await
    }

    /// When a request other than this one set a password of the same mailbox; of several, the last.
    pub(crate) async fn set_by_another(
        &self,
        id: &RequestId,
    ) -> Result<Option<Timestamp>, DirectoryError> {
        self.records.set_by_another(id.clone()).await
    }

    /// The request that has set the password which counts since this instant, and its key: for certain if that is
    /// recorded, or else, for a request whose outcome is not known, by what was there before.
    pub(crate) async fn request_of(
        &self,
        mailbox: &str,
        at: Option<Timestamp>,
    ) -> Result<Option<(String, Request)>, DirectoryError> {
        self.records.request_of(mailbox, at).await
    }

    /// The thread, or the connections, of the records.
    pub(crate) fn pool(&self) -> PoolUse {
        self.records.pool()
    }
}

/// The key in this file.
///
/// # Errors
/// The file cannot be read, or its key is too short to be one.
pub(crate) fn read_key(file: &Path) -> Result<Vec<u8>, DirectoryError> {
    let named = |why: String| {
        DirectoryError::Unavailable(format!(
            "the key in {} cannot be used: {why}",
            file.display()
        ))
    };
    let key = fs::read(file).map_err(|error| named(error.to_string()))?;
    let key = key.trim_ascii().to_vec();
    if key.len() < SHORTEST_KEY {
        return Err(named(format!(
            "it has {} bytes; write {SHORTEST_KEY} random ones or more",
            key.len()
        )));
    }
    Ok(key)
}

#[async_trait]
impl Ledger for PanelLedger {
    fn signing_key(&self) -> Result<Vec<u8>, DirectoryError> {
        Ok(self.key.clone())
    }

    async fn end_session(&self, id: &str, until: Timestamp) -> Result<(), DirectoryError> {
        self.records.end_session(id, until).await
    }

    async fn has_ended(&self, id: &str) -> Result<bool, DirectoryError> {
        self.records.has_ended(id).await
    }

    async fn audit(
        &self,
        mailbox: &str,
        limit: u32,
    ) -> Result<Option<Vec<AuditEntry>>, DirectoryError> {
        self.records.audit(mailbox, limit).await
    }

    async fn check(&self) -> Result<(), DirectoryError> {
        self.records.has_ended("").await.map(drop)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_that_is_too_short_is_refused_with_what_to_write() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("key");
        let open = |text: &str| {
            fs::write(&file, text).unwrap();
            read_key(&file)
        };
        let error = open("too short\n").unwrap_err().to_string();
        assert!(error.contains("32 random ones"), "{error}");
        let key = "0123456789abcdef0123456789abcdef";
        assert_eq!(open(&format!("{key}\n")).unwrap(), key.as_bytes());
    }
}
