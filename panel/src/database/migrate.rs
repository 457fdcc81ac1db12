//! The tables, and bringing those of an earlier program up to date.

use std::time::Duration;

use deadpool_postgres::ClientWrapper;
use tokio::time::timeout;
use tokio_postgres::GenericClient;

use super::error::{DatabaseError, describe, unavailable};
use crate::directory::DirectoryError;

/// From each version to the next: the first makes version 1. What is here was run somewhere, so it is never altered.
const MIGRATIONS: [&str; 1] = [include_str!("schema_1.sql")];

/// The version of the tables that this program reads and writes.
pub(super) const VERSION: usize = MIGRATIONS.len();

/// Instances that start at the same time bring the tables up to date one after the other: the number of a lock of the
/// server's, which means nothing else ("mailbox" in ASCII).
const LOCK: i64 = 0x6d_6169_6c62_6f78;

/// How long that may take, the wait for another instance included.
const TIMEOUT: Duration = Duration::from_secs(120);

/// Brings the tables up to date.
///
/// # Errors
/// They are of a later program, or the account may not create them.
pub(super) async fn migrate(client: &mut ClientWrapper) -> Result<(), DirectoryError> {
    let failed = |error: &DatabaseError| unavailable(&describe(error));
    let found = version(&**client).await.map_err(|error| failed(&error))?;
    let found = match found {
        Some(found) if found >= VERSION => found,
        Some(_) | None => match timeout(TIMEOUT, upgrade(client)).await {
            Ok(found) => found.map_err(|error| failed(&error))?,
            Err(_) => {
                return Err(unavailable(
                    "its tables were not brought up to date in time",
                ));
            }
        },
    };
    match found == VERSION {
        true => Ok(()),
        false => Err(unavailable(&is_later(found))),
    }
}

/// Whether there are tables. `to_regclass` would go by what a session remembers from before it waited for another one.
const EXISTS: &str = "
SELECT EXISTS (SELECT FROM pg_tables WHERE schemaname = 'mailbox_password' AND tablename = 'schema_version')";

/// The version of the tables; `None` if there are none.
pub(super) async fn version(client: &impl GenericClient) -> Result<Option<usize>, DatabaseError> {
    let exists = client.query_one(EXISTS, &[]).await?;
    if !exists.try_get::<_, bool>(0)? {
        return Ok(None);
    }
    let row = client
        .query_opt("SELECT version FROM mailbox_password.schema_version", &[])
        .await?;
    let version: Option<i32> = row.map(|row| row.try_get(0)).transpose()?;
    Ok(version.and_then(|version| usize::try_from(version).ok()))
}

/// What to say of tables of a later version.
pub(super) fn is_later(found: usize) -> String {
    format!(
        "its tables have version {found}, this program knows {VERSION}: use the program that wrote them, or a later one"
    )
}

/// Runs the migrations that are missing, all or none; returns the version that is there then.
async fn upgrade(client: &mut ClientWrapper) -> Result<usize, DatabaseError> {
    let tx = client.transaction().await?;
    tx.batch_execute("SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0")
        .await?;
    tx.execute("SELECT pg_advisory_xact_lock($1)", &[&LOCK])
        .await?;
    // Another instance may have done it meanwhile.
    let found = version(&*tx).await?.unwrap_or(0);
    let Some(missing) = MIGRATIONS
        .get(found..)
        .filter(|missing| !missing.is_empty())
    else {
        return Ok(found);
    };
    for migration in missing {
        tx.batch_execute(migration).await?;
    }
    let version = i32::try_from(VERSION).unwrap_or(i32::MAX);
    let updated = tx
        .execute("UPDATE schema_version SET version = $1", &[&version])
        .await?;
    if updated == 0 {
        tx.execute(
            "INSERT INTO schema_version (version) VALUES ($1)",
            &[&version],
        )
        .await?;
    }
    tx.commit().await?;
    Ok(VERSION)
}
