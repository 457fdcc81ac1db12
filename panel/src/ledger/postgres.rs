//! Records in PostgreSQL, which several instances share.

use std::sync::Arc;

use async_trait::async_trait;
use tokio_postgres::Row;
use tokio_postgres::types::ToSql;

use super::entry::AuditEntry;
use super::postgres_audit as audit;
use super::records::{RETENTION_SECONDS, Records, Request};
use crate::clock::{Clock, Timestamp};
use crate::database::{Database, DatabaseError};
use crate::directory::{DirectoryError, Record, RequestId, canonical_address};
use crate::metrics::PoolUse;

/// Records in a database.
pub(super) struct PostgresRecords {
    database: Database,
    clock: Arc<Clock>,
}

impl PostgresRecords {
    /// Keeps the records in this database.
    pub(super) fn new(database: Database, clock: Arc<Clock>) -> Self {
        Self { database, clock }
    }

    /// Writes a request with [`BEGIN`] or [`REMEMBER`]; says how many rows the statement returned.
    async fn write(
        &self,
        statement: &str,
        id: &RequestId,
        request: &Request,
    ) -> Result<usize, DirectoryError> {
        let oldest = self.clock.now().minus_seconds(RETENTION_SECONDS);
        let mailbox = canonical_address(&id.mailbox);
        let values: [&(dyn ToSql + Sync); 8] = [
            &mailbox,
            &id.caller,
            &id.key,
            &request.begun,
            &request.session,
            &request.before,
            &request.done,
            &oldest,
        ];
        let returned = self.database.query(statement, &values, |_| Ok(())).await?;
        Ok(returned.len())
    }
}

/// The statements that write a request also delete old ones.
const BEGIN: &str = "
WITH old AS (DELETE FROM requests WHERE begun <= $8 AND NOT (mailbox = $1 AND caller = $2 AND key = $3))
INSERT INTO requests (mailbox, caller, key, begun, session, set_before, done) VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (mailbox, caller, key) DO NOTHING RETURNING 1";

const REMEMBER: &str = "
WITH old AS (DELETE FROM requests WHERE begun <= $8 AND NOT (mailbox = $1 AND caller = $2 AND key = $3))
INSERT INTO requests (mailbox, caller, key, begun, session, set_before, done) VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (mailbox, caller, key) DO UPDATE
SET begun = excluded.begun, session = excluded.session, set_before = excluded.set_before, done = excluded.done";

const FORGET: &str = "DELETE FROM requests WHERE mailbox = $1 AND caller = $2 AND key = $3";

const RECORDED: &str = "SELECT done FROM requests WHERE mailbox = $1 AND caller = $2 AND key = $3";

const SET_BY_ANOTHER: &str =
    "SELECT max(done) FROM requests WHERE mailbox = $1 AND NOT (caller = $2 AND key = $3)";

const REQUEST_OF: &str = "
SELECT key, begun, session, set_before, done FROM requests WHERE mailbox = $1
AND CASE WHEN done IS NULL THEN set_before IS DISTINCT FROM $2 ELSE done IS NOT DISTINCT FROM $2 END
ORDER BY done IS NOT NULL DESC, begun DESC LIMIT 1";

const END_SESSION: &str = "
WITH old AS (DELETE FROM ended_sessions WHERE until < $3 AND id <> $1)
INSERT INTO ended_sessions (id, until) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING";

const HAS_ENDED: &str = "SELECT EXISTS (SELECT FROM ended_sessions WHERE id = $1)";

#[async_trait]
impl Records for PostgresRecords {
    async fn begin(&self, id: RequestId, request: Request) -> Result<Record, DirectoryError> {
        if self.write(BEGIN, &id, &request).await? > 0 {
            return Ok(Record::Nothing);
        }
        Ok(match self.recorded(id).await? {
            Record::Done(at) => Record::Done(at),
            // Another instance may have forgotten it just now.
            Record::Begun | Record::Nothing => Record::Begun,
        })
    }

    async fn remember(&self, id: RequestId, request: Request) -> Result<(), DirectoryError> {
        self.write(REMEMBER, &id, &request).await.map(drop)
    }

    async fn forget(&self, id: RequestId) -> Result<(), DirectoryError> {
        let mailbox = canonical_address(&id.mailbox);
        self.database
            .execute(FORGET, &[&mailbox, &id.caller, &id.key])
            .await
    }

    async fn recorded(&self, id: RequestId) -> Result<Record, DirectoryError> {
        let mailbox = canonical_address(&id.mailbox);
        let rows = self
            .database
            .query(RECORDED, &[&mailbox, &id.caller, &id.key], |row| {
                row.try_get::<_, Option<Timestamp>>(0)
            })
            .await?;
        Ok(match rows.into_iter().next() {
            Some(Some(at)) => Record::Done(at),
            Some(None) => Record::Begun,
            None => Record::Nothing,
        })
    }

    async fn set_by_another(&self, id: RequestId) -> Result<Option<Timestamp>, DirectoryError> {
        let mailbox = canonical_address(&id.mailbox);
        let rows = self
            .database
            .query(SET_BY_ANOTHER, &[&mailbox, &id.caller, &id.key], |row| {
                row.try_get::<_, Option<Timestamp>>(0)
            })
            .await?;
        Ok(rows.into_iter().next().flatten())
    }

    async fn request_of(
        &self,
        mailbox: &str,
        at: Option<Timestamp>,
    ) -> Result<Option<(String, Request)>, DirectoryError> {
        let mailbox = canonical_address(mailbox);
        let rows = self
            .database
            .query(REQUEST_OF, &[&mailbox, &at], found)
            .await?;
        Ok(rows.into_iter().next())
    }

    async fn end_session(&self, id: &str, until: Timestamp) -> Result<(), DirectoryError> {
        let now = self.clock.now();
        self.database
            .execute(END_SESSION, &[&id, &until, &now])
            .await
    }

    async fn has_ended(&self, id: &str) -> Result<bool, DirectoryError> {
        let rows = self
            .database
            .query(HAS_ENDED, &[&id], |row| row.try_get(0))
            .await?;
        Ok(rows.into_iter().next().unwrap_or_default())
    }

    async fn note(&self, mailbox: &str, entry: &AuditEntry) -> Result<(), DirectoryError> {
        audit::note(&self.database, &canonical_address(mailbox), entry).await
    }

    async fn audit(
        &self,
        mailbox: &str,
        limit: u32,
    ) -> Result<Option<Vec<AuditEntry>>, DirectoryError> {
        let entries = audit::latest(&self.database, &canonical_address(mailbox), limit).await?;
        Ok(Some(entries))
    }

    fn pool(&self) -> PoolUse {
        self.database.pool()
    }
}

fn found(row: &Row) -> Result<(String, Request), DatabaseError> {
    let request = Request {
        begun: row.try_get(1)?,
        session: row.try_get(2)?,
        before: row.try_get(3)?,
        done: row.try_get(4)?,
    };
    Ok((row.try_get(0)?, request))
}
