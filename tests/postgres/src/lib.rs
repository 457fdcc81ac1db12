//! A throw-away PostgreSQL server: in a temporary folder, on a loopback address and a socket, for tests and benchmarks.
//!
//! It is started with the programs of the system's package, and not as the service that is in it. It ends with the process
//! that started it, however that ends. Nothing here sleeps for a fixed time; everything waits for a condition, with one
//! generous timeout.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test cannot go on without its server"
)]

mod certificate;
mod cluster;
mod process;
mod program;
mod server;
mod wait;

pub use server::{Database, Server};
