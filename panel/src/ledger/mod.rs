//! What only the panel remembers: the key that signs sessions, and what happened to a mailbox.
//!
//! It is apart from [`crate::directory::Directory`], because a directory that belongs to somebody else has no place for
//! it. The embedded directory keeps it in its own file, so that an entry is written in the transaction of what it tells.
//! Beside another directory `PanelLedger` keeps it, in records: a SQLite file, memory, or a PostgreSQL database.

mod contract;
mod entry;
mod key;
mod panel_ledger;
mod postgres;
mod postgres_audit;
mod records;
mod sqlite;
pub(crate) mod sqlite_audit;
mod sqlite_file;
mod unwritten;

#[cfg(test)]
mod tests;

pub use self::contract::{Ledger, REPEAT_SECONDS};
pub use self::entry::AuditEntry;
pub(crate) use self::key::read_key;
pub use self::panel_ledger::PanelLedger;
pub(crate) use self::records::Request;
pub(crate) use self::sqlite_file::VERSION as LAYOUT;
