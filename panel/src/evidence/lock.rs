//! Which device locked a mailbox.

use serde::Serialize;

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
    /// The device's name, as it is now; empty if it is not known.
    pub(crate) name: String,
    /// How many wrong passwords it had tried in a row.
    pub(crate) wrong_count: u32,
}

impl Lock {
    /// A lock of which no device is known.
    pub(super) fn unknown(at: Timestamp, seen_until: Timestamp, host: &str) -> Self {
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
pub(super) const TOLERANCE: u64 = 2;

/// Whether two instants are of one lock.
pub(super) fn is_close(one: Timestamp, other: Timestamp) -> bool {
    one <= other.plus_seconds(TOLERANCE) && other <= one.plus_seconds(TOLERANCE)
}
