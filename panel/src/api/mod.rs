//! The wire contract's endpoints: for one's own mailbox, and for the mailboxes that an administrator looks after.

mod change;
mod error;
mod post;
mod read;
mod repeat;
mod reset;
mod role;
mod unlock;

pub(crate) use change::change;
pub(crate) use error::body_refused;
pub(crate) use read::{admin_devices, admin_policy, admin_status, devices, policy, status};
pub(crate) use reset::reset;
pub(crate) use unlock::unlock;
