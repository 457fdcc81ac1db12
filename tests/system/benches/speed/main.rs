//! How fast the form is, beside other forms in the same run: `cargo xtask bench`.
//!
//! Each figure is the median of several rounds in which the forms take turns, and what counts is the ratio, since times
//! are of one machine on one day.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "what cannot go on must fail at once"
)]

mod keystroke;
mod ready;
mod site;
mod table;

fn main() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    runtime.block_on(async {
        ready::run().await;
        keystroke::run().await;
    });
}
