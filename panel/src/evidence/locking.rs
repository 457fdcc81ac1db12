//! Noticing that a mailbox is locked, and by which device.

use super::kept::KeptMailbox;
use super::lock::{Lock, TOLERANCE, is_close};
use super::row::DeviceRow;
use crate::clock::Timestamp;

/// Notes that the mailbox is locked since an instant. The device is the one whose wrong password was the last before it;
/// for a while, because another log may tell of it late.
pub(super) fn note(kept: &mut KeptMailbox, at: Timestamp, now: Timestamp) {
    let known = kept.lock().filter(|known| is_close(known.at, at)).cloned();
    let is_settled = now > at.plus_seconds(LATE_SECONDS);
    let device = match &known {
        Some(Lock {
            device: Some(_), ..
        }) if is_settled => None,
        _ => last_before(kept, at),
    };
    kept.write_lock(match (device, known) {
        (Some(device), known) => Lock {
            device: Some(device.id.clone()),
            wrong_count: device.wrong_count,
            ..Lock::unknown(at, now, known.as_ref().map_or("", |known| &known.host))
        },
        (None, Some(known)) => Lock {
            seen_until: now,
            ..known
        },
        (None, None) => Lock::unknown(at, now, ""),
    });
}

/// The device whose wrong password was the last before an instant.
fn last_before(kept: &KeptMailbox, at: Timestamp) -> Option<&DeviceRow> {
    let latest = at.plus_seconds(TOLERANCE);
    let is_before = |row: &&DeviceRow| {
        row.wrong_at
            .is_some_and(|wrong| wrong <= latest && wrong >= at.minus_seconds(LONGEST_WINDOW))
    };
    let rows = kept.devices().into_iter();
    rows.filter(is_before).max_by_key(|row| row.wrong_at)
}

/// How long after a lock lines about it may still come, in seconds.
const LATE_SECONDS: u64 = 60;

/// Notes that a domain controller names a computer.
pub(super) fn note_host(kept: &mut KeptMailbox, host: &str, at: Timestamp) {
    match kept.lock() {
        Some(known) if is_close(known.at, at) => {
            let host = host.to_owned();
            let named = Lock {
                host,
                ..known.clone()
            };
            kept.write_lock(named);
        }
        Some(known) if known.at > at => {}
        Some(_) | None => kept.write_lock(Lock::unknown(at, at, host)),
    }
}

/// A wrong password longer ago has nothing to do with a lock: a day, in seconds.
const LONGEST_WINDOW: u64 = 86_400;
