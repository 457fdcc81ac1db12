//! A real panel process, and a browser as far as these tests need one.

#![allow(missing_docs, unreachable_pub)]
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

mod browser;
pub mod contract;
mod log;
pub mod mail_server;
mod message;
mod process;
pub mod simulated;
mod start;

pub use browser::Browser;
pub use message::{Answer, Request, admin_path, encode};
pub use process::Panel;
pub use start::Start;

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

/// A key that no other call has had.
pub fn fresh_key() -> String {
    use std::sync::atomic::{AtomicU64, Ordering};
    static NEXT: AtomicU64 = AtomicU64::new(1);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    // The first six characters are the reference, so they differ.
    format!("{number:06x}00-0000-4000-8000-{:012x}", std::process::id())
}
