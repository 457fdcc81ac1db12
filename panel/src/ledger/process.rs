//! The ledger of a panel whose directory is somebody else's: a key from a file, the log, and this process's memory.
//!
//! Two panels behind one proxy share the directory and the file with the key, and nothing else. What one of them
//! remembers only makes an answer better: without it, a repeated change is recognised by the passwords, as the wire
//! contract says.

use std::collections::HashMap;
use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use serde::Serialize;

use super::contract::Ledger;
use super::entry::AuditEntry;
use crate::clock::Timestamp;
use crate::directory::{DirectoryError, RequestId};

/// The shortest key, in bytes.
const SHORTEST_KEY: usize = 32;

/// How long a request is remembered, in seconds: a day.
const RETENTION_SECONDS: u64 = 86_400;

/// The most requests that are remembered; the oldest are forgotten first.
const MOST: usize = 50_000;

/// A ledger in the memory of this process.
pub struct ProcessLedger {
    key: Vec<u8>,
    requests: Mutex<HashMap<RequestId, Request>>,
    /// The sessions that have ended, and until when that matters.
    ended: Mutex<HashMap<String, Timestamp>>,
}

/// A change or a reset that was begun here.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) begun: Timestamp,
    /// The session that asked, if it was the owner's.
    pub(crate) session: Option<String>,
    /// When the password had been set before.
    pub(crate) before: Option<Timestamp>,
    /// Since when the new one counts, once that is known.
    pub(crate) done: Option<Timestamp>,
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

impl ProcessLedger {
    /// A ledger with the key in this file, which every panel behind one proxy has.
    ///
    /// # Errors
    /// The file cannot be read, or its key is too short to be one.
    pub fn open(key_file: &Path) -> Result<Self, DirectoryError> {
        let named = |why: String| {
            DirectoryError::Unavailable(format!(
                "the key in {} cannot be used: {why}",
                key_file.display()
            ))
        };
        let key = fs::read(key_file).map_err(|error| named(error.to_string()))?;
        let key = key.trim_ascii().to_vec();
        if key.len() < SHORTEST_KEY {
            return Err(named(format!(
                "it has {} bytes; write {SHORTEST_KEY} random ones or more",
                key.len()
            )));
        }
        Ok(Self {
            key,
            requests: Mutex::default(),
            ended: Mutex::default(),
        })
    }

    /// Writes an entry of the audit trail: one line of JSON to the standard error, where the log is.
    #[expect(clippy::unused_self, reason = "another ledger keeps it")]
    pub(crate) fn note(&self, mailbox: &str, entry: &AuditEntry) {
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
    }

    /// Remembers that a request was begun, or what came of it.
    pub(crate) fn remember(&self, id: RequestId, request: Request) {
        let mut requests = self.lock();
        let oldest = request.begun.minus_seconds(RETENTION_SECONDS);
        if requests.len() >= MOST {
            let mut begun: Vec<_> = requests.values().map(|request| request.begun).collect();
            begun.sort_unstable();
            let middle = begun.get(begun.len() / 2).copied().unwrap_or(oldest);
            requests.retain(|_, request| request.begun > middle);
        }
        requests.retain(|_, request| request.begun > oldest);
        requests.insert(id, request);
    }

    /// Forgets a request that came to nothing.
    pub(crate) fn forget(&self, id: &RequestId) {
        self.lock().remove(id);
    }

    /// When this request was done, if it was.
    pub(crate) fn recorded(&self, id: &RequestId) -> Option<Timestamp> {
        self.lock().get(id).and_then(|request| request.done)
    }

    /// When a request other than this one set a password of the same mailbox; of several, the last.
    pub(crate) fn set_by_another(&self, id: &RequestId) -> Option<Timestamp> {
        let requests = self.lock();
        let others = requests
            .iter()
            .filter(|(other, _)| other.mailbox == id.mailbox && *other != id);
        others.filter_map(|(_, request)| request.done).max()
    }

