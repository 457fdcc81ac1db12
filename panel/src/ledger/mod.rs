//! What only the panel remembers: the key that signs sessions, and what happened to a mailbox.
//!
//! It is apart from [`crate::directory::Directory`], because a directory that belongs to somebody else has no place for
//! it. The embedded directory keeps it in its own file, so that an entry is written in the transaction of what it tells.

mod contract;
mod entry;
mod panel_ledger;
mod records;

pub use self::contract::{Ledger, REPEAT_SECONDS};
pub use self::entry::AuditEntry;
pub use self::panel_ledger::PanelLedger;
pub(crate) use self::panel_ledger::{Request, read_key};
