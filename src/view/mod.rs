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
mod hosted;
mod locked;
mod rules;
mod state;
mod summary;
mod text;
mod unknown;
mod warning;

pub use app::{Command, Handle, MailboxPassword, MailboxPasswordProps};
pub(crate) use hosted::Hosted;
pub use event::{Events, WidgetEvent};
