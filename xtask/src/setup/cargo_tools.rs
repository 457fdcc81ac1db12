//! Tools that cargo installs: ready-made by `cargo binstall` where that works, else compiled for a quick build.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::cache::Cache;
use super::versions;
use crate::failure::{Failure, Result};
use crate::files;
use crate::process::{Run, cause, find_on_path, path_with};

/// How long `cargo binstall` may take: it asks several servers, and one that does not answer holds it up for minutes.
const READY_MADE: Duration = Duration::from_secs(30);

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
    find_on_path("cargo-binstall").is_some()
        && fetch(Run::cargo().arg("binstall").limit(READY_MADE), tool, folder)
}

/// Whether this program got the tool.
fn fetch(binstall: Run, tool: &Tool<'_>, folder: &Path) -> bool {
    let result = binstall
        .args(["--no-confirm", "--disable-strategies", "compile", "--root"])
        .arg(folder)
        .arg(format!("{}@{}", tool.package, tool.version))
        .fetch();
    if let Err(cause) = &result {
        println!("    `cargo binstall` did not get it ({cause}): compiling it instead");
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
            // Newer versions that fit, where they have to be newer: those that this Rust can compile.
            .env("CARGO_RESOLVER_INCOMPATIBLE_RUST_VERSIONS", "fallback")
            .env("CARGO_NET_RETRY", "1")
            .env("CARGO_HTTP_TIMEOUT", "15")
            .dir(folder)
            .limit(Duration::from_secs(30 * 60))
            .build_quietly()
    };
    let start = Instant::now();
    let mut result = attempt(&["--locked"]);
    // A published lock file can name what the registry no longer has; that shows at once.
    if result
        .as_ref()
        .is_err_and(|failure| !is_of_network(failure))
        && start.elapsed() < Duration::from_secs(90)
    {
        println!(
            "    not all the exact versions that it was released with can be had: taking newer ones that fit"
        );
        result = attempt(&[]);
    }
    result.map_err(|failure| {
        let (package, version) = (tool.package, tool.version);
        let why = if is_of_network(&failure) {
            format!(" ({}): is there a network connection?", cause(&failure.to_string()))
        } else {
            format!(":\n{failure}\nxtask:")
        };
        Failure::new(format!(
            "{package} {version} could not be installed{why} `cargo install {package} --version ={version}` shows more"
        ))
    })?;
    files::remove_folder(&build)
}

/// Whether cargo failed because it did not reach the registry: then a second try would fail, too.
fn is_of_network(failure: &Failure) -> bool {
    let words = failure.to_string();
    [
        "failed to download",
        "download of",
        "spurious network error",
        "failed to fetch",
    ]
    .iter()
    .any(|sign| words.contains(sign))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    const TOOL: Tool<'_> = Tool {
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

    #[test]
    fn only_a_registry_out_of_reach_makes_a_second_try_useless() {
        let failure = |words: &str| is_of_network(&Failure::new(words));
        assert!(failure(
            "Caused by:\n  download of config.json failed\n\nCaused by: x"
        ));
        assert!(!failure(
            "error: failed to select a version for the requirement `a = \"^1\"` (locked to 1.0.11)"
        ));
    }
}
