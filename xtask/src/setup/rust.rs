//! Parts of the Rust toolchain that are not always installed.

use std::path::Path;
use std::time::Duration;

use crate::failure::{Failure, Result};
use crate::process::Run;
use crate::project::WASM_TARGET;

/// How long rustup may take. A network that says no is found out at once, one that swallows everything only by this.
const FETCHING: Duration = Duration::from_secs(120);

/// Adds the standard library for WebAssembly to the toolchain in use, if it is missing.
pub(super) fn wasm_target() -> Result<()> {
    if has_wasm_target()? {
        return Ok(());
    }
    println!("    adding the Rust target {WASM_TARGET}");
    rustup(&["target", "add", WASM_TARGET]).map_err(|cause| {
        Failure::new(format!(
            "the Rust target {WASM_TARGET} is missing and could not be added ({cause}): run `rustup target add \
             {WASM_TARGET}` with a network connection, or install your system's package for it"
        ))
    })
}

/// Adds rustfmt and Clippy to the toolchain in use, if they are missing.
pub(super) fn lints() -> Result<()> {
    for (command, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if Run::cargo().args([command, "--version"]).output().is_ok() {
            continue;
        }
        println!("    adding the Rust component {component}");
        rustup(&["component", "add", component]).map_err(|cause| {
            Failure::new(format!(
                "{component} is missing and could not be added ({cause}): run `rustup component add {component}` with \
                 a network connection"
            ))
        })?;
    }
    Ok(())
}

fn rustup(args: &[&str]) -> Result<()> {
    Run::new("rustup")
        .args(args)
        // Where it was in its own code is no cause.
        .env("RUST_BACKTRACE", "0")
        .env("RUSTUP_MAX_RETRIES", "1")
        .limit(FETCHING)
        .fetch()
}

/// Whether the compiler in use has the target's core library.
fn has_wasm_target() -> Result<bool> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let folder = Run::new(rustc)
        .args(["--print", "target-libdir", "--target", WASM_TARGET])
        .output()?;
    let Ok(entries) = Path::new(folder.trim()).read_dir() else {
        return Ok(false);
    };
    Ok(entries
        .flatten()
        .any(|entry| entry.file_name().to_string_lossy().starts_with("libcore-")))
}
