//! What a SQLite file holds for a batch, and what a batch alters in it.

use mailbox_password_evidence::Batch;
use rusqlite::{Connection, OptionalExtension, params};

use super::fold::Mailboxes;
use super::kept::{Kept, KeptMailbox, LastBatch, oldest};
use super::sqlite_rows as rows;
use crate::clock::Timestamp;

/// What is kept of the batch's agent, logs and mailboxes.
pub(super) fn load(
    connection: &Connection,
    batch: &Batch,
    mailboxes: &Mailboxes,
) -> rusqlite::Result<Kept> {
    let mut kept = Kept {
        last: connection
            .prepare_cached("SELECT sequence, batch FROM agents WHERE name = ?1")?
            .query_row([&batch.agent], |row| {
                Ok(LastBatch {
                    sequence: unsigned(row.get(0)?),
                    id: row.get(1)?,
                })
            })
            .optional()?,
        ..Kept::default()
    };
    for part in &batch.parts {
        let read_to = connection
            .prepare_cached("SELECT read_to FROM logs WHERE log = ?1")?
            .query_row([&part.log], |row| row.get(0))
            .optional()?;
        if let Some(read_to) = read_to {
            kept.logs.insert(part.log.clone(), unsigned(read_to));
        }
    }
    for mailbox in mailboxes.addresses() {
        let mut found = KeptMailbox::default();
        rows::devices(connection, mailbox)?
            .into_iter()
            .for_each(|row| found.load(row));
        if let Some(lock) = rows::lock(connection, mailbox)? {
            found.load_lock(lock);
        }
        kept.mailboxes.insert(mailbox.to_owned(), found);
    }
    Ok(kept)
}

/// Writes what the batch has altered, and deletes what is too old.
pub(super) fn write(
    connection: &Connection,
    kept: &Kept,
    batch: &Batch,
    now: Timestamp,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO agents (name, sequence, batch) VALUES (?1, ?2, ?3)",
        )?
        .execute(params![batch.agent, signed(batch.sequence), batch.id])?;
    write_sources(connection, batch, now)?;
    for (log, read_to) in &kept.logs {
        connection
            .prepare_cached(
                "INSERT OR REPLACE INTO logs (log, read_to, heard_at) VALUES (?1, ?2, ?3)",
            )?
            .execute(params![log, signed(*read_to), now])?;
    }
    for (mailbox, found) in &kept.mailboxes {
        for id in found.dropped() {
            connection
                .prepare_cached("DELETE FROM devices WHERE mailbox = ?1 AND id = ?2")?
                .execute([mailbox, id])?;
        }
        for row in found.written() {
            rows::write_device(connection, mailbox, row)?;
        }
        if let Some(lock) = found.written_lock() {
            rows::write_lock(connection, mailbox, lock)?;
        }
    }
    for delete in [
        "DELETE FROM devices WHERE last_at < ?1",
        "DELETE FROM locks WHERE seen_until < ?1",
        "DELETE FROM logs WHERE heard_at < ?1",
        "DELETE FROM sources WHERE heard_at < ?1",
    ] {
        connection.prepare_cached(delete)?.execute([oldest(now)])?;
    }
    Ok(())
}

/// Replaces the list of an agent's sources by the one in its batch.
fn write_sources(connection: &Connection, batch: &Batch, now: Timestamp) -> rusqlite::Result<()> {
    connection
        .prepare_cached("DELETE FROM sources WHERE agent = ?1")?
        .execute([&batch.agent])?;
    for source in &batch.sources {
        let last = source.last_line_at.map(|at| at.as_millisecond());
        connection
            .prepare_cached(
                "INSERT OR REPLACE INTO sources
                 (agent, name, format, problem, is_caught_up, clock_is_off_by, last_line_at, heard_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute(params![
                batch.agent,
                source.name,
                source.format,
                source.problem,
                source.is_caught_up,
                source.clock_is_off_by,
                last,
                now
            ])?;
    }
    Ok(())
}

/// A number as SQL has them. Larger ones were refused before.
fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn unsigned(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}
