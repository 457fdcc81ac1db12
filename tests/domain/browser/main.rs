//! The widget in a real browser, the panel, a domain controller and a mail server together.
//!
//! A file that is not listed here would not run; `cargo xtask test --only invariants` finds such files.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "in a test, what cannot go on must fail at once"
)]

mod kills;
mod own_change;
mod place;
mod recovery;
mod which_device;
mod words;

#[path = "../tests/table.rs"]
mod table;
