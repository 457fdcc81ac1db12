//! Ctrl+C and the signals that ask this program to end.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};

use anyhow::{Context, Result};

/// What a shell reports for a program that Ctrl+C ended.
pub(crate) const EXIT_CODE: u8 = 130;

static REQUESTED: AtomicBool = AtomicBool::new(false);
static RUNNING: AtomicUsize = AtomicUsize::new(0);

/// From now on, an interrupt first ends the program that is running, so that its caller can clean up. If none is
/// running, this program ends at once.
pub(crate) fn handle() -> Result<()> {
    ctrlc::set_handler(|| {
        REQUESTED.store(true, SeqCst);
        if RUNNING.load(SeqCst) == 0 {
            std::process::exit(EXIT_CODE.into());
        }
    })
    .context("handling Ctrl+C")
}

/// Whether this program was asked to end.
pub(crate) fn requested() -> bool {
    REQUESTED.load(SeqCst)
}

/// Exists while a program is running.
pub(super) struct Running;

impl Running {
    pub(super) fn new() -> Self {
        RUNNING.fetch_add(1, SeqCst);
        Self
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        RUNNING.fetch_sub(1, SeqCst);
    }
}
