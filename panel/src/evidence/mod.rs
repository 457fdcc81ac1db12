//! Evidence of devices: what agents on mail servers tell of sign-ins, folded into one row a device.
//!
//! `receive` checks a batch, `known` drops names without a mailbox before anything is written, `record` folds the rest in
//! one transaction, `proof` says what a row proves, and [`Informed`] adds it to what the directory knows.

mod devices;
mod erase;
mod informed;
mod known;
mod lock;
mod proof;
mod receive;
mod record;
mod row;
mod sources;
mod store;

use std::sync::Arc;

use mailbox_password_evidence::Seal;

pub use self::erase::{EraseError, erase, export};
pub(crate) use self::informed::Informed;
use self::known::Known;
pub(crate) use self::lock::Lock;
pub(crate) use self::receive::{SIGNATURE, receive};
pub(crate) use self::sources::Silence;
use self::sources::Source;
use self::store::Store;
use crate::clock::{Clock, Timestamp};
use crate::directory::{Directory, DirectoryError, canonical_address};
use crate::options::EvidenceOptions;

/// How long something is kept, in seconds: 30 days.
pub(crate) const KEPT_SECONDS: u64 = 30 * 86_400;

/// The evidence of one panel. Copies share it.
#[derive(Clone)]
pub(crate) struct Evidence {
    store: Store,
    seal: Seal,
    known: Arc<Known>,
    clock: Arc<Clock>,
    /// For how long the old password goes on working after a change, in seconds.
    grace: u64,
}

impl Evidence {
    /// Opens the store. Blocks. `directory` says which mailboxes there are; `grace`: how long the old password goes on
    /// working after a change, in seconds.
    pub(crate) fn open(
        options: &EvidenceOptions,
        directory: Arc<dyn Directory>,
        clock: &Arc<Clock>,
        grace: u64,
    ) -> Result<Self, DirectoryError> {
        Ok(Self {
            store: Store::open(&options.store)?,
            seal: options.seal.clone(),
            known: Arc::new(Known::new(directory)),
            clock: Arc::clone(clock),
            grace,
        })
    }

    /// How the agents' sources are.
    async fn sources(&self) -> Result<Vec<Source>, DirectoryError> {
        self.store.run(sources::read).await
    }

    /// Which sources are not up to date.
    pub(crate) async fn silence(&self) -> Result<Silence, DirectoryError> {
        Ok(Silence::new(self.sources().await?, self.now()))
    }

    /// What is known of the last lock of a mailbox.
    pub(crate) async fn lock(&self, mailbox: &str) -> Result<Option<Lock>, DirectoryError> {
        let mailbox = canonical_address(mailbox);
        self.store
            .run(move |connection| lock::read(connection, &mailbox))
            .await
    }

    fn now(&self) -> Timestamp {
        self.clock.now()
    }
}
