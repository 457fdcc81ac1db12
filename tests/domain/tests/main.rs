//! Tests that need a domain controller: what it does by itself, and the panel on it.
//!
//! They are one program, so that they are linked once. A file that is not listed here would not run; `cargo xtask test
//! --only invariants` finds such files.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "in a test, what cannot go on must fail at once"
)]

mod check {
    mod certificates;
    mod findings;
    mod program;
}

mod controller {
    mod devices;
    mod old_passwords;
    mod results;
    mod rights;
    mod running;
    mod tls;
}

mod deploy {
    mod units;
}

mod directory {
    mod account;
    mod change;
    mod faults;
    mod kills;
    mod list;
    pub(crate) mod many;
    mod mobile_devices;
    mod reset;
    pub(crate) mod support;
}

mod evidence {
    mod submission;
}

/// What the panel's own tests use too.
#[path = "../../../panel/tests/http/mod.rs"]
#[allow(dead_code, reason = "these tests do not use all of it")]
mod http;

mod panel {
    mod database;
    mod kills;
    mod repeats;
    mod roles;
    mod sessions;
    pub(crate) mod support;
}

mod proxy {
    mod shipped;
    mod support;
    mod two_instances;
}

mod scripted {
    mod controllers;
    mod message;
    mod microsoft;
    mod repeats;
    mod server;
    mod unanswered;
}

mod table;
