//! A bounded pool of connections, and asking in bounded time.

use std::sync::Arc;
use std::time::Duration;

use deadpool_postgres::{Client, Hook, HookError, Pool, Runtime};
use tokio::sync::OnceCell;
use tokio::time::timeout;
use tokio_postgres::Row;
use tokio_postgres::types::ToSql;

use super::connect::{self, CONNECT_TIMEOUT};
use super::error::{DatabaseError, describe, describe_pool, is_away, unavailable};
use super::migrate;
use crate::directory::DirectoryError;
use crate::metrics::PoolUse;
use crate::options::DatabaseOptions;

/// How long a call waits for a free connection.
const WAIT_TIMEOUT: Duration = Duration::from_secs(5);

/// How long a connection that was used before may take to show that it is still there.
const RECYCLE_TIMEOUT: Duration = Duration::from_secs(2);

/// How long an answer may take. The server ends a statement earlier; this counts where it no longer answers at all.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(8);

/// The settings of each connection: the schema with the tables, and the server's time-outs for a statement, for a lock,
/// and for an idle transaction. A commit is answered once it is on the server's disk.
const SESSION: &str = "
SET search_path = mailbox_password;
SET statement_timeout = '5s';
SET lock_timeout = '3s';
SET idle_in_transaction_session_timeout = '10s';
SELECT set_config('synchronous_commit', 'local', false) WHERE current_setting('synchronous_commit') = 'off';
";

/// The connections to a database. Copies share them.
#[derive(Clone)]
pub(crate) struct Database {
    pool: Pool,
    /// Set once the tables are those of this program.
    tables: Arc<OnceCell<()>>,
}

/// The values of a statement.
pub(crate) type Values<'a> = &'a [&'a (dyn ToSql + Sync)];

impl Database {
    /// Connects, and brings the tables up to date. If the server is away that is done as soon as it is there: it may be
    /// started later than the panel.
    ///
    /// # Errors
    /// The database cannot be used, or is of a later program; the reason says which, and what to do.
    pub(crate) async fn open(options: &DatabaseOptions) -> Result<Self, DirectoryError> {
        let database = Self::connect(options)?;
        match database.pool.get().await {
            Err(error) if is_away(&error) => {
                let error = describe_pool(&error);
                tracing::error!(%error, "the database is away; the panel goes on and waits for it");
            }
            Err(error) => return Err(unavailable(&describe_pool(&error))),
            Ok(mut client) => database.bring_up_to_date(&mut client).await?,
        }
        Ok(database)
    }

    /// Connections come with the first calls.
    pub(super) fn connect(options: &DatabaseOptions) -> Result<Self, DirectoryError> {
        let set_up = Hook::async_fn(|client, _| {
            Box::pin(async move {
                let done = client.batch_execute(SESSION).await;
                done.map_err(HookError::Backend)
            })
        });
        let pool = Pool::builder(connect::manager(options)?)
            .max_size(options.connections)
            .wait_timeout(Some(WAIT_TIMEOUT))
            .create_timeout(Some(CONNECT_TIMEOUT))
            .recycle_timeout(Some(RECYCLE_TIMEOUT))
            .runtime(Runtime::Tokio1)
            .post_create(set_up)
            .build();
        let pool = pool.map_err(|error| DirectoryError::Unavailable(error.to_string()))?;
        let tables = Arc::default();
        Ok(Self { pool, tables })
    }

    /// A connection of its own for a while, to tables that are up to date.
    ///
    /// # Errors
    /// None can be had in time, or the tables are of a later program.
    pub(crate) async fn client(&self) -> Result<Client, DirectoryError> {
        let mut client = self.bare_client().await?;
        self.bring_up_to_date(&mut client).await?;
        Ok(client)
    }

    /// The same, whatever tables there are.
    pub(super) async fn bare_client(&self) -> Result<Client, DirectoryError> {
        let client = self.pool.get().await;
        client.map_err(|error| unavailable(&describe_pool(&error)))
    }

    async fn bring_up_to_date(&self, client: &mut Client) -> Result<(), DirectoryError> {
        let done = self.tables.get_or_try_init(|| migrate::migrate(client));
        done.await.map(drop)
    }

    /// Does something that has no answer.
    ///
    /// # Errors
    /// It was not done, or the answer was lost.
    pub(crate) async fn execute(
        &self,
        statement: &str,
        values: Values<'_>,
    ) -> Result<(), DirectoryError> {
        let client = self.client().await?;
        let work = async {
            let statement = client.prepare_cached(statement).await?;
            client.execute(&statement, values).await.map(drop)
        };
        answer(work).await
    }

    /// The rows of an answer, each read by this function.
    ///
    /// # Errors
    /// There is no answer.
    pub(crate) async fn query<T>(
        &self,
        statement: &str,
        values: Values<'_>,
        read: impl Fn(&Row) -> Result<T, DatabaseError>,
    ) -> Result<Vec<T>, DirectoryError> {
        let client = self.client().await?;
        let work = async {
            let statement = client.prepare_cached(statement).await?;
            client.query(&statement, values).await
        };
        let rows = answer(work).await?;
        let rows: Result<_, _> = rows.iter().map(read).collect();
        rows.map_err(|error| unavailable(&describe(&error)))
    }

    /// The connections in use.
    pub(crate) fn pool(&self) -> PoolUse {
        let status = self.pool.status();
        PoolUse {
            name: "database",
            used: status.size.saturating_sub(status.available),
            size: status.max_size,
        }
    }
}

/// What comes of work with the database, if that comes in time.
///
/// # Errors
/// It failed, or there is no answer.
pub(crate) async fn answer<T>(
    work: impl Future<Output = Result<T, DatabaseError>>,
) -> Result<T, DirectoryError> {
    match timeout(ANSWER_TIMEOUT, work).await {
        Ok(done) => done.map_err(|error| unavailable(&describe(&error))),
        Err(_) => Err(unavailable("it does not answer")),
    }
}
