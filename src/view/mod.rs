//! What is on the screen. Only this module knows Leptos.
#![allow(unreachable_pub, reason = "the component macro makes its props public")]

mod action;
mod app;
mod changed;
mod checklist;
mod dom;
mod el;
mod event;
mod field;
mod form;
mod locked;
#[cfg(target_arch = "wasm32")]
mod misconfigured;
mod part;
mod rules;
mod state;
mod summary;
mod text;
mod unknown;
mod warning;

pub use app::{Command, Handle, MailboxPassword, MailboxPasswordProps};
pub use event::{Events, WidgetEvent};
#[cfg(target_arch = "wasm32")]
pub(crate) use misconfigured::misconfigured;
