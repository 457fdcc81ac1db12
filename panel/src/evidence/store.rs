//! What a store of evidence has to do. Pages, API and the folding of batches know no engine.

use async_trait::async_trait;
use mailbox_password_evidence::Batch;

use super::fold::{Mailboxes, Recorded};
use super::lock::Lock;
use super::row::DeviceRow;
use super::sources::Source;
use crate::clock::Timestamp;
use crate::directory::DirectoryError;
use crate::metrics::PoolUse;

/// A store of evidence. Every call is done as a whole or not at all.
#[async_trait]
pub(super) trait Store: Send + Sync {
    /// Takes a batch: all of it counts, or nothing does. One that was written although its answer was lost is
    /// [`Recorded::Done`] when it comes again. What is too old is deleted on the way.
    async fn record(
        &self,
        batch: Batch,
        mailboxes: Mailboxes,
        now: Timestamp,
    ) -> Result<Recorded, DirectoryError>;

    /// The devices of a mailbox, the one that was seen last first.
    async fn devices(&self, mailbox: &str) -> Result<Vec<DeviceRow>, DirectoryError>;

    /// The last lock of a mailbox, with the name that its device has now.
    async fn lock(&self, mailbox: &str) -> Result<Option<Lock>, DirectoryError>;

    /// The sources of all agents, by agent and name.
    async fn sources(&self) -> Result<Vec<Source>, DirectoryError>;

    /// Deletes what is kept of a mailbox; says how many devices there were.
    async fn erase(&self, mailbox: &str) -> Result<u64, DirectoryError>;

    /// Forgets the sources of an agent until it reports again; says how many there were. Its number of batches stays, so
    /// that an old one is no more taken than before.
    async fn forget(&self, agent: &str) -> Result<u64, DirectoryError>;

    /// The connections or threads that the calls share.
    fn pool(&self) -> PoolUse;
}
