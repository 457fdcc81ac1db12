//! What a ledger has to do.

use async_trait::async_trait;

use super::entry::AuditEntry;
use crate::clock::Timestamp;
use crate::directory::DirectoryError;

/// How long after a change, in seconds, a repeat of it without a record is still taken for one, and the session that
/// made it may still ask what came of it (the wire contract).
pub const REPEAT_SECONDS: u64 = 600;

/// The panel's own memory.
#[async_trait]
pub trait Ledger: Send + Sync {
    /// The key that signs sessions. They last over a restart, and count for each instance of the panel, only while it
    /// is the same. Called once, before serving; it may block.
    ///
    /// # Errors
    /// The key cannot be read.
    fn signing_key(&self) -> Result<Vec<u8>, DirectoryError>;

    /// Ends a session: from now on no cookie with its id counts. That is remembered until the instant given, when its last
    /// cookie is too old anyway.
    ///
    /// # Errors
    /// It cannot be written.
    async fn end_session(&self, id: &str, until: Timestamp) -> Result<(), DirectoryError>;

    /// Whether a session was ended.
    ///
    /// # Errors
    /// It cannot be read.
    async fn has_ended(&self, id: &str) -> Result<bool, DirectoryError>;

    /// What happened to a mailbox lately, the newest first, at most so many entries, and as many refused sign-ins; `None`
    /// if it is written to the log and not kept. What is about no mailbox is that of the empty address.
    ///
    /// # Errors
    /// The entries cannot be read.
    async fn audit(
        &self,
        mailbox: &str,
        limit: u32,
    ) -> Result<Option<Vec<AuditEntry>>, DirectoryError>;

    /// Writes an entry that is about no mailbox, as of what an operator does.
    ///
    /// # Errors
    /// It cannot be written.
    async fn note_operation(&self, entry: &AuditEntry) -> Result<(), DirectoryError>;

    /// Whether it can be read at all. Without it no session counts, so that a panel is not ready.
    ///
    /// # Errors
    /// It cannot be read.
    async fn check(&self) -> Result<(), DirectoryError> {
        Ok(())
    }
}
