//! Tools that cargo installs: ready-made by `cargo binstall` where that works, else compiled for a quick build.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use super::cache::Cache;
use crate::files;
use crate::process::{Run, path};

/// How long `cargo binstall` may take: it asks several servers, and one that does not answer holds it up for minutes.
const BINSTALL_LIMIT: Duration = Duration::from_secs(30);
/// A failure within this time is not one of compiling.
const BEFORE_COMPILING: Duration = Duration::from_secs(90);

/// A tool among cargo's packages.
struct CargoTool<'a> {
    package: &'a str,
    version: &'a str,
    /// A program in it.
    program: &'a str,
    features: &'a [&'a str],
    /// Compiled with less optimisation, a tool is ready sooner; one that works much should have some.
    opt_level: &'a str,
}

/// The folder with `wasm-bindgen` and its test runner. The version must be the one in Cargo.lock.
pub(super) fn wasm_bindgen(cache: &Cache, version: &str) -> Result<PathBuf> {
    let tool = CargoTool {
        package: "wasm-bindgen-cli",
        version,
        program: "wasm-bindgen",
        features: &[],
        opt_level: "1",
    };
    install(cache, &tool)
}

/// The folder with geckodriver, by which Firefox is driven.
pub(super) fn geckodriver(cache: &Cache) -> Result<PathBuf> {
    let tool = CargoTool {
        package: "geckodriver",
        version: "0.37.1",
        program: "geckodriver",
        features: &[],
        opt_level: "0",
    };
    install(cache, &tool)
}

/// The folder with Trunk, without the features that this repository does not use.
pub(super) fn trunk(cache: &Cache) -> Result<PathBuf> {
    let tool = CargoTool {
        package: "trunk",
        // Later versions need a newer Rust.
        version: "0.21.14",
        program: "trunk",
        features: &["--no-default-features", "--features", "rustls"],
        opt_level: "0",
    };
    install(cache, &tool)
}

/// The folder with the tool's programs.
fn install(cache: &Cache, tool: &CargoTool<'_>) -> Result<PathBuf> {
    let id = format!("{}-{}", tool.package, tool.version);
    let proof = format!("bin/{}{}", tool.program, std::env::consts::EXE_SUFFIX);
    let folder = cache.tool(&id, &proof, |folder| {
        let binstall = Run::cargo().arg("binstall").limit(BINSTALL_LIMIT);
        if path::find("cargo-binstall").is_some()
            && fetch(binstall, tool, folder)
            && folder.join(&proof).exists()
        {
            return Ok(());
        }
        compile(tool, folder)
    })?;
    Ok(folder.join("bin"))
}

/// Whether this program got the tool ready-made.
fn fetch(binstall: Run, tool: &CargoTool<'_>, folder: &Path) -> bool {
    let result = binstall
        .args(["--no-confirm", "--disable-strategies", "compile", "--root"])
        .arg(folder)
        .arg(format!("{}@{}", tool.package, tool.version))
        .run();
    if let Err(error) = &result {
        println!("    it will be compiled instead: {error:#}");
    }
    result.is_ok()
}

fn compile(tool: &CargoTool<'_>, folder: &Path) -> Result<()> {
    let build = folder.join("build");
    let (package, version) = (tool.package, format!("={}", tool.version));
    // Cargo warns if what it installs is not on PATH; nobody needs it there.
    let path = path::with(&[folder.join("bin")])?;
    let attempt = |locked: &[&str]| {
        Run::cargo()
            .args(["install", package, "--version", &version, "--root"])
            .arg(folder)
            .args(tool.features)
            .args(locked)
            .env("CARGO_TARGET_DIR", &build)
            .env("PATH", &path)
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", tool.opt_level)
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "256")
            // Newer versions that fit, where they have to be newer: those that this Rust can compile.
            .env("CARGO_RESOLVER_INCOMPATIBLE_RUST_VERSIONS", "fallback")
            .env("CARGO_NET_RETRY", "1")
            .env("CARGO_HTTP_TIMEOUT", "15")
            .dir(folder)
            .limit(Duration::from_secs(30 * 60))
            .run()
    };
    let start = Instant::now();
    let mut result = attempt(&["--locked"]);
    if result.is_err() && start.elapsed() < BEFORE_COMPILING {
        println!("    trying once more, with any versions of its dependencies that fit");
        result = attempt(&[]);
    }
    result.with_context(|| {
        format!(
            "{package} could not be installed: is there a network connection? `cargo install {package} --version \
             {version}` shows more"
        )
    })?;
    files::remove_folder(&build)
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    const TOOL: CargoTool<'_> = CargoTool {
        package: "a-tool",
        version: "1.2.3",
        program: "a-tool",
        features: &[],
        opt_level: "0",
    };

    /// Whether a binstall that does this counts as having got the tool, and how long it took.
    #[track_caller]
    fn check(script: &str, expected: bool) {
        let binstall = Run::new("sh").args(["-c", script, "binstall"]);
        let start = Instant::now();
        let got = fetch(
            binstall.limit(Duration::from_secs(1)),
            &TOOL,
            Path::new("/no/folder"),
        );
        assert_eq!(got, expected);
        assert!(
            start.elapsed() < Duration::from_secs(20),
            "it was waited for"
        );
    }

    #[test]
    fn a_binstall_that_fails_or_hangs_is_given_up_and_one_that_works_is_believed() {
        check("sleep 60", false);
        check("echo no >&2; exit 94", false);
        check(
            r#"test "$*" = "--no-confirm --disable-strategies compile --root /no/folder a-tool@1.2.3""#,
            true,
        );
    }
}
