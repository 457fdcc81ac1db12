//! Folding a batch into rows, in one transaction: all of it counts, or nothing does.

use std::collections::HashMap;

use mailbox_password_evidence::{Batch, Observation, Outcome, Part};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

use super::row::DeviceRow;
use super::{KEPT_SECONDS, lock, sources};
use crate::clock::Timestamp;

/// The most devices that are kept of one mailbox; those that were not seen for longest go first.
const MOST_DEVICES: i64 = 100;

/// The longest gap between two refusals that are counted together, in seconds.
const RUN_SECONDS: u64 = 1800;

/// A refusal is judged by whether the mailbox is locked now only if it is not older than this, in seconds.
const RECENT_SECONDS: u64 = 60;

/// What is known of the mailboxes in a batch.
#[derive(Debug, Default)]
pub(super) struct Mailboxes {
    /// The mailbox of each name; names without one are left out.
    pub(super) names: HashMap<String, String>,
    /// Since when mailboxes are locked, as far as that was asked; `None` for one that is not.
    pub(super) locked: HashMap<String, Option<Timestamp>>,
}

/// What became of a batch.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Recorded {
    /// It counts now, or did before.
    Done,
    /// A batch with a higher number was taken, or another one with this.
    Stale {
        /// The highest number.
        last: u64,
    },
}

/// Takes a batch.
pub(super) fn record(
    connection: &mut Connection,
    batch: &Batch,
    mailboxes: &Mailboxes,
    now: Timestamp,
) -> rusqlite::Result<Recorded> {
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let sequence = i64::try_from(batch.sequence).unwrap_or(i64::MAX);
    let last: Option<(i64, String)> = tx
        .prepare_cached("SELECT sequence, batch FROM agents WHERE name = ?1")?
        .query_row([&batch.agent], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    match last {
        Some((last, id)) if last == sequence && id == batch.id => return Ok(Recorded::Done),
        Some((last, _)) if last >= sequence => {
            let last = u64::try_from(last).unwrap_or(0);
            return Ok(Recorded::Stale { last });
        }
        _ => {}
    }
    tx.prepare_cached("INSERT OR REPLACE INTO agents (name, sequence, batch) VALUES (?1, ?2, ?3)")?
        .execute(params![batch.agent, sequence, batch.id])?;
    sources::write(&tx, batch, now)?;
    for part in &batch.parts {
        take(&tx, part, mailboxes, now)?;
    }
    for (mailbox, locked) in &mailboxes.locked {
        if let Some(at) = locked {
            lock::note(&tx, mailbox, *at, now)?;
        }
    }
    for mailbox in mailboxes.names.values() {
        bound(&tx, mailbox)?;
    }
    forget_old(&tx, now)?;
    tx.commit()?;
    Ok(Recorded::Done)
}

/// Takes what was not taken before of a part of a log.
fn take(
    connection: &Connection,
    part: &Part,
    mailboxes: &Mailboxes,
    now: Timestamp,
) -> rusqlite::Result<()> {
    let read_to: Option<i64> = connection
        .prepare_cached("SELECT read_to FROM logs WHERE log = ?1")?
        .query_row([&part.log], |row| row.get(0))
        .optional()?;
    let read_to = read_to.and_then(|to| u64::try_from(to).ok()).unwrap_or(0);
    for placed in &part.observations {
        if placed.end > read_to {
            fold(connection, &placed.observation, mailboxes, now)?;
        }
    }
    let read_to = i64::try_from(part.to.max(read_to)).unwrap_or(i64::MAX);
    connection
        .prepare_cached("INSERT OR REPLACE INTO logs (log, read_to, heard_at) VALUES (?1, ?2, ?3)")?
        .execute(params![part.log, read_to, now])
        .map(drop)
}

fn fold(
    connection: &Connection,
    observation: &Observation,
    mailboxes: &Mailboxes,
    now: Timestamp,
) -> rusqlite::Result<()> {
    let Some(mailbox) = mailboxes.names.get(&observation.mailbox) else {
        return Ok(());
    };
    // A log whose clock is ahead tells of nothing that is yet to come.
    let at = Timestamp::from_millis(observation.at.as_millisecond()).min(now);
    if at < now.minus_seconds(KEPT_SECONDS) {
        return Ok(());
    }
    if observation.outcome == Outcome::Locks {
        return lock::note_host(connection, mailbox, &observation.host, at);
    }
    let new = DeviceRow::new(mailbox, observation, at);
    let row = DeviceRow::find(connection, mailbox, &new.id)?;
    let mut row = match row {
        // What it says of itself may have changed with an update.
        Some(row) if at >= row.last_at => DeviceRow {
            name: new.name,
            kind: new.kind,
            client: new.client,
            program: new.program,
            protocol: new.protocol,
            network: new.network,
            last_at: at,
            ..row
        },
        Some(row) => row,
        None => new,
    };
    row.first_at = row.first_at.min(at);
    let is_wrong = is_wrong_password(
        connection,
        observation.outcome,
        &row,
        &Judged {
            mailbox,
            mailboxes,
            at,
            now,
        },
    )?;
    note(&mut row, observation, is_wrong, at);
    row.write(connection, mailbox)
}

fn note(row: &mut DeviceRow, observation: &Observation, is_wrong: bool, at: Timestamp) {
    let outcome = observation.outcome;
    if outcome.is_accepted() {
        row.accepted_at = row.accepted_at.max(Some(at));
        if outcome == Outcome::Accepted {
            row.password_at = row.password_at.max(Some(at));
            if row.wrong_at.is_none_or(|wrong| wrong <= at) {
                row.wrong_count = 0;
            }
        }
        return;
    }
    row.refused_at = row.refused_at.max(Some(at));
    if !is_wrong {
        return;
    }
    let is_run = row
        .wrong_at
        .is_some_and(|wrong| at <= wrong.plus_seconds(RUN_SECONDS));
    let before = if is_run { row.wrong_count } else { 0 };
    row.wrong_count = before.saturating_add(observation.count);
    row.wrong_at = row.wrong_at.max(Some(at));
}

/// A refusal of a mailbox's, and when it is judged.
struct Judged<'a> {
    mailbox: &'a str,
    mailboxes: &'a Mailboxes,
    at: Timestamp,
    now: Timestamp,
}

