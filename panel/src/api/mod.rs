//! The wire contract's endpoints for one's own mailbox.

mod change;
mod problem;
mod read;

pub(crate) use change::change;
pub(crate) use read::{devices, policy, status};
