//! Everything that goes over the network. Nothing else sends a request.

mod asset;
mod change;
mod csrf;
mod mailbox;
mod request;

pub(crate) use asset::Assets;
pub(crate) use change::{Submission, change};
pub(crate) use mailbox::{devices, policy, status};
pub(crate) use request::Abort;
