//! What a store holds of the logs and the mailboxes of a batch: loaded before the batch is folded in, and written
//! afterwards as far as it changed. What a batch means is so one piece of code for every store.

use std::collections::{BTreeMap, BTreeSet};

use super::lock::Lock;
use super::row::DeviceRow;
use crate::clock::Timestamp;

/// How long something is kept, in seconds: 30 days.
pub(super) const KEPT_SECONDS: u64 = 30 * 86_400;

/// What a store holds for a batch.
#[derive(Debug, Default)]
pub(super) struct Kept {
    /// The agent's last batch.
    pub(super) last: Option<LastBatch>,
    /// How far each log was read. Those of the batch alone.
    pub(super) logs: BTreeMap<String, u64>,
    /// Those of the batch alone, by their addresses.
    pub(super) mailboxes: BTreeMap<String, KeptMailbox>,
}

/// The last batch that was taken of an agent.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct LastBatch {
    pub(super) sequence: u64,
    pub(super) id: String,
}

/// What is kept of a mailbox.
#[derive(Debug, Default)]
pub(super) struct KeptMailbox {
    devices: BTreeMap<String, DeviceRow>,
    lock: Option<Lock>,
    written: BTreeSet<String>,
    dropped: BTreeSet<String>,
    is_lock_written: bool,
}

impl KeptMailbox {
    /// Adds a device that the store holds.
    pub(super) fn load(&mut self, row: DeviceRow) {
        self.devices.insert(row.id.clone(), row);
    }

    /// Adds the lock that the store holds.
    pub(super) fn load_lock(&mut self, lock: Lock) {
        self.lock = Some(lock);
    }

    pub(super) fn device(&self, id: &str) -> Option<&DeviceRow> {
        self.devices.get(id)
    }

    /// Every device, the one that was seen last first.
    pub(super) fn devices(&self) -> Vec<&DeviceRow> {
        let mut rows: Vec<_> = self.devices.values().collect();
        rows.sort_by(|one, other| {
            (other.last_at.cmp(&one.last_at)).then_with(|| one.id.cmp(&other.id))
        });
        rows
    }

    pub(super) fn write(&mut self, row: DeviceRow) {
        self.dropped.remove(&row.id);
        self.written.insert(row.id.clone());
        self.devices.insert(row.id.clone(), row);
    }

    pub(super) fn lock(&self) -> Option<&Lock> {
        self.lock.as_ref()
    }

    pub(super) fn write_lock(&mut self, lock: Lock) {
        self.lock = Some(lock);
        self.is_lock_written = true;
    }

    /// Forgets the devices that are too many: those that were not seen for longest.
    pub(super) fn keep(&mut self, most: usize) {
        let rows = self.devices().into_iter().skip(most);
        let ids: Vec<_> = rows.map(|row| row.id.clone()).collect();
        for id in ids {
            self.devices.remove(&id);
            self.written.remove(&id);
            self.dropped.insert(id);
        }
    }

    /// The devices that have to be written.
    pub(super) fn written(&self) -> impl Iterator<Item = &DeviceRow> {
        self.written.iter().filter_map(|id| self.devices.get(id))
    }

    /// The ids of the devices that have to be deleted, if they were there.
    pub(super) fn dropped(&self) -> impl Iterator<Item = &str> {
        self.dropped.iter().map(String::as_str)
    }

    /// The lock, if it has to be written.
    pub(super) fn written_lock(&self) -> Option<&Lock> {
        self.lock.as_ref().filter(|_| self.is_lock_written)
    }
}

/// What was last seen before this instant is kept no longer.
pub(super) fn oldest(now: Timestamp) -> Timestamp {
    now.minus_seconds(KEPT_SECONDS)
}
