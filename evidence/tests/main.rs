//! Tests of the readers of logs.
//!
//! A file that is not listed here would not run; `cargo xtask test --only invariants` finds such files.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

mod samples {
    mod dovecot;
    mod exchange;
    mod json;
    mod postfix;
    mod table;
    mod windows_events;
}
mod hostile;
mod restart;
