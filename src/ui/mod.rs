//! Leptos components, one a file, named as on the screen. They read signals and call actions.
#![allow(unreachable_pub, reason = "the component macro makes its props public")]

mod admin;
mod ask_to_unlock;
mod changed;
mod checklist;
mod client_chooser;
mod client_steps;
#[cfg(target_arch = "wasm32")]
mod configuration_errors;
mod device_row;
mod drawn;
mod elements;
mod form;
mod handle;
mod icon;
mod locked;
mod mailbox_password;
mod own_mailbox;
mod page_events;
mod prepare;
mod recovery;
mod unknown;
mod unlock;
mod warning;
mod window_listener;
mod wording;

#[cfg(target_arch = "wasm32")]
pub(crate) use configuration_errors::configuration_errors;
pub use drawn::Drawn;
pub use handle::{Command, Handle};
pub use mailbox_password::{MailboxPassword, MailboxPasswordProps};
