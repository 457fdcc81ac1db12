//! Evidence of devices: what agents on mail servers tell of sign-ins, folded into one row a device.
//!
//! `receive` checks a batch, `known` drops names without a mailbox before anything is written, `fold` adds the rest to what
//! is kept, `proof` says what a row proves, and [`Informed`] adds it to what the directory knows. It is kept behind the
//! trait of `store`, in a SQLite file (`sqlite*`) or in a PostgreSQL database (`postgres*`): both load what a batch
//! concerns, let it be folded in, and write what that altered, in one transaction.

mod agents;
mod devices;
mod erase;
mod fold;
mod informed;
mod kept;
mod known;
mod lock;
mod locking;
mod postgres;
mod postgres_batch;
mod postgres_rows;
mod proof;
mod receive;
mod row;
mod sources;
mod sqlite;
mod sqlite_batch;
mod sqlite_file;
mod sqlite_rows;
mod store;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use mailbox_password_evidence::Seal;

pub use self::agents::{ForgetError, Forgotten, forget, sources};
pub use self::erase::{EraseError, erase, export};
pub(crate) use self::informed::Informed;
use self::known::Known;
pub(crate) use self::lock::Lock;
use self::postgres::PostgresStore;
pub(crate) use self::receive::{SIGNATURE, receive};
pub(crate) use self::sources::{Silence, Source, SourceHealth};
use self::sqlite::SqliteStore;
pub(crate) use self::sqlite_file::VERSION as LAYOUT;
use self::store::Store;
use crate::clock::{Clock, Timestamp};
use crate::database::Database;
use crate::directory::{Directory, DirectoryError, canonical_address};
use crate::options::EvidenceOptions;
use crate::throttle::OnceAMinute;

/// The evidence of one panel. Copies share it.
#[derive(Clone)]
pub(crate) struct Evidence {
    store: Arc<dyn Store>,
    seal: Seal,
    known: Arc<Known>,
    clock: Arc<Clock>,
    /// For how long the old password goes on working after a change, in seconds.
    grace: u64,
    /// The line of the log about what is not signed.
    unsigned: Arc<OnceAMinute>,
}

impl Evidence {
    /// Opens the store: the file of the options, or else this database. Blocks. `directory` says which mailboxes there
    /// are; `grace`: how long the old password goes on working after a change, in seconds.
    pub(crate) fn open(
        options: &EvidenceOptions,
        database: Option<&Database>,
        directory: Arc<dyn Directory>,
        clock: &Arc<Clock>,
        grace: u64,
    ) -> Result<Self, DirectoryError> {
        Ok(Self {
            store: open_store(options, database)?,
            seal: options.seal.clone(),
            known: Arc::new(Known::new(directory)),
            clock: Arc::clone(clock),
            grace,
            unsigned: Arc::default(),
        })
    }

    /// The agents' sources and how each is, by agent and name.
    pub(crate) async fn sources(&self) -> Result<Vec<(Source, SourceHealth)>, DirectoryError> {
        let sources = self.store.sources().await?;
        let now = self.now();
        let judged = sources.into_iter().map(|source| {
            let health = source.health(now);
            (source, health)
        });
        Ok(judged.collect())
    }

    /// Which sources are not up to date.
    pub(crate) async fn silence(&self) -> Result<Silence, DirectoryError> {
        Ok(Silence::new(self.sources().await?))
    }

    /// What is known of the last lock of a mailbox.
    pub(crate) async fn lock(&self, mailbox: &str) -> Result<Option<Lock>, DirectoryError> {
        self.store.lock(&canonical_address(mailbox)).await
    }

    fn now(&self) -> Timestamp {
        self.clock.now()
    }
}

fn open_store(
    options: &EvidenceOptions,
    database: Option<&Database>,
) -> Result<Arc<dyn Store>, DirectoryError> {
    Ok(match (&options.store, database) {
        (Some(file), _) => Arc::new(SqliteStore::open(file)?),
        (None, Some(database)) => Arc::new(PostgresStore(database.clone())),
        (None, None) => {
            return Err(DirectoryError::Unavailable(
                "there is no place for the evidence of devices".to_owned(),
            ));
        }
    })
}
