//! Everything that goes over the network. Nothing else sends a request.

mod assets;
mod change;
mod csrf;
mod fetch;
mod mailbox;
mod request;
mod unlock;

pub(crate) use assets::Assets;
pub(crate) use change::{Submission, change, job};
pub(crate) use mailbox::{QueryError, devices, policy, status};
pub(crate) use request::Abort;
pub(crate) use unlock::unlock;
