//! Parts of the Rust toolchain that are not always installed.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result};

use crate::process::Run;
use crate::project::WASM_TARGET;

/// Adds the standard library for WebAssembly to the toolchain in use, if it is missing.
pub(super) fn wasm_target() -> Result<()> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let folder = Run::new(rustc)
        .args(["--print", "target-libdir", "--target", WASM_TARGET])
        .output()?;
    let mut files = Path::new(folder.trim())
        .read_dir()
        .into_iter()
        .flatten()
        .flatten();
    if files.any(|file| file.file_name().to_string_lossy().starts_with("libcore-")) {
        return Ok(());
    }
    rustup(["target", "add", WASM_TARGET]).context("or install your system's package for it")
}

/// Adds rustfmt and Clippy to the toolchain in use, if they are missing.
pub(super) fn lints() -> Result<()> {
    for (command, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if Run::cargo().args([command, "--version"]).output().is_err() {
            rustup(["component", "add", component])?;
        }
    }
    Ok(())
}

fn rustup(args: [&str; 3]) -> Result<()> {
    let what = args[2];
    Run::new("rustup")
        .args(args)
        .env("RUSTUP_MAX_RETRIES", "1")
        // A server that refuses is noticed at once, one that does not answer only by this.
        .limit(Duration::from_secs(120))
        .run()
        .with_context(|| {
            let command = args.join(" ");
            format!("{what} is missing and could not be added: with a network connection, run `rustup {command}`")
        })
}
