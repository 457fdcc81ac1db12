//! The reference control panel: what a provider without a back end deploys, what the demo runs and what whole-system
//! tests drive.
//!
//! Requests go one way: `router` → `pages` and `api` → [`directory::Directory`]. The directory decides every change; what
//! only the panel remembers is in the [`ledger::Ledger`]. Rate limits are per instance, and so are the demo's simulated
//! devices.

#![cfg_attr(test, allow(clippy::expect_used, clippy::panic, clippy::unwrap_used))]

pub mod agent;
pub mod brand;
pub mod check;
pub mod clock;
pub mod demo;
pub mod directory;
pub mod evidence;
pub mod ledger;
pub mod maintenance;
pub mod options;
pub mod policy;
pub mod server;
pub mod setup;

mod announce;
mod api;
mod base_path;
mod blocking;
mod caller;
mod connections;
mod csp_reports;
mod database;
mod delays;
mod detached;
mod limits;
mod loopback;
mod mail;
mod metrics;
mod open_files;
mod origin;
mod pages;
mod panel;
#[cfg(test)]
mod places;
mod private_file;
mod proxies;
mod random;
mod router;
mod security_headers;
mod session;
mod signer;
mod simulated;
mod source;
mod sqlite_layout;
mod start_error;
mod style;
mod throttle;
mod tls;
mod widget_files;

pub use router::endpoints;
