//! Evidence in one SQLite file.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use mailbox_password_evidence::Batch;
use rusqlite::{Connection, TransactionBehavior};

use super::fold::{Mailboxes, Recorded, fold};
use super::lock::Lock;
use super::row::DeviceRow;
use super::sources::Source;
use super::sqlite_rows as rows;
use super::store::Store;
use super::{sqlite_batch, sqlite_file};
use crate::blocking::BlockingPool;
use crate::clock::Timestamp;
use crate::directory::DirectoryError;
use crate::metrics::PoolUse;

/// A file, and one thread that works on it: SQLite writes one after the other anyway.
pub(super) struct SqliteStore {
    connection: Arc<Mutex<Connection>>,
    thread: BlockingPool,
}

impl SqliteStore {
    /// Opens the file, creating it if it is not there. Blocks.
    pub(super) fn open(file: &Path) -> Result<Self, DirectoryError> {
        Ok(Self {
            connection: Arc::new(Mutex::new(sqlite_file::open(file)?)),
            thread: BlockingPool::new(1),
        })
    }

    async fn run<T, F>(&self, work: F) -> Result<T, DirectoryError>
    where
        T: Send + 'static,
        F: FnOnce(&mut Connection) -> rusqlite::Result<T> + Send + 'static,
    {
        let connection = Arc::clone(&self.connection);
        self.thread
            .run(move || {
                let mut connection = connection.lock().unwrap_or_else(PoisonError::into_inner);
                work(&mut connection)
                    .map_err(|error| DirectoryError::Unavailable(error.to_string()))
            })
            .await
    }
}

#[async_trait]
impl Store for SqliteStore {
    async fn record(
        &self,
        batch: Batch,
        mailboxes: Mailboxes,
        now: Timestamp,
    ) -> Result<Recorded, DirectoryError> {
        self.run(move |connection| {
            let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let mut kept = sqlite_batch::load(&tx, &batch, &mailboxes)?;
            if let Err(recorded) = fold(&mut kept, &batch, &mailboxes, now) {
                return Ok(recorded);
            }
            sqlite_batch::write(&tx, &kept, &batch, now)?;
            tx.commit()?;
            Ok(Recorded::Done)
        })
        .await
    }

    async fn devices(&self, mailbox: &str) -> Result<Vec<DeviceRow>, DirectoryError> {
        let mailbox = mailbox.to_owned();
        self.run(move |connection| rows::devices(connection, &mailbox))
            .await
    }

    async fn lock(&self, mailbox: &str) -> Result<Option<Lock>, DirectoryError> {
        let mailbox = mailbox.to_owned();
        self.run(move |connection| rows::lock(connection, &mailbox))
            .await
    }

    async fn sources(&self) -> Result<Vec<Source>, DirectoryError> {
        self.run(|connection| rows::sources(connection)).await
    }

    async fn erase(&self, mailbox: &str) -> Result<u64, DirectoryError> {
        let mailbox = mailbox.to_owned();
        self.run(move |connection| {
            let tx = connection.transaction()?;
            tx.execute("DELETE FROM locks WHERE mailbox = ?1", [&mailbox])?;
            let devices = tx.execute("DELETE FROM devices WHERE mailbox = ?1", [&mailbox])?;
            tx.commit()?;
            // What the log of writes holds of it goes too.
            connection.pragma_update(None, "wal_checkpoint", "TRUNCATE")?;
            Ok(u64::try_from(devices).unwrap_or(u64::MAX))
        })
        .await
    }

    async fn forget(&self, agent: &str) -> Result<u64, DirectoryError> {
        let agent = agent.to_owned();
        self.run(move |connection| {
            let sources = connection.execute("DELETE FROM sources WHERE agent = ?1", [&agent])?;
            Ok(u64::try_from(sources).unwrap_or(u64::MAX))
        })
        .await
    }

    fn pool(&self) -> PoolUse {
        self.thread.in_use("evidence")
    }
}
