//! Which device locked a mailbox.

use rusqlite::{Connection, OptionalExtension, params};
use serde::Serialize;

use super::row::DeviceRow;
use crate::clock::Timestamp;

/// The last lock of a mailbox, as far as it was noticed.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Lock {
    /// Since when.
    pub(crate) at: Timestamp,
    /// Until when the mailbox was seen locked.
    pub(super) seen_until: Timestamp,
    /// The device whose wrong password was the last before it, by its row's id.
    pub(super) device: Option<String>,
    /// The computer that the domain controller names.
    pub(crate) host: String,
    /// The device's name; empty if it is not known.
    pub(crate) name: String,
    /// How many wrong passwords it had tried in a row.
    pub(crate) wrong_count: u32,
}

impl Lock {
    /// A lock of which no device is known.
    fn unknown(at: Timestamp, seen_until: Timestamp, host: &str) -> Self {
        Self {
            at,
            seen_until,
            device: None,
            host: host.to_owned(),
            name: String::new(),
            wrong_count: 0,
        }
    }

    /// Whether it is the lock that began at this instant.
    pub(crate) fn is_of(&self, since: Timestamp) -> bool {
        is_close(self.at, since)
    }
}

/// How far the time of a log's line may be from the directory's, in seconds: logs write whole seconds.
const TOLERANCE: u64 = 2;

/// The last lock.
pub(super) fn read(connection: &Connection, mailbox: &str) -> rusqlite::Result<Option<Lock>> {
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

/// Notes that the mailbox is locked since an instant. The device is the one whose wrong password was the last before it;
/// for a while, because another log may tell of it late.
pub(super) fn note(
    connection: &Connection,
    mailbox: &str,
    at: Timestamp,
    now: Timestamp,
) -> rusqlite::Result<()> {
    let known = read(connection, mailbox)?.filter(|known| is_close(known.at, at));
    let is_settled = now > at.plus_seconds(LATE_SECONDS);
    let device = match &known {
        Some(Lock {
            device: Some(_), ..
        }) if is_settled => None,
        _ => last_before(connection, mailbox, at)?,
    };
    match (device, known) {
        (Some(device), known) => write(
            connection,
            mailbox,
            &Lock {
                at,
                seen_until: now,
                device: Some(device.id),
                host: known.map_or_else(String::new, |known| known.host),
                name: String::new(),
                wrong_count: device.wrong_count,
            },
        ),
        (None, Some(known)) => {
            let seen_until = now;
            write(
                connection,
                mailbox,
                &Lock {
                    seen_until,
                    ..known
                },
            )
        }
        (None, None) => write(connection, mailbox, &Lock::unknown(at, now, "")),
    }
}

/// The device whose wrong password was the last before an instant.
fn last_before(
    connection: &Connection,
    mailbox: &str,
    at: Timestamp,
) -> rusqlite::Result<Option<DeviceRow>> {
    let latest = at.plus_seconds(TOLERANCE);
    let is_before = |row: &DeviceRow| {
        row.wrong_at
            .is_some_and(|wrong| wrong <= latest && wrong >= at.minus_seconds(LONGEST_WINDOW))
    };
    let rows = DeviceRow::all(connection, mailbox)?.into_iter();
    Ok(rows.filter(is_before).max_by_key(|row| row.wrong_at))
}

/// How long after a lock lines about it may still come, in seconds.
const LATE_SECONDS: u64 = 60;

/// Notes that a domain controller names a computer.
pub(super) fn note_host(
    connection: &Connection,
    mailbox: &str,
    host: &str,
    at: Timestamp,
) -> rusqlite::Result<()> {
    match read(connection, mailbox)? {
        Some(known) if is_close(known.at, at) => connection
            .prepare_cached("UPDATE locks SET host = ?2 WHERE mailbox = ?1")?
            .execute(params![mailbox, host])
            .map(drop),
        Some(known) if known.at > at => Ok(()),
        _ => write(connection, mailbox, &Lock::unknown(at, at, host)),
    }
}

fn is_close(one: Timestamp, other: Timestamp) -> bool {
    one <= other.plus_seconds(TOLERANCE) && other <= one.plus_seconds(TOLERANCE)
}

/// A wrong password longer ago has nothing to do with a lock: a day, in seconds.
const LONGEST_WINDOW: u64 = 86_400;

fn write(connection: &Connection, mailbox: &str, lock: &Lock) -> rusqlite::Result<()> {
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
