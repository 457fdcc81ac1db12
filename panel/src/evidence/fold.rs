//! Folding a batch into what is kept. It asks no store: what one holds is loaded before, and written afterwards.

use std::collections::{BTreeSet, HashMap};

use mailbox_password_evidence::{Batch, Observation, Outcome, Part};

use super::kept::{Kept, KeptMailbox, LastBatch, oldest};
use super::locking;
use super::row::DeviceRow;
use crate::clock::Timestamp;

/// The most devices that are kept of one mailbox; those that were not seen for longest go first.
const MOST_DEVICES: usize = 100;

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

impl Mailboxes {
    /// The addresses in the batch.
    pub(super) fn addresses(&self) -> BTreeSet<&str> {
        self.names.values().map(String::as_str).collect()
    }
}

/// Takes a batch. If it counted before, or comes too late, nothing is altered, and nothing has to be written.
pub(super) fn fold(
    kept: &mut Kept,
    batch: &Batch,
    mailboxes: &Mailboxes,
    now: Timestamp,
) -> Result<(), Recorded> {
    match &kept.last {
        Some(last) if last.sequence == batch.sequence && last.id == batch.id => {
            return Err(Recorded::Done);
        }
        Some(last) if last.sequence >= batch.sequence => {
            return Err(Recorded::Stale {
                last: last.sequence,
            });
        }
        Some(_) | None => {}
    }
    kept.last = Some(LastBatch {
        sequence: batch.sequence,
        id: batch.id.clone(),
    });
    for part in &batch.parts {
        take(kept, part, mailboxes, now);
    }
    for (mailbox, locked) in &mailboxes.locked {
        if let Some(at) = locked {
            locking::note(kept.mailboxes.entry(mailbox.clone()).or_default(), *at, now);
        }
    }
    for mailbox in kept.mailboxes.values_mut() {
        mailbox.keep(MOST_DEVICES);
    }
    Ok(())
}

/// Takes what was not taken before of a part of a log.
fn take(kept: &mut Kept, part: &Part, mailboxes: &Mailboxes, now: Timestamp) {
    let read_to = kept.logs.get(&part.log).copied().unwrap_or(0);
    for placed in &part.observations {
        let Some(mailbox) = mailboxes.names.get(&placed.observation.mailbox) else {
            continue;
        };
        if placed.end > read_to {
            let locked = mailboxes.locked.get(mailbox).copied();
            let kept = kept.mailboxes.entry(mailbox.clone()).or_default();
            add(kept, mailbox, &placed.observation, locked, now);
        }
    }
    kept.logs.insert(part.log.clone(), part.to.max(read_to));
}

/// `locked`: since when the mailbox is locked, if that was asked.
fn add(
    kept: &mut KeptMailbox,
    mailbox: &str,
    observation: &Observation,
    locked: Option<Option<Timestamp>>,
    now: Timestamp,
) {
    // A log whose clock is ahead tells of nothing that is yet to come.
    let at = Timestamp::from_millis(observation.at.as_millisecond()).min(now);
    if at < oldest(now) {
        return;
    }
    if observation.outcome == Outcome::Locks {
        return locking::note_host(kept, &observation.host, at);
    }
    let new = DeviceRow::new(mailbox, observation, at);
    let mut row = match kept.device(&new.id).cloned() {
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
    let judged = Judged { locked, at, now };
    let is_wrong = is_wrong_password(kept, observation.outcome, &row, &judged);
    note(&mut row, observation, is_wrong, at);
    kept.write(row);
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
struct Judged {
    locked: Option<Option<Timestamp>>,
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
    kept: &KeptMailbox,
    outcome: Outcome,
    row: &DeviceRow,
    judged: &Judged,
) -> bool {
    let Judged { locked, at, now } = *judged;
    match outcome {
        Outcome::BadPassword => return true,
        Outcome::Refused => {}
        Outcome::Accepted
        | Outcome::AcceptedWithoutPassword
        | Outcome::Disabled
        | Outcome::Expired
        | Outcome::LockedOut
        | Outcome::Locks => return false,
    }
    match locked {
        Some(Some(locked_at)) => is_before_lock(at, locked_at, row),
        // It is open now; was it a moment ago?
        Some(None) if at >= now.minus_seconds(RECENT_SECONDS) => kept
            .lock()
            .is_none_or(|lock| at < lock.at || at > lock.seen_until),
        Some(None) | None => false,
    }
}