    /// The request that has set the password which counts since this instant, and its key: for certain if that is
    /// recorded, or else, for a request whose outcome is not known, by what was there before.
    pub(crate) fn request_of(
        &self,
        mailbox: &str,
        at: Option<Timestamp>,
    ) -> Option<(String, Request)> {
        let requests = self.lock();
        let of_mailbox = requests.iter().filter(|(id, _)| id.mailbox == mailbox);
        let (id, request) = of_mailbox
            .filter(|(_, request)| match request.done {
                Some(done) => Some(done) == at,
                None => request.before != at,
            })
            .max_by_key(|(_, request)| (request.done.is_some(), request.begun))?;
        Some((id.key.clone(), request.clone()))
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<RequestId, Request>> {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl Ledger for ProcessLedger {
    fn signing_key(&self) -> Result<Vec<u8>, DirectoryError> {
        Ok(self.key.clone())
    }

    async fn end_session(&self, id: &str, until: Timestamp) -> Result<(), DirectoryError> {
        let mut ended = self.ended.lock().unwrap_or_else(PoisonError::into_inner);
        if ended.len() >= MOST {
            // The first to be too old anyway.
            let mut ends: Vec<_> = ended.values().copied().collect();
            ends.sort_unstable();
            let middle = ends.get(ends.len() / 2).copied().unwrap_or(until);
            ended.retain(|_, until| *until > middle);
        }
        ended.insert(id.to_owned(), until);
        Ok(())
    }

    async fn has_ended(&self, id: &str) -> Result<bool, DirectoryError> {
        let ended = self.ended.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(ended.contains_key(id))
    }

    async fn audit(&self, _: &str, _: u32) -> Result<Option<Vec<AuditEntry>>, DirectoryError> {
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BEGUN: Timestamp = Timestamp::from_millis(1_700_000_000_000);

    fn ledger() -> ProcessLedger {
        ProcessLedger {
            key: Vec::new(),
            requests: Mutex::default(),
            ended: Mutex::default(),
        }
    }

    fn id(key: &str) -> RequestId {
        RequestId {
            caller: "user:ann@corp.test".to_owned(),
            mailbox: "ann@corp.test".to_owned(),
            key: key.to_owned(),
        }
    }

    fn request(begun: Timestamp, done: Option<Timestamp>) -> Request {
        Request {
            begun,
            session: Some("s".to_owned()),
            before: Some(BEGUN.minus_seconds(100)),
            done,
        }
    }

    #[test]
    fn a_request_that_is_done_is_known_by_its_instant() {
        let ledger = ledger();
        ledger.remember(id("one"), request(BEGUN, Some(BEGUN)));
        assert_eq!(ledger.recorded(&id("one")), Some(BEGUN));
        assert_eq!(ledger.recorded(&id("two")), None);
        let found = ledger.request_of("ann@corp.test", Some(BEGUN)).unwrap();
        assert_eq!(found.0, "one");
        let later = Some(BEGUN.plus_seconds(1));
        assert!(ledger.request_of("ann@corp.test", later).is_none());
        assert!(ledger.request_of("bob@corp.test", Some(BEGUN)).is_none());
    }

    #[test]
    fn what_another_request_set_is_told_apart_from_ones_own() {
        let ledger = ledger();
        ledger.remember(id("one"), request(BEGUN, Some(BEGUN)));
        ledger.remember(id("open"), request(BEGUN.plus_seconds(5), None));
        assert_eq!(ledger.set_by_another(&id("one")), None);
        assert_eq!(ledger.set_by_another(&id("two")), Some(BEGUN));
        let other = RequestId {
            mailbox: "bob@corp.test".to_owned(),
            ..id("two")
        };
        assert_eq!(ledger.set_by_another(&other), None);
    }

    #[test]
    fn a_request_without_an_outcome_may_have_set_any_later_password() {
        let ledger = ledger();
        ledger.remember(id("one"), request(BEGUN, None));
        let before = Some(BEGUN.minus_seconds(100));
        assert!(ledger.request_of("ann@corp.test", before).is_none());
        assert!(ledger.request_of("ann@corp.test", Some(BEGUN)).is_some());
    }

    #[test]
    fn a_day_later_a_request_is_forgotten() {
        let ledger = ledger();
        ledger.remember(id("one"), request(BEGUN, Some(BEGUN)));
        let later = BEGUN.plus_seconds(RETENTION_SECONDS);
        ledger.remember(id("two"), request(later, None));
        assert_eq!(ledger.recorded(&id("one")), None);
    }

    #[test]
    fn a_key_that_is_too_short_is_refused_with_what_to_write() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("key");
        let open = |text: &str| {
            fs::write(&file, text).unwrap();
            ProcessLedger::open(&file).map(|ledger| ledger.key)
        };
        let error = open("too short\n").unwrap_err().to_string();
        assert!(error.contains("32 random ones"), "{error}");
        let key = "0123456789abcdef0123456789abcdef";
        assert_eq!(open(&format!("{key}\n")).unwrap(), key.as_bytes());
    }
}
