//! The harness of the whole-system tests: the panel, a browser, host pages, and what a person does on a page.
//!
//! Nothing here sleeps for a fixed time; everything waits for a condition, with one generous timeout.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "in a test, what cannot go on must fail at once"
)]

mod browser;
mod environment;
mod http_client;
mod panel;
mod server;
mod states;
mod wait;

pub use browser::{
    Browser, CHANGED, DEVICES, Engine, Launch, NOT_CHANGED, OFFER, Profile, RECOVERY_DONE,
    RECOVERY_STEPS, UNKNOWN,
};
pub use environment::{german, path_from_environment};
pub use panel::{ADMINISTRATOR, ADMINISTRATORS_PASSWORD, Panel};
pub use server::{
    Act, HostPage, HostServer, LossyProxy, RawServer, RecordedRequest, RepeatingProxy, Response,
    UntrustedServer, default_routes, open, page_skeleton, style_link,
};
pub use states::State;
pub use thirtyfour::{BrowserLogEntry, Key};
pub use wait::{next_second, until};

/// The mailbox that the tests change.
pub const ANN: &str = "ann@example.com";

/// Her password in the panel's demo.
pub const OLD: &str = "Autumn-Harbour-71";

/// A password that meets every rule of the demo.
pub const NEW: &str = "Velvet-Tramway-46";
