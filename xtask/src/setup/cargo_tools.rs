//! Tools that cargo installs: ready-made by `cargo binstall` where that works, else compiled for a quick build.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::cache::Cache;
use super::versions;
use crate::failure::{Failure, Result};
use crate::files;
use crate::process::{Run, find_on_path, path_with};

/// A tool among cargo's packages.
struct Tool<'a> {
    package: &'a str,
    version: &'a str,
    /// A program in it.
    program: &'a str,
    features: &'a [&'a str],
    /// Compiled with less optimisation, a tool is ready sooner; one that works much should have some.
    opt_level: &'a str,
}

/// `wasm-bindgen` and its test runner.
pub(super) fn wasm_bindgen(cache: &Cache, version: &str) -> Result<PathBuf> {
    install(
        cache,
        &Tool {
            package: "wasm-bindgen-cli",
            version,
            program: "wasm-bindgen",
            features: &[],
            opt_level: "1",
        },
    )
}

/// Trunk, without the parts that this repository does not use.
pub(super) fn trunk(cache: &Cache) -> Result<PathBuf> {
    install(
        cache,
        &Tool {
            package: "trunk",
            version: versions::TRUNK,
            program: "trunk",
            features: &["--no-default-features", "--features", "rustls"],
            opt_level: "0",
        },
    )
}

/// The folder with the tool's programs.
fn install(cache: &Cache, tool: &Tool<'_>) -> Result<PathBuf> {
    let proof = format!("bin/{}{}", tool.program, std::env::consts::EXE_SUFFIX);
    let folder = cache.tool(tool.package, tool.version, &proof, |folder| {
        if ready_made(tool, folder) && folder.join(&proof).exists() {
            return Ok(());
        }
        compile(tool, folder)
    })?;
    Ok(folder.join("bin"))
}

/// Whether `cargo binstall` is there and got the tool.
fn ready_made(tool: &Tool<'_>, folder: &Path) -> bool {
    if find_on_path("cargo-binstall").is_none() {
        return false;
    }
    let result = Run::cargo()
        .args([
            "binstall",
            "--no-confirm",
            "--disable-strategies",
            "compile",
            "--root",
        ])
        .arg(folder)
        .arg(format!("{}@{}", tool.package, tool.version))
        .limit(Duration::from_secs(120))
        .output();
    if result.is_err() {
        println!("    `cargo binstall` did not get it: compiling it instead");
    }
    result.is_ok()
}

fn compile(tool: &Tool<'_>, folder: &Path) -> Result<()> {
    let build = folder.join("build");
    // Cargo warns if what it installs is not on PATH; nobody needs it there.
    let path = path_with(&[folder.join("bin")])?;
    let attempt = |locked: &[&str]| {
        Run::cargo()
            .args([
                "install",
                tool.package,
                "--version",
                &format!("={}", tool.version),
                "--root",
            ])
            .arg(folder)
            .args(tool.features)
            .args(locked)
            .env("CARGO_TARGET_DIR", &build)
            .env("PATH", &path)
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", tool.opt_level)
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "256")
            .dir(folder)
            .limit(Duration::from_secs(30 * 60))
            .run()
    };
    let start = Instant::now();
    let mut result = attempt(&["--locked"]);
    // A published lock file can name what the registry no longer has; that shows at once.
    if result.is_err() && start.elapsed() < Duration::from_secs(90) {
        println!(
            "    trying again without the versions that {} was released with",
            tool.package
        );
        result = attempt(&[]);
    }
    result.map_err(|_| {
        Failure::new(format!(
            "{package} {version} could not be installed (see above). With a network connection, \
             `cargo install {package} --version ={version}` shows why",
            package = tool.package,
            version = tool.version
        ))
    })?;
    files::remove_folder(&build)
}
