//! The steps of `cargo xtask test`, as data, in the order in which they run.

use std::time::Duration;

use super::context::Context;
use crate::failure::{Failure, Result};
use crate::process::Run;
use crate::progress::Progress;
use crate::project::{WASM_TARGET, WIDGET};
use crate::{check, demo, dist, docs, serve};

/// A part of the tests that can be run alone.
pub(super) struct Step {
    /// As in `--only NAME`.
    pub(super) name: &'static str,
    /// What it does.
    pub(super) about: &'static str,
    /// What must be set up.
    pub(super) needs: &'static [Need],
    /// The steps whose results it uses.
    pub(super) after: &'static [&'static str],
    /// How it is done.
    pub(super) act: Act,
}

/// What a step can need.
#[derive(Clone, Copy, Eq, PartialEq)]
pub(super) enum Need {
    /// The accessibility checks.
    Axe,
    /// A Chromium and its driver.
    Browser,
    /// What the commands of the documentation need.
    Curl,
    /// rustfmt and Clippy.
    Lints,
    /// wasm-opt and esbuild.
    Node,
    /// What serves the development page.
    Trunk,
    /// wasm-bindgen and its test runner.
    WasmBindgen,
    /// The standard library for WebAssembly.
    WasmTarget,
}

/// How a step is done, and so how it counts.
#[derive(Clone, Copy)]
pub(super) enum Act {
    /// Counts as one test.
    Check(fn(&mut Context<'_>) -> Result<()>),
    /// Counts as many tests as its runners say.
    Tests(fn(&Context<'_>) -> Result<Run>),
}

/// Every step.
pub(super) const ALL: &[Step] = &[
    Step {
        name: "fmt",
        about: "the layout of the code",
        needs: &[Need::Lints],
        after: &[],
        act: Act::Check(|context| cargo(context, &["fmt", "--all", "--check"]).run()),
    },
    Step {
        name: "clippy",
        about: "lints, natively",
        needs: &[Need::Lints],
        after: &[],
        act: Act::Check(|context| {
            cargo(
                context,
                &[
                    "clippy",
                    "--workspace",
                    "--all-targets",
                    "--",
                    "--deny",
                    "warnings",
                ],
            )
            .build()
        }),
    },
    Step {
        name: "clippy-wasm",
        about: "lints of the element and its builder, as a browser gets them",
        needs: &[Need::Lints, Need::WasmTarget],
        after: &[],
        act: Act::Check(|context| {
            let args = [
                "clippy",
                "--package",
                WIDGET,
                "--package",
                "mailbox-password-dom",
                "--all-targets",
                "--target",
                WASM_TARGET,
            ];
            cargo(context, &args)
                .args(["--", "--deny", "warnings"])
                .build()
        }),
    },
    Step {
        name: "invariants",
        about: "what must not be found in the code",
        needs: &[],
        after: &[],
        act: Act::Check(|context| check::run(context.project)),
    },
    Step {
        name: "docs",
        about: "what follows from the declarations, and the languages",
        needs: &[],
        after: &[],
        act: Act::Check(|context| docs::check(context.project)),
    },
    Step {
        name: "declarations",
        about: "tests of the tables of attributes, texts and languages",
        needs: &[],
        after: &[],
        act: Act::Tests(|context| {
            Ok(tests(
                context,
                &["--package", "mailbox-password-declarations"],
                &[],
            ))
        }),
    },
    Step {
        name: "rules",
        about: "tests of the password rules and wire types",
        needs: &[],
        after: &[],
        act: Act::Tests(|context| {
            Ok(tests(
                context,
                &["--package", "mailbox-password-rules", "--all-features"],
                &[],
            ))
        }),
    },
    Step {
        name: "panel",
        about: "tests of the reference control panel",
        needs: &[Need::Curl],
        after: &[],
        act: Act::Tests(|context| Ok(tests(context, &["--package", "panel"], &[]))),
    },
    Step {
        name: "widget",
        about: "tests of the widget that need no browser",
        needs: &[],
        after: &[],
        act: Act::Tests(|context| {
            Ok(tests(
                context,
                &["--package", WIDGET, "--lib", "--tests"],
                &[],
            ))
        }),
    },
    Step {
        name: "xtask",
        about: "tests of these tasks",
        needs: &[],
        after: &[],
        act: Act::Tests(|context| Ok(tests(context, &["--package", "xtask"], &[]))),
    },
    Step {
        name: "dist",
        about: "what an integrator deploys",
        needs: &[Need::WasmTarget, Need::WasmBindgen, Need::Node],
        after: &[],
        act: Act::Check(|context| {
            let sizes = dist::build(
                context.project,
                &context.setup,
                Some(context.node()?),
                &mut Progress::default(),
            )?;
            context.sizes = Some(sizes);
            Ok(())
        }),
    },
    Step {
        name: "sizes",
        about: "what a visitor downloads, against its limits",
        needs: &[],
        after: &["dist"],
        act: Act::Check(|context| {
            context
                .sizes
                .as_ref()
                .ok_or_else(|| Failure::new("dist left no sizes"))
                .and_then(dist::Sizes::gate)
        }),
    },
    Step {
        name: "browser",
        about: "tests of the widget in a browser",
        needs: &[Need::WasmTarget, Need::WasmBindgen, Need::Browser],
        after: &[],
        act: Act::Tests(browser_tests),
    },
    Step {
        name: "system",
        about: "tests of the whole: a real browser against the real panel",
        needs: &[Need::Browser, Need::Axe],
        after: &["dist"],
        act: Act::Tests(system_tests),
    },
    Step {
        name: "page",
        about: "the development page, built with Trunk",
        needs: &[Need::WasmTarget, Need::WasmBindgen, Need::Trunk],
        after: &[],
        act: Act::Check(|context| serve::build_once(context.project, &context.setup)),
    },
];

/// A cargo command in the repository.
fn cargo(context: &Context<'_>, args: &[&str]) -> Run {
    Run::cargo()
        .args(args)
        .dir(&context.project.root)
        .limit(Duration::from_secs(20 * 60))
}

/// `cargo test` for these packages, with the filter and these arguments for the test programs.
fn tests(context: &Context<'_>, packages: &[&str], args: &[&str]) -> Run {
    cargo(context, &["test", "--no-fail-fast"])
        .args(packages)
        .arg("--")
        .args(args)
        .args(&context.filter)
}

fn browser_tests(context: &Context<'_>) -> Result<Run> {
    let runner = context
        .setup
        .wasm_bindgen()?
        .join("wasm-bindgen-test-runner");
    let run = tests(
        context,
        &[
            "--package",
            WIDGET,
            "--target",
            WASM_TARGET,
            "--test",
            "web",
        ],
        &[],
    )
    .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner)
    .env("CHROMEDRIVER", &context.browser()?.driver)
    .env("WASM_BINDGEN_TEST_TIMEOUT", "120")
    .env("TMPDIR", &context.temporary);
    // The runner takes the first driver that it is told of.
    let others = [
        "GECKODRIVER",
        "SAFARIDRIVER",
        "GECKODRIVER_REMOTE",
        "SAFARIDRIVER_REMOTE",
        "CHROMEDRIVER_REMOTE",
    ];
    Ok(others.into_iter().fold(run, Run::without_env))
}

fn system_tests(context: &Context<'_>) -> Result<Run> {
    let panel = demo::build_panel(context.project)?;
    let browser = context.browser()?;
    Ok(tests(
        context,
        &["--package", "system-tests"],
        &["--test-threads", "2"],
    )
    .env("MAILBOX_PASSWORD_PANEL", panel)
    .env("MAILBOX_PASSWORD_DIST", context.project.dist())
    .env("CHROMEDRIVER", &browser.driver)
    .env("CHROMIUM", &browser.chromium)
    .env("AXE", context.axe()?)
    .env("TMPDIR", &context.temporary))
}
