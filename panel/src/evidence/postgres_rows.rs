//! Rows of evidence in PostgreSQL.

use tokio_postgres::Row;

use super::lock::Lock;
use super::row::DeviceRow;
use super::sources::Source;
use crate::database::DatabaseError;

/// The columns of a device, in the order in which they are read and written.
macro_rules! device_columns {
    () => {
        "id, device, name, kind, client, program, protocol, host, network, first_at, last_at, accepted_at, password_at, \
         refused_at, wrong_at, wrong_count"
    };
}
pub(super) use device_columns;

/// A device, whose columns begin at this one.
pub(super) fn read_device(row: &Row, first: usize) -> Result<DeviceRow, DatabaseError> {
    Ok(DeviceRow {
        id: row.try_get(first)?,
        device: row.try_get(first + 1)?,
        name: row.try_get(first + 2)?,
        kind: row.try_get(first + 3)?,
        client: row.try_get(first + 4)?,
        program: row.try_get(first + 5)?,
        protocol: row.try_get(first + 6)?,
        host: row.try_get(first + 7)?,
        network: row.try_get(first + 8)?,
        first_at: row.try_get(first + 9)?,
        last_at: row.try_get(first + 10)?,
        accepted_at: row.try_get(first + 11)?,
        password_at: row.try_get(first + 12)?,
        refused_at: row.try_get(first + 13)?,
        wrong_at: row.try_get(first + 14)?,
        wrong_count: count(row, first + 15)?,
    })
}

/// A lock, whose columns begin at this one.
pub(super) fn read_lock(row: &Row, first: usize) -> Result<Lock, DatabaseError> {
    let name: Option<String> = row.try_get(first + 5)?;
    Ok(Lock {
        at: row.try_get(first)?,
        seen_until: row.try_get(first + 1)?,
        device: row.try_get(first + 2)?,
        host: row.try_get(first + 3)?,
        wrong_count: count(row, first + 4)?,
        name: name.unwrap_or_default(),
    })
}

fn count(row: &Row, column: usize) -> Result<u32, DatabaseError> {
    let count: i64 = row.try_get(column)?;
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

/// A source.
pub(super) fn read_source(row: &Row) -> Result<Source, DatabaseError> {
    Ok(Source {
        agent: row.try_get(0)?,
        name: row.try_get(1)?,
        problem: row.try_get(2)?,
        is_caught_up: row.try_get(3)?,
        clock_is_off_by: row.try_get(4)?,
        heard_at: row.try_get(5)?,
    })
}
