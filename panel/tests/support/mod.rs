//! A real panel process, and a browser as far as these tests need one.

#![allow(missing_docs, unreachable_pub)]
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

pub mod contract;
mod log;
pub mod mail_server;
mod process;
pub mod simulated;
mod start;

pub use process::Panel;
pub use start::{Start, below, make_room};

pub use crate::http::{Answer, Browser, Request, admin_path, encode};

pub const ANN: &str = "ann@example.com";
pub const ANN_PASSWORD: &str = "Autumn-Harbour-71";
pub const BOB: &str = "bob@example.com";
pub const BOB_PASSWORD: &str = "Copper-Lantern-28";
pub const CLEO: &str = "cleo@example.com";
pub const CLEO_PASSWORD: &str = "Quiet-Meadow-53";
pub const DORA: &str = "dora@example.net";
pub const ADMIN: &str = "admin@example.com";
pub const ADMIN_PASSWORD: &str = "Granite-Window-94";
pub const OTHER_ADMIN: &str = "admin@example.net";
pub const OTHER_ADMIN_PASSWORD: &str = "Marble-Gateway-85";
pub const NEW_PASSWORD: &str = "Winter-Ferry-1904";
pub const WRONG_PASSWORD: &str = "Not-The-Password-1";
