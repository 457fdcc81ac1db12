//! What is on the screen. Only this module knows Leptos.
#![allow(unreachable_pub, reason = "the component macro makes its props public")]

mod action;
#[cfg(feature = "full")]
mod admin;
mod app;
#[cfg(feature = "full")]
mod care;
mod changed;
#[cfg(feature = "full")]
mod checklist;
mod dom;
mod el;
mod errors;
mod event;
mod field;
mod form;
mod handle;
mod locked;
#[cfg(all(feature = "full", target_arch = "wasm32"))]
mod misconfigured;
mod part;
#[cfg(feature = "full")]
mod prepare;
#[cfg(feature = "full")]
mod recovery;
mod rules;
mod slot;
mod state;
mod summary;
mod text;
mod unknown;
#[cfg(feature = "full")]
mod unlock;
mod warning;
mod widget;

pub use app::{MailboxPassword, MailboxPasswordProps};
pub use event::{Events, WidgetEvent};
pub use handle::{Command, Handle};
#[cfg(all(feature = "full", target_arch = "wasm32"))]
pub(crate) use misconfigured::misconfigured;
pub use slot::Part;
