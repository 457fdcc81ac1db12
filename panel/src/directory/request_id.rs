//! What identifies a change or a reset, so that a repeat of it is recognised.

use crate::clock::Timestamp;

/// What identifies a request: nothing of its passwords.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct RequestId {
    /// Who sends the request, and in which role.
    pub caller: String,
    /// Whose password it is about, in the directory's spelling.
    pub mailbox: String,
    /// The idempotency key.
    pub key: String,
}

/// What is on record of a request.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Record {
    /// It was begun. It is running, or what became of it is not known.
    Begun,
    /// It was done; the new password counts since this instant.
    Done(Timestamp),
    /// Nothing: it never arrived here, or came to nothing.
    Nothing,
}
