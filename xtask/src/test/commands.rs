//! The commands that the steps run.

use anyhow::{Context as _, Result};

use super::context::Context;
use super::hosts;
use crate::process::Run;
use crate::progress::Progress;
use crate::project::{DOM, WASM_TARGET, WIDGET};
use crate::{demo, dist};

/// A cargo command in the repository.
pub(super) fn cargo(context: &Context<'_>, words: &str) -> Run {
    Run::cargo().line(words).dir(&context.project.root)
}

/// Clippy for these packages; its warnings are errors.
pub(super) fn clippy(context: &Context<'_>, packages: &[&str]) -> Run {
    cargo(context, "clippy --all-targets")
        .args(packages)
        .line("-- --deny warnings")
}

/// Clippy for what is compiled to WebAssembly.
pub(super) fn clippy_wasm(context: &mut Context<'_>) -> Result<()> {
    let packages = ["--package", WIDGET, "--package", DOM];
    let target = ["--target", WASM_TARGET];
    clippy(context, &[&packages[..], &target].concat()).run()
}

/// `cargo test` with these arguments, with the filter, and with these arguments for the test programs.
pub(super) fn tests(context: &Context<'_>, args: &[&str], test_args: &[&str]) -> Run {
    cargo(context, "test --no-fail-fast")
        .args(args)
        .arg("--")
        .args(test_args)
        .args(&context.filter)
}

/// Builds `dist/` and keeps its sizes.
pub(super) fn build_dist(context: &mut Context<'_>) -> Result<()> {
    let node = context.setup.node_tools()?;
    let mut progress = Progress::default();
    context.sizes = dist::build(context.project, context.setup, Some(&node), &mut progress)?;
    Ok(())
}

/// Compares the sizes with their limits.
pub(super) fn check_sizes(context: &mut Context<'_>) -> Result<()> {
    let sizes = context.sizes.as_ref();
    sizes.context("dist left no sizes")?.gate()
}

/// A package's tests in a browser.
pub(super) fn browser_tests(context: &Context<'_>, package: &str) -> Result<Run> {
    let runner = context
        .setup
        .wasm_bindgen()?
        .join("wasm-bindgen-test-runner");
    let args = [
        "--package",
        package,
        "--target",
        WASM_TARGET,
        "--test",
        "web",
    ];
    // More random cases than usual take longer, as long as is wanted.
    let timeout = match std::env::var_os("MAILBOX_PASSWORD_FUZZ_CASES") {
        Some(_) => "14400",
        None => "120",
    };
    let run = tests(context, &args, &[])
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner)
        .env("CHROMEDRIVER", context.setup.browser()?.driver)
        .env("WASM_BINDGEN_TEST_TIMEOUT", timeout)
        .env("TMPDIR", &context.temporary);
    // The runner takes the first driver whose variable is set.
    let others = [
        "GECKODRIVER",
        "SAFARIDRIVER",
        "GECKODRIVER_REMOTE",
        "SAFARIDRIVER_REMOTE",
        "CHROMEDRIVER_REMOTE",
    ];
    Ok(others.into_iter().fold(run, Run::env_remove))
}

/// The tests of the deployed files, the panel and a browser together.
pub(super) fn system_tests(context: &Context<'_>) -> Result<Run> {
    let args = ["--test-threads", "2"];
    let run = tests(context, &["--package", "system-tests"], &args);
    let run = match context.all_faults {
        true => run.env("MAILBOX_PASSWORD_ALL_FAULTS", "1"),
        false => run.env_remove("MAILBOX_PASSWORD_ALL_FAULTS"),
    };
    Ok(with_browser(context, run)?
        .env("AXE", context.setup.axe()?)
        .env("REACT_PAGE", hosts::react(context)?))
}

/// The tests that need a domain controller.
pub(super) fn domain_tests(context: &Context<'_>) -> Result<Run> {
    let panel = demo::build_panel(context.project)?;
    let packages = ["--package", "domain-tests", "--lib", "--bins"];
    let run = tests(
        context,
        &[&packages[..], &["--test", "domain"]].concat(),
        &["--test-threads", "4"],
    );
    Ok(run
        .env("MAILBOX_PASSWORD_PANEL", panel)
        .env("TMPDIR", &context.temporary))
}

/// The tests of the deployed files, the panel, a browser and a domain controller together.
pub(super) fn domain_browser_tests(context: &Context<'_>) -> Result<Run> {
    let args = ["--package", "domain-tests", "--test", "domain-browser"];
    with_browser(context, tests(context, &args, &["--test-threads", "2"]))
}

/// Tells tests where the panel, the deployed files and the browser are.
fn with_browser(context: &Context<'_>, run: Run) -> Result<Run> {
    let panel = demo::build_panel(context.project)?;
    let browser = context.setup.browser()?;
    Ok(run
        .env("MAILBOX_PASSWORD_PANEL", panel)
        .env("MAILBOX_PASSWORD_DIST", context.project.dist())
        .env("CHROMEDRIVER", browser.driver)
        .env("CHROMIUM", browser.chromium)
        .env("TMPDIR", &context.temporary))
}
