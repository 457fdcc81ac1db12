//! Somebody who uses the panel over HTTP, whatever its directory: also for the tests of `tests/domain`.

#![allow(missing_docs, unreachable_pub)]
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

pub mod browser;
mod message;
pub mod roles;

pub use browser::Browser;
pub use message::{Answer, Request, admin_path, encode};

/// A key that no other call has had.
pub fn fresh_key() -> String {
    use std::sync::atomic::{AtomicU64, Ordering};
    static NEXT: AtomicU64 = AtomicU64::new(1);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    // The first six characters are the reference, so they differ.
    format!("{number:06x}00-0000-4000-8000-{:012x}", std::process::id())
}
