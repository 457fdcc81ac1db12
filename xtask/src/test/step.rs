//! What a step of `cargo xtask test` is.

use anyhow::Result;

use super::context::Context;
use crate::process::Run;
use crate::setup::Tool;

/// A part of the tests that can be run alone.
pub(super) struct Step {
    /// As in `--only NAME`.
    pub(super) name: &'static str,
    /// What it does.
    pub(super) about: &'static str,
    /// What must be set up.
    pub(super) needs: &'static [Tool],
    /// The steps whose results it uses.
    pub(super) after: &'static [&'static str],
    /// How it is done.
    pub(super) action: Action,
}

/// How a step is done, and so how it counts.
#[derive(Clone, Copy)]
pub(super) enum Action {
    /// Counts as one test.
    Check(fn(&mut Context<'_>) -> Result<()>),
    /// `cargo test` with these arguments; counts as many tests as its runners report.
    CargoTest(&'static [&'static str]),
    /// A command that counts as many tests as its runners report.
    Tests(fn(&Context<'_>) -> Result<Run>),
}
