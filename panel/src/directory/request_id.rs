//! What identifies a change or a reset, so that a repeat of it is recognised.

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
