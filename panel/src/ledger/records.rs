//! What a panel remembers of requests and sessions, and of what happened: what a place to keep it has to do.

use async_trait::async_trait;

use super::entry::AuditEntry;
use crate::clock::Timestamp;
use crate::directory::{DirectoryError, Record, RequestId};
use crate::metrics::PoolUse;

/// How long a request is remembered, in seconds: a day.
pub(super) const RETENTION_SECONDS: u64 = 86_400;

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

/// Records that several instances can share. Each call is done as a whole or not at all; one that ends with
/// [`DirectoryError::Unavailable`] may have been done all the same, if what failed was the answer.
#[async_trait]
pub(super) trait Records: Send + Sync {
    /// Remembers that a request is begun, unless it is on record: says what is known of an earlier copy, which stays.
    async fn begin(&self, id: RequestId, request: Request) -> Result<Record, DirectoryError>;

    /// Remembers that a request was begun, or what came of it, whatever is on record of it.
    async fn remember(&self, id: RequestId, request: Request) -> Result<(), DirectoryError>;

    /// Forgets a request that came to nothing.
    async fn forget(&self, id: RequestId) -> Result<(), DirectoryError>;

    /// What became of a request.
    async fn recorded(&self, id: RequestId) -> Result<Record, DirectoryError>;

    /// When a request other than this one set a password of the same mailbox; of several, the last.
    async fn set_by_another(&self, id: RequestId) -> Result<Option<Timestamp>, DirectoryError>;

    /// The request that has set the password which counts since this instant, and its key: for certain if that is
    /// recorded, or else, for a request whose outcome is not known, by what was there before.
    async fn request_of(
        &self,
        mailbox: &str,
        at: Option<Timestamp>,
    ) -> Result<Option<(String, Request)>, DirectoryError>;

    /// Remembers until the instant given that a session has ended.
    async fn end_session(&self, id: &str, until: Timestamp) -> Result<(), DirectoryError>;

    /// Whether a session has ended.
    async fn has_ended(&self, id: &str) -> Result<bool, DirectoryError>;

    /// Keeps an entry of the audit trail, or counts it with others, if entries are kept here.
    async fn note(&self, mailbox: &str, entry: &AuditEntry) -> Result<(), DirectoryError>;

    /// What happened to a mailbox lately, the newest first: at most so many refused sign-ins, and so many other entries;
    /// `None` if entries are not kept here.
    async fn audit(
        &self,
        mailbox: &str,
        limit: u32,
    ) -> Result<Option<Vec<AuditEntry>>, DirectoryError>;

    /// The connections or threads that the calls share.
    fn pool(&self) -> PoolUse;
}
