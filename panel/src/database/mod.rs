//! A PostgreSQL database, in which the panel keeps its records, the audit trail and the evidence of devices if it is told
//! one: for whoever runs it on several machines. Where it is not told one, all of that is in SQLite.
//!
//! Everything that is asked ends in a bounded time, so that a database which does not answer is an error like one that
//! is not there.

mod check;
mod connect;
mod error;
mod migrate;
mod pool;
mod text;

#[cfg(test)]
mod tests;

pub(crate) use self::check::check;
pub(crate) use self::error::DatabaseError;
pub(crate) use self::pool::{Database, Values, answer};
pub(crate) use self::text::without_nul;
