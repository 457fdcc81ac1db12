//! Tests of the readers of logs, of following logs, and of the agent.
//!
//! A file that is not listed here would not run; `cargo xtask test --only invariants` finds such files.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

mod agent {
    mod delivery;
    mod limits;
    mod receiver;
}
mod follow {
    mod any_order;
    mod introductions;
    mod limits;
    pub(crate) mod place;
    mod rotation;
}
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
