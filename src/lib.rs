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

/// The module's own allocator, a fifth of the standard library's in size. An app that uses the component chooses its own.
#[cfg(all(target_arch = "wasm32", element_module))]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

pub use model::HostEvent;
pub use state::EventHandler;
pub use ui::{Command, Drawn, Handle, MailboxPassword, MailboxPasswordProps};
