//! Everything that goes over the network. Nothing else sends a request.

mod asset;
mod change;
mod csrf;
mod mailbox;
mod request;
#[cfg(feature = "full")]
mod unlock;

pub(crate) use asset::Assets;
pub(crate) use change::{Submission, change};
#[cfg(feature = "full")]
pub(crate) use mailbox::Status;
#[cfg(feature = "full")]
pub(crate) use mailbox::devices;
pub(crate) use mailbox::{Lost, policy, status};
pub(crate) use request::Abort;
#[cfg(feature = "full")]
pub(crate) use unlock::unlock;
