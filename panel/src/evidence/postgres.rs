//! Evidence in PostgreSQL, where several panels take batches.

use async_trait::async_trait;
use mailbox_password_evidence::Batch;

use super::fold::{Mailboxes, Recorded, fold};
use super::lock::Lock;
use super::postgres_batch as batches;
use super::postgres_rows::{device_columns, read_device, read_lock, read_source};
use super::row::DeviceRow;
use super::sources::Source;
use super::store::Store;
use crate::clock::Timestamp;
use crate::database::{Database, answer};
use crate::directory::DirectoryError;
use crate::metrics::PoolUse;

/// Evidence in a database.
pub(super) struct PostgresStore(pub(super) Database);

/// Batches count one after the other, whichever panel takes them: the number of a lock of the server's, which means
/// nothing else ("evidence" in ASCII).
const LOCK: i64 = 0x6576_6964_656e_6365;

const DEVICES: &str = concat!(
    "SELECT ",
    device_columns!(),
    " FROM devices WHERE mailbox = $1 ORDER BY last_at DESC, id"
);

const LOCK_OF: &str = "
SELECT locks.at, locks.seen_until, locks.device, locks.host, locks.wrong_count, devices.name FROM locks
LEFT JOIN devices ON devices.mailbox = locks.mailbox AND devices.id = locks.device WHERE locks.mailbox = $1";

const SOURCES: &str = "
SELECT agent, name, problem, is_caught_up, clock_is_off_by, heard_at FROM sources ORDER BY agent, name";

const ERASE: &str = "
WITH lock AS (DELETE FROM locks WHERE mailbox = $1),
erased AS (DELETE FROM devices WHERE mailbox = $1 RETURNING 1)
SELECT count(*) FROM erased";

const FORGET: &str = "
WITH forgotten AS (DELETE FROM sources WHERE agent = $1 RETURNING 1) SELECT count(*) FROM forgotten";

impl PostgresStore {
    /// The number that a statement answers with.
    async fn count(&self, statement: &str, of: &str) -> Result<u64, DirectoryError> {
        let counts = self
            .0
            .query(statement, &[&of], |row| row.try_get::<_, i64>(0))
            .await?;
        let count = counts.into_iter().next().unwrap_or_default();
        Ok(u64::try_from(count).unwrap_or_default())
    }
}

#[async_trait]
impl Store for PostgresStore {
    async fn record(
        &self,
        batch: Batch,
        mailboxes: Mailboxes,
        now: Timestamp,
    ) -> Result<Recorded, DirectoryError> {
        let mut client = self.0.client().await?;
        let work = async {
            let tx = client.transaction().await?;
            let lock = tx
                .prepare_cached("SELECT pg_advisory_xact_lock($1)")
                .await?;
            tx.execute(&lock, &[&LOCK]).await?;
            let mut kept = batches::load(&tx, &batch, &mailboxes).await?;
            if let Err(recorded) = fold(&mut kept, &batch, &mailboxes, now) {
                return Ok(recorded);
            }
            batches::write(&tx, &kept, &batch, now).await?;
            tx.commit().await?;
            Ok(Recorded::Done)
        };
        answer(work).await
    }

    async fn devices(&self, mailbox: &str) -> Result<Vec<DeviceRow>, DirectoryError> {
        self.0
            .query(DEVICES, &[&mailbox], |row| read_device(row, 0))
            .await
    }

    async fn lock(&self, mailbox: &str) -> Result<Option<Lock>, DirectoryError> {
        let locks = self
            .0
            .query(LOCK_OF, &[&mailbox], |row| read_lock(row, 0))
            .await?;
        Ok(locks.into_iter().next())
    }

    async fn sources(&self) -> Result<Vec<Source>, DirectoryError> {
        self.0.query(SOURCES, &[], read_source).await
    }

    async fn erase(&self, mailbox: &str) -> Result<u64, DirectoryError> {
        self.count(ERASE, mailbox).await
    }

    async fn forget(&self, agent: &str) -> Result<u64, DirectoryError> {
        self.count(FORGET, agent).await
    }

    fn pool(&self) -> PoolUse {
        self.0.pool()
    }
}
