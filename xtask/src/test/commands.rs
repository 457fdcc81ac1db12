//! The commands that the steps run.

use anyhow::Result;

use super::context::Context;
use crate::demo;
use crate::process::Run;
use crate::project::{WASM_TARGET, WIDGET};

/// A cargo command in the repository.
pub(super) fn cargo(context: &Context<'_>, args: &[&str]) -> Run {
    Run::cargo().args(args).dir(&context.project.root)
}

/// Clippy for everything in these packages; its warnings are errors.
pub(super) fn clippy(context: &Context<'_>, packages: &[&str]) -> Run {
    cargo(context, &["clippy", "--all-targets"])
        .args(packages)
        .args(["--", "--deny", "warnings"])
}

/// `cargo test` for these packages, with the filter and these arguments for the test programs.
pub(super) fn tests(context: &Context<'_>, packages: &[&str], args: &[&str]) -> Run {
    cargo(context, &["test", "--no-fail-fast"])
        .args(packages)
        .arg("--")
        .args(args)
        .args(&context.filter)
}

/// The widget's tests in a browser.
pub(super) fn browser_tests(context: &Context<'_>) -> Result<Run> {
    let runner = context
        .setup
        .wasm_bindgen()?
        .join("wasm-bindgen-test-runner");
    let package = [
        "--package",
        WIDGET,
        "--target",
        WASM_TARGET,
        "--test",
        "web",
    ];
    let run = tests(context, &package, &[])
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner)
        .env("CHROMEDRIVER", context.setup.browser()?.driver)
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120")
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
    let panel = demo::build_panel(context.project)?;
    let browser = context.setup.browser()?;
    let args = ["--test-threads", "2"];
    Ok(tests(context, &["--package", "system-tests"], &args)
        .env("MAILBOX_PASSWORD_PANEL", panel)
        .env("MAILBOX_PASSWORD_DIST", context.project.dist())
        .env("CHROMEDRIVER", browser.driver)
        .env("CHROMIUM", browser.chromium)
        .env("AXE", context.setup.axe()?)
        .env("TMPDIR", &context.temporary))
}
