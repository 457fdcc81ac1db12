//! Entries of the audit trail.

use crate::clock::Timestamp;

/// Something that happened to a mailbox.
#[derive(Clone, Debug)]
pub struct AuditEntry {
    /// When.
    pub at: Timestamp,
    /// What, as the audit trail calls it. `pages::events` has words for it, and shows an unknown event as it is.
    pub event: String,
    /// Who was signed in, as in `administrator:admin@example.com`; empty if nobody was.
    pub caller: String,
    /// The reference that the person was shown.
    pub reference: Option<String>,
    /// What it was typed into.
    pub client: String,
}
