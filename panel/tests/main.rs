//! The panel, as its clients see it: one program, so that it is linked once and its tests share the machine evenly.
//!
//! A file that is not named here would not run; `cargo xtask test --only invariants` looks for one.

mod activity;
mod admin_pages;
mod attacks;
mod base_path;
mod change;
mod check;
mod contract_page;
mod crash;
mod csrf;
mod deployment;
mod evidence {
    mod agents;
    mod channel;
    mod check;
    mod database;
    mod devices;
    mod full_disk;
    mod kills;
    mod lines;
    mod lock;
    mod place;
}
mod http;
mod idempotency;
mod lockout;
mod mail;
mod mailboxes;
mod migration;
mod must_change;
mod operator;
mod own_pages;
mod pages;
mod process;
mod recovery;
mod request;
mod reset;
mod reset_refused;
mod roles;
mod session;
mod sign_in;
mod simulated;
mod simulated_pages;
mod static_files;
mod store;
mod style;
mod support;
mod tour;
mod unlock;
mod watching;
