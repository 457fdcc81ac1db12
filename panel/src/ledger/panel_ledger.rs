//! The ledger of a panel whose directory is somebody else's: a key from a file, the log, and records of its own.
//!
//! Two panels behind one proxy share the directory, the file with the key, and the records if they are in a database, or
//! in a file that both can reach. Without that, what an instance remembers only makes an answer better: a repeated change is recognised
//! by the passwords, as the wire contract says, and where that is not possible the answer leaves the outcome open.

use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use async_trait::async_trait;
use serde::Serialize;

use super::contract::Ledger;
use super::entry::AuditEntry;
use super::key::read_key;
use super::postgres::PostgresRecords;
use super::records::{Records, Request};
use super::sqlite::SqliteRecords;
use super::unwritten::Unwritten;
use crate::clock::{Clock, Timestamp};
use crate::database::Database;
use crate::directory::{DirectoryError, Record, RequestId};
use crate::metrics::PoolUse;

/// A key, and records.
pub struct PanelLedger {
    key: Vec<u8>,
    records: Box<dyn Records>,
    unwritten: Unwritten,
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
            unwritten: Unwritten::default(),
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
            unwritten: Unwritten::default(),
        })
    }

    /// Writes an entry of the audit trail. The event has happened already, so a failure to write it is only logged.
    pub(crate) async fn note(&self, mailbox: &str, entry: &AuditEntry) {
        if let Err(error) = self.write(mailbox, entry).await {
            tracing::error!(%error, "an entry of the audit trail could not be written to the records");
        }
    }

    /// Writes an entry: one line of JSON to the standard error, where the log is, and to the records.
    async fn write(&self, mailbox: &str, entry: &AuditEntry) -> Result<(), DirectoryError> {
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
        self.records.note(mailbox, entry).await
    }

    /// Remembers that a request is begun, unless it is on record: says what is known of an earlier copy.
    ///
    /// # Errors
    /// It cannot be written; then nothing may be begun. An unknown outcome if an earlier copy was begun, or if nobody
    /// knows whether one was.
    pub(crate) async fn begin(
        &self,
        id: &RequestId,
        request: Request,
    ) -> Result<Record, DirectoryError> {
        if let Some(at) = self.unwritten.done(id) {
            return Ok(Record::Done(at));
        }
        match self.records.begin(id.clone(), request).await {
            Ok(known) => {
                self.catch_up().await;
                Ok(known)
            }
            Err(error) => match self.records.recorded(id.clone()).await {
                Ok(Record::Done(at)) => Ok(Record::Done(at)),
                Ok(Record::Nothing) => Err(DirectoryError::Unavailable(error.reason().to_owned())),
                Ok(Record::Begun) | Err(_) => Err(error.of_a_repeat()),
            },
        }
    }

    /// Remembers what came of a request: it was done, or, without one, it came to nothing. That cannot be altered any more,
    /// so what cannot be written is logged, and if it was done this instance remembers that until it can be written.
    ///
    /// Where neither is possible, because the process ends or because it came to nothing, the record says *begun* for a day,
    /// and nothing truer can be said earlier: that no request is running here says nothing of other instances, that the
    /// directory still has the password from before says nothing of a controller to which the new one is yet to come, and that it
    /// has a newer one does not say who set it. The request itself, sent again, is found out by the passwords.
    pub(crate) async fn end(&self, id: RequestId, done: Option<Request>) {
        let written = match &done {
            Some(request) => self.records.remember(id.clone(), request.clone()).await,
            None => self.records.forget(id.clone()).await,
        };
        if let Err(error) = written {
            tracing::error!(%error, "what came of a request could not be written to the records");
            if let Some(request) = done {
                self.unwritten.add(id, request);
            }
        }
    }

    /// Writes what could not be written before; what still cannot stays.
    async fn catch_up(&self) {
        for (id, request) in self.unwritten.all() {
            if self.records.remember(id.clone(), request).await.is_err() {
                return;
            }
            self.unwritten.remove(&id);
        }
    }

    /// What is on record of this request.
    ///
    /// # Errors
    /// The records cannot be read; so for what follows.
    pub(crate) async fn recorded(&self, id: &RequestId) -> Result<Record, DirectoryError> {
        match self.unwritten.done(id) {
            Some(at) => Ok(Record::Done(at)),
            None => self.records.recorded(id.clone()).await,
        }
    }

    /// When a request other than this one set a password of the same mailbox; of several, the last.
    pub(crate) async fn set_by_another(
        &self,
        id: &RequestId,
    ) -> Result<Option<Timestamp>, DirectoryError> {
        let unwritten = self.unwritten.set_by_another(id);
        let recorded = self.records.set_by_another(id.clone()).await?;
        Ok(recorded.max(unwritten))
    }

    /// The request that has set the password which counts since this instant, and its key: for certain if that is
    /// recorded, or else, for a request whose outcome is not known, by what was there before.
    pub(crate) async fn request_of(
        &self,
        mailbox: &str,
        at: Option<Timestamp>,
    ) -> Result<Option<(String, Request)>, DirectoryError> {
        let found = self.records.request_of(mailbox, at).await?;
        // Asked again and again, also where nothing is begun any more.
        self.catch_up().await;
        Ok(found)
    }

    /// The thread, or the connections, of the records.
    pub(crate) fn pool(&self) -> PoolUse {
        self.records.pool()
    }
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

    async fn note_operation(&self, entry: &AuditEntry) -> Result<(), DirectoryError> {
        self.write("", entry).await
    }

    async fn check(&self) -> Result<(), DirectoryError> {
        self.records.has_ended("").await.map(drop)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[tokio::test]
    async fn what_was_done_is_known_here_and_written_once_that_is_possible() {
        let folder = tempfile::tempdir().unwrap();
        let (key, file) = (folder.path().join("key"), folder.path().join("records"));
        fs::write(&key, "0123456789abcdef0123456789abcdef").unwrap();
        let open = || PanelLedger::open(&key, Some(&file), Arc::new(Clock::default())).unwrap();
        let (ledger, other) = (open(), open());
        let id = |key: &str| RequestId {
            caller: "user:ann@corp.test".to_owned(),
            mailbox: "ann@corp.test".to_owned(),
            key: key.to_owned(),
        };
        let now = Clock::default().now();
        let request = |done| Request {
            begun: now,
            session: None,
            before: None,
            done,
        };
        let database = rusqlite::Connection::open(&file).unwrap();
        let rename = |from: &str, to: &str| {
            let statement = format!("ALTER TABLE {from} RENAME TO {to}");
            database.execute_batch(&statement).unwrap();
        };
        ledger.begin(&id("one"), request(None)).await.unwrap();
        rename("requests", "gone");
        ledger.end(id("one"), Some(request(Some(now)))).await;
        let known = ledger.recorded(&id("one")).await.unwrap();
        assert_eq!(known, Record::Done(now), "although nothing can be read");

        rename("gone", "requests");
        assert_eq!(other.recorded(&id("one")).await.unwrap(), Record::Begun);
        let set = ledger.set_by_another(&id("two")).await.unwrap();
        assert_eq!(set, Some(now));
        ledger.begin(&id("two"), request(None)).await.unwrap();
        assert_eq!(other.recorded(&id("one")).await.unwrap(), Record::Done(now));
        assert!(ledger.unwritten.all().is_empty());
    }
}
