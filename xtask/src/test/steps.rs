//! The steps of `cargo xtask test`, in the order in which they run.

use anyhow::Context;

use super::commands::{browser_tests, cargo, clippy, system_tests, tests};
use super::step::{Action, Step};
use crate::dist;
use crate::progress::Progress;
use crate::project::{WASM_TARGET, WIDGET};
use crate::setup::Tool;
use crate::{check, docs, serve};

/// Every step.
pub(super) const ALL: &[Step] = &[
    Step {
        name: "fmt",
        about: "the layout of the code",
        needs: &[Tool::Lints],
        after: &[],
        action: Action::Check(|context| cargo(context, &["fmt", "--all", "--check"]).run()),
    },
    Step {
        name: "clippy",
        about: "lints, natively",
        needs: &[Tool::Lints],
        after: &[],
        action: Action::Check(|context| clippy(context, &["--workspace"]).run()),
    },
    Step {
        name: "clippy-wasm",
        about: "lints of the element and its builder, as a browser gets them",
        needs: &[Tool::Lints, Tool::WasmTarget],
        after: &[],
        action: Action::Check(|context| {
            let packages = ["--package", WIDGET, "--package", "mailbox-password-dom"];
            let target = ["--target", WASM_TARGET];
            clippy(context, &[packages.as_slice(), &target].concat()).run()
        }),
    },
    Step {
        name: "invariants",
        about: "what must not be found in the code",
        needs: &[],
        after: &[],
        action: Action::Check(|context| check::run(context.project)),
    },
    Step {
        name: "docs",
        about: "tables and languages, against the code",
        needs: &[],
        after: &[],
        action: Action::Check(|context| docs::check(context.project)),
    },
    Step {
        name: "rules",
        about: "tests of the password rules and wire types",
        needs: &[],
        after: &[],
        action: Action::Tests(|context| {
            let package = ["--package", "mailbox-password-rules", "--all-features"];
            Ok(tests(context, &package, &[]))
        }),
    },
    Step {
        name: "panel",
        about: "tests of the reference control panel",
        needs: &[Tool::Curl],
        after: &[],
        action: Action::Tests(|context| Ok(tests(context, &["--package", "panel"], &[]))),
    },
    Step {
        name: "widget",
        about: "tests of the widget that need no browser",
        needs: &[],
        after: &[],
        action: Action::Tests(|context| {
            let package = ["--package", WIDGET, "--lib", "--tests"];
            Ok(tests(context, &package, &[]))
        }),
    },
    Step {
        name: "xtask",
        about: "tests of these tasks",
        needs: &[],
        after: &[],
        action: Action::Tests(|context| Ok(tests(context, &["--package", "xtask"], &[]))),
    },
    Step {
        name: "dist",
        about: "what an integrator deploys",
        needs: &[Tool::WasmTarget, Tool::WasmBindgen, Tool::NodeTools],
        after: &[],
        action: Action::Check(|context| {
            let setup = context.setup;
            let (node, mut progress) = (setup.node_tools()?, Progress::default());
            let sizes = dist::build(context.project, setup, Some(&node), &mut progress)?;
            context.sizes = sizes;
            Ok(())
        }),
    },
    Step {
        name: "sizes",
        about: "what a visitor downloads, against its limits",
        needs: &[],
        after: &["dist"],
        action: Action::Check(|context| {
            let sizes = context.sizes.as_ref();
            sizes.context("dist left no sizes")?.gate()
        }),
    },
    Step {
        name: "browser",
        about: "tests of the widget in a browser",
        needs: &[Tool::WasmTarget, Tool::WasmBindgen, Tool::Browser],
        after: &[],
        action: Action::Tests(browser_tests),
    },
    Step {
        name: "system",
        about: "tests of the whole: a real browser against the real panel",
        needs: &[Tool::Browser, Tool::Axe],
        after: &["dist"],
        action: Action::Tests(system_tests),
    },
    Step {
        name: "page",
        about: "the development page, built with Trunk",
        needs: &[Tool::WasmTarget, Tool::WasmBindgen, Tool::Trunk],
        after: &[],
        action: Action::Check(|context| serve::build_once(context.project, context.setup)),
    },
];
