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
    tests_by(cargo(context, ""), context, args, test_args)
}

/// The same with the cargo that `cargo` runs.
pub(super) fn tests_by(
    cargo: Run,
    context: &Context<'_>,
    args: &[&str],
    test_args: &[&str],
) -> Run {
    cargo
        .line("test --no-fail-fast")
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

/// The tests of the deployed files, the panel and a browser together.
pub(super) fn system_tests(context: &Context<'_>) -> Result<Run> {
    let run = whole_system(context, &["--lib", "--test", "system"])?;
    Ok(run.env("HOST_PAGES", hosts::bundle(context)?))
}

/// What of these tests runs in Firefox and in WebKitGTK too.
pub(super) fn engine_tests(context: &Context<'_>) -> Result<Run> {
    let webkit = context.setup.webkit()?;
    let run = whole_system(context, &["--test", "engines"])?;
    Ok(run
        .env("FIREFOX", context.setup.firefox()?)
        .env("GECKODRIVER", context.setup.geckodriver()?)
        .env("WEBKITDRIVER", webkit.driver)
        .env("XVFB", webkit.xvfb))
}

fn whole_system(context: &Context<'_>, programs: &[&str]) -> Result<Run> {
    let args = [&["--package", "system-tests"], programs].concat();
    let run = tests(context, &args, &["--test-threads", "2"]);
    let run = match context.all_faults {
        true => run.env("MAILBOX_PASSWORD_ALL_FAULTS", "1"),
        false => run.env_remove("MAILBOX_PASSWORD_ALL_FAULTS"),
    };
    Ok(with_browser(context, run)?.env("AXE", context.setup.axe()?))
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