/// Whether a refusal came before the lock. A log that writes whole seconds does not say so in the second of the lock:
/// there only a device counts that tried a wrong password just before.
fn is_before_lock(at: Timestamp, locked_at: Timestamp, row: &DeviceRow) -> bool {
    let second = |at: Timestamp| at.millis().div_euclid(1000);
    let is_unclear = at.millis() % 1000 == 0 && second(at) == second(locked_at);
    let tried_before = row
        .wrong_at
        .is_some_and(|wrong| at <= wrong.plus_seconds(RUN_SECONDS));
    at <= locked_at && (!is_unclear || tried_before)
}

/// Whether a sign-in was refused because of its password, for certain. A server that asks a directory often hears the
/// same answer for a locked mailbox, whatever the password.
fn is_wrong_password(
    connection: &Connection,
    outcome: Outcome,
    row: &DeviceRow,
    judged: &Judged<'_>,
) -> rusqlite::Result<bool> {
    let Judged {
        mailbox,
        mailboxes,
        at,
        now,
    } = *judged;
    match outcome {
        Outcome::BadPassword => return Ok(true),
        Outcome::Refused => {}
        Outcome::Accepted
        | Outcome::AcceptedWithoutPassword
        | Outcome::Disabled
        | Outcome::Expired
        | Outcome::LockedOut
        | Outcome::Locks => return Ok(false),
    }
    match mailboxes.locked.get(mailbox) {
        Some(Some(locked_at)) => Ok(is_before_lock(at, *locked_at, row)),
        // It is open now; was it a moment ago?
        Some(None) if at >= now.minus_seconds(RECENT_SECONDS) => {
            let lock = lock::read(connection, mailbox)?;
            Ok(lock.is_none_or(|lock| at < lock.at || at > lock.seen_until))
        }
        Some(None) | None => Ok(false),
    }
}

/// Forgets the devices of a mailbox that are too many.
fn bound(connection: &Connection, mailbox: &str) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "DELETE FROM devices WHERE mailbox = ?1 AND id IN
             (SELECT id FROM devices WHERE mailbox = ?1 ORDER BY last_at DESC, id LIMIT -1 OFFSET ?2)",
        )?
        .execute(params![mailbox, MOST_DEVICES])
        .map(drop)
}

fn forget_old(connection: &Connection, now: Timestamp) -> rusqlite::Result<()> {
    let oldest = now.minus_seconds(KEPT_SECONDS);
    for delete in [
        "DELETE FROM devices WHERE last_at < ?1",
        "DELETE FROM locks WHERE seen_until < ?1",
        "DELETE FROM logs WHERE heard_at < ?1",
        "DELETE FROM sources WHERE heard_at < ?1",
    ] {
        connection.prepare_cached(delete)?.execute([oldest])?;
    }
    Ok(())
}
