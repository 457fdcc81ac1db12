//! Entries of the audit trail.

use crate::clock::Timestamp;

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
