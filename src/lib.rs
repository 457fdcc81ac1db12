//! An embeddable element with which a person changes their Microsoft Exchange mailbox password and brings every
//! device along.
//!
//! [`MailboxPassword`] is a Leptos component; the custom element `<mailbox-password>` wraps it.

mod actions;
mod api;
mod clock;
pub mod config;
mod console;
#[cfg(target_arch = "wasm32")]
mod element;
pub mod i18n;
pub mod json;
pub mod model;
mod state;
mod store;
mod task;
mod ui;
mod words;

pub use model::HostEvent;
pub use ui::{Command, Drawn, Handle, MailboxPassword, MailboxPasswordProps};
