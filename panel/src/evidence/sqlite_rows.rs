//! Rows of evidence in SQLite.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::lock::Lock;
use super::row::DeviceRow;
use super::sources::Source;

/// The devices of a mailbox, the one that was seen last first.
pub(super) fn devices(connection: &Connection, mailbox: &str) -> rusqlite::Result<Vec<DeviceRow>> {
    connection
        .prepare_cached("SELECT * FROM devices WHERE mailbox = ?1 ORDER BY last_at DESC, id")?
        .query_map([mailbox], device)?
        .collect()
}

/// Writes a device.
pub(super) fn write_device(
    connection: &Connection,
    mailbox: &str,
    row: &DeviceRow,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO devices (mailbox, id, device, name, kind, client, program, protocol, host,
             network, first_at, last_at, accepted_at, password_at, refused_at, wrong_at, wrong_count)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
        )?
        .execute(params![
            mailbox,
            row.id,
            row.device,
            row.name,
            row.kind,
            row.client,
            row.program,
            row.protocol,
            row.host,
            row.network,
            row.first_at,
            row.last_at,
            row.accepted_at,
            row.password_at,
            row.refused_at,
            row.wrong_at,
            row.wrong_count
        ])
        .map(drop)
}

/// The last lock of a mailbox.
pub(super) fn lock(connection: &Connection, mailbox: &str) -> rusqlite::Result<Option<Lock>> {
    connection
        .prepare_cached(
            "SELECT locks.*, devices.name AS name FROM locks
             LEFT JOIN devices ON devices.mailbox = locks.mailbox AND devices.id = locks.device
             WHERE locks.mailbox = ?1",
        )?
        .query_row([mailbox], |row| {
            let name: Option<String> = row.get("name")?;
            Ok(Lock {
                at: row.get("at")?,
                seen_until: row.get("seen_until")?,
                device: row.get("device")?,
                host: row.get("host")?,
                name: name.unwrap_or_default(),
                wrong_count: row.get("wrong_count")?,
            })
        })
        .optional()
}

/// Writes a lock.
pub(super) fn write_lock(
    connection: &Connection,
    mailbox: &str,
    lock: &Lock,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO locks (mailbox, at, seen_until, device, host, wrong_count)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            mailbox,
            lock.at,
            lock.seen_until,
            lock.device,
            lock.host,
            lock.wrong_count
        ])
        .map(drop)
}

/// The sources of all agents.
pub(super) fn sources(connection: &Connection) -> rusqlite::Result<Vec<Source>> {
    connection
        .prepare_cached("SELECT * FROM sources ORDER BY agent, name")?
        .query_map([], |row| {
            Ok(Source {
                agent: row.get("agent")?,
                name: row.get("name")?,
                problem: row.get("problem")?,
                is_caught_up: row.get("is_caught_up")?,
                clock_is_off_by: row.get("clock_is_off_by")?,
                heard_at: row.get("heard_at")?,
            })
        })?
        .collect()
}

fn device(row: &Row<'_>) -> rusqlite::Result<DeviceRow> {
    Ok(DeviceRow {
        id: row.get("id")?,
        device: row.get("device")?,
        name: row.get("name")?,
        kind: row.get("kind")?,
        client: row.get("client")?,
        program: row.get("program")?,
        protocol: row.get("protocol")?,
        host: row.get("host")?,
        network: row.get("network")?,
        first_at: row.get("first_at")?,
        last_at: row.get("last_at")?,
        accepted_at: row.get("accepted_at")?,
        password_at: row.get("password_at")?,
        refused_at: row.get("refused_at")?,
        wrong_at: row.get("wrong_at")?,
        wrong_count: row.get("wrong_count")?,
    })
}
