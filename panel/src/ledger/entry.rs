//! Entries of the audit trail.

use crate::clock::Timestamp;

/// How long an entry is kept, in seconds: 400 days.
pub(super) const RETENTION_SECONDS: u64 = 400 * 86_400;

/// The most entries of refused sign-ins of one mailbox, and of unknown addresses together, in one hour that name their
/// source; those of further sources are counted together.
pub(super) const SOURCES_PER_HOUR: u32 = 24;

const HOUR_MILLIS: i64 = 3_600_000;

/// Something that happened to a mailbox.
#[derive(Clone, Debug)]
pub struct AuditEntry {
    /// When; of several that are counted together, the last.
    pub at: Timestamp,
    /// When the first of them was.
    pub since: Timestamp,
    /// How many they are: refused sign-ins are counted together, by hour and source; 1 for anything else.
    pub count: u32,
    /// What, as the audit trail calls it. `pages::events` has words for it, and shows an unknown event as it is.
    pub event: String,
    /// Who was signed in, as in `administrator:admin@example.com`; empty if nobody was.
    pub caller: String,
    /// The reference that the person was shown.
    pub reference: Option<String>,
    /// What it was typed into.
    pub client: String,
    /// The network that it came from, if that is known and is one.
    pub source: Option<String>,
}

impl AuditEntry {
    /// Whether it is counted together with others: a refused sign-in, which anybody can cause as often as they like.
    pub(super) fn is_counted(&self) -> bool {
        self.event.starts_with("sign-in-refused")
    }
}

/// The hour of an instant: those of one hour are counted together.
pub(super) const fn hour(at: Timestamp) -> i64 {
    at.millis().div_euclid(HOUR_MILLIS)
}
