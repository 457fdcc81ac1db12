//! An embeddable element with which a person changes their Microsoft Exchange mailbox password and brings every
//! device along.

mod api;
pub mod config;
#[cfg(target_arch = "wasm32")]
mod element;
pub mod flow;
pub mod i18n;
pub mod json;
mod store;
mod task;
mod view;

pub use view::{Command, Events, Handle, MailboxPassword, MailboxPasswordProps, Part, WidgetEvent};
