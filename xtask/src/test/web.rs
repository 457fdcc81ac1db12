//! The tests of the element and of its builder that run as WebAssembly in a browser.

use anyhow::Result;
use serde_json::json;

use super::commands::{cargo, tests_by};
use super::context::Context;
use crate::files;
use crate::process::Run;
use crate::project::{DOM, WASM_TARGET, WIDGET};

/// Seconds that a driver may take to start. The first start of a browser takes longest.
const DRIVER_SECONDS: &str = "60";

/// Seconds in which the tests of a package have to end.
const SECONDS: &str = "120";

/// The same for tests that take much longer: in WebKitGTK's interpreter, and with more random cases than usual.
const MANY_SECONDS: &str = "14400";

/// Leaves WebAssembly in WebKitGTK to its interpreter. In about 1 of 2,000 fresh modules, the code of its first compiler
/// (BBQ) computes wrong values without any error; `CONTRIBUTING.md` has the figures.
const WITHOUT_COMPILER: (&str, &str) = ("JSC_useBBQJIT", "0");

/// A package's tests in Chromium.
pub(super) fn chromium(context: &Context<'_>, package: &str) -> Result<Run> {
    let run = web_tests(cargo(context, ""), context, &[package])?;
    Ok(run.env("CHROMEDRIVER", context.setup.browser()?.driver))
}

/// The tests of both packages in Firefox.
pub(super) fn firefox(context: &Context<'_>) -> Result<Run> {
    let settings = context.temporary.join("webdriver.json");
    let firefox = json!({ "moz:firefoxOptions": { "binary": context.setup.firefox()? } });
    files::write(&settings, firefox.to_string())?;
    let run = web_tests(cargo(context, ""), context, &[WIDGET, DOM])?;
    Ok(run
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", settings)
        .env("GECKODRIVER", context.setup.geckodriver()?))
}

/// The same in WebKitGTK, whose driver the runner takes for Safari's.
pub(super) fn webkit(context: &Context<'_>) -> Result<Run> {
    let webkit = context.setup.webkit()?;
    let display = Run::new(&webkit.xvfb_run)
        .args(["-a", "-s", "-screen 0 1280x900x24 -nolisten tcp"])
        .arg(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .dir(&context.project.root);
    let run = web_tests(display, context, &[WIDGET, DOM])?;
    let (option, value) = WITHOUT_COMPILER;
    Ok(run
        .env("SAFARIDRIVER", webkit.driver)
        .env("WASM_BINDGEN_TEST_TIMEOUT", MANY_SECONDS)
        .env(option, value))
}

fn web_tests(cargo: Run, context: &Context<'_>, packages: &[&str]) -> Result<Run> {
    let runner = context
        .setup
        .wasm_bindgen()?
        .join("wasm-bindgen-test-runner");
    let packages = packages.iter().flat_map(|package| ["--package", package]);
    let args: Vec<_> = packages
        .chain(["--target", WASM_TARGET, "--test", "web"])
        .collect();
    let long = [
        "MAILBOX_PASSWORD_FUZZ_CASES",
        "MAILBOX_PASSWORD_FUZZ_SECONDS",
    ];
    let is_long = long.iter().any(|name| std::env::var_os(name).is_some());
    let timeout = if is_long { MANY_SECONDS } else { SECONDS };
    let run = tests_by(cargo, context, &args, &[])
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner)
        .env("WASM_BINDGEN_TEST_TIMEOUT", timeout)
        .env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", DRIVER_SECONDS)
        .env("TMPDIR", &context.temporary);
    // The runner takes the first driver whose variable is set.
    let drivers = [
        "CHROMEDRIVER",
        "CHROMEDRIVER_REMOTE",
        "GECKODRIVER",
        "GECKODRIVER_REMOTE",
        "SAFARIDRIVER",
        "SAFARIDRIVER_REMOTE",
    ];
    Ok(drivers.into_iter().fold(run, Run::env_remove))
}
