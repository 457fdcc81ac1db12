//! What the whole-system tests share: a panel, a browser, a programmable host page, and what a person does on a page.
//!
//! Nothing here waits for a time; everything waits for a condition, with one generous limit.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "in a test, what cannot go on must fail at once"
)]

mod administrator;
mod answer;
mod ask;
mod axe;
mod back_end;
mod browser;
mod checklist;
mod chromium;
mod clock;
mod ear;
mod environment;
mod form;
mod group;
mod host;
mod http;
mod keyboard;
mod page;
mod panel;
mod probe;
mod profile;
mod reach;
mod reach_modes;
mod relay;
mod screenshot;
mod start;
mod states;
mod states_of_modes;
mod taken_along;
mod wait;

pub use administrator::{ADMINISTRATOR, ADMINISTRATORS_PASSWORD};
pub use answer::Answer;
pub use back_end::complete_back_end;
pub use browser::Browser;
pub use checklist::{DEVICES, OFFER};
pub use environment::{german, handed_over};
pub use host::{Host, Recorded};
pub use page::{HostPage, open};
pub use panel::Panel;
pub use profile::Profile;
pub use relay::Relay;
pub use start::Start;
pub use states::State;
pub use thirtyfour::Key;
pub use wait::until;

/// The mailbox that the tests change.
pub const ANN: &str = "ann@example.com";

/// Her password in the panel's demo.
pub const OLD: &str = "Autumn-Harbour-71";

/// A password that keeps every rule of the demo.
pub const NEW: &str = "Velvet-Tramway-46";
