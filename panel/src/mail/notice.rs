//! What somebody has to be told of a change.

use std::net::IpAddr;

use crate::clock::Timestamp;

/// What somebody has to be told.
pub(crate) struct Notice {
    pub(crate) mailbox: String,
    pub(crate) by: Actor,
    pub(crate) at: Timestamp,
    /// The reference that the person was shown.
    pub(crate) reference: String,
}

/// Who set the password, and from where.
pub(crate) enum Actor {
    /// An administrator of the panel, from this address of the network.
    Administrator(String, IpAddr),
    /// Whoever runs the panel, at its terminal.
    Operator,
    /// The owner, from this address of the network.
    Owner(IpAddr),
}
