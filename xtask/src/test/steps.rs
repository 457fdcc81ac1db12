//! The steps of `cargo xtask test`, in the order in which they run.

use super::commands::{
    build_dist, cargo, check_sizes, clippy, clippy_wasm, domain_browser_tests, domain_tests,
    engine_tests, system_tests,
};
use super::step::Action::{CargoTest, Check, Tests};
use super::step::Step;
use super::web;
use crate::project::{DOM, WIDGET};
use crate::setup::Tool::{
    Axe, Browser, Curl, Domain, Firefox, Hosts, Lints, NodeTools, Postgres, Trunk, WasmBindgen,
    WasmTarget, WebKit, WebServers,
};
use crate::{check, docs, serve};

/// Every step.
#[rustfmt::skip]
pub(super) const ALL: &[Step] = &[
    Step {
        name: "fmt", about: "the layout of the code",
        needs: &[Lints], after: &[],
        action: Check(|context| cargo(context, "fmt --all --check").run()),
    },
    Step {
        name: "clippy", about: "lints, natively",
        needs: &[Lints], after: &[],
        action: Check(|context| clippy(context, &["--workspace"]).run()),
    },
    Step {
        name: "clippy-wasm", about: "lints of the element and its builder, as a browser gets them",
        needs: &[Lints, WasmTarget], after: &[],
        action: Check(clippy_wasm),
    },
    Step {
        name: "invariants", about: "what must not be found in the code",
        needs: &[], after: &[],
        action: Check(|context| check::run(context.project)),
    },
    Step {
        name: "docs", about: "what follows from the declarations, and the languages",
        needs: &[], after: &[],
        action: Check(|context| docs::check(context.project)),
    },
    Step {
        name: "declarations", about: "tests of the tables of attributes, texts and languages",
        needs: &[], after: &[],
        action: CargoTest(&["--package", "mailbox-password-declarations"]),
    },
    Step {
        name: "rules", about: "tests of the password rules and wire types",
        needs: &[], after: &[],
        action: CargoTest(&["--package", "mailbox-password-rules", "--all-features"]),
    },
    Step {
        name: "evidence", about: "tests of the readers of mail servers' logs",
        needs: &[], after: &[],
        action: CargoTest(&["--package", "mailbox-password-evidence"]),
    },
    Step {
        name: "panel", about: "tests of the reference control panel",
        needs: &[Curl, Postgres], after: &[],
        action: CargoTest(&["--package", "panel"]),
    },
    Step {
        name: "widget", about: "tests of the element that need no browser",
        needs: &[], after: &[],
        action: CargoTest(&["--package", WIDGET, "--lib", "--tests"]),
    },
    Step {
        name: "xtask", about: "tests of these tasks",
        needs: &[], after: &[],
        action: CargoTest(&["--package", "xtask"]),
    },
    Step {
        name: "dist", about: "what an integrator deploys",
        needs: &[WasmTarget, WasmBindgen, NodeTools], after: &[],
        action: Check(build_dist),
    },
    Step {
        name: "sizes", about: "what a visitor downloads, against its limits",
        needs: &[], after: &["dist"],
        action: Check(check_sizes),
    },
    Step {
        name: "browser", about: "tests of the element in a browser",
        needs: &[WasmTarget, WasmBindgen, Browser], after: &[],
        action: Tests(|context| web::chromium(context, WIDGET)),
    },
    Step {
        name: "dom", about: "tests of the element builder that need no browser, and its examples",
        needs: &[], after: &[],
        action: CargoTest(&["--package", DOM]),
    },
    Step {
        name: "dom-browser", about: "tests of the element builder in a browser",
        needs: &[WasmTarget, WasmBindgen, Browser], after: &[],
        action: Tests(|context| web::chromium(context, DOM)),
    },
    Step {
        name: "firefox", about: "the same tests of the element and of its builder, in Firefox",
        needs: &[WasmTarget, WasmBindgen, Firefox], after: &[],
        action: Tests(web::firefox),
    },
    Step {
        name: "webkit", about: "the same tests of the element and of its builder, in WebKitGTK",
        needs: &[WasmTarget, WasmBindgen, WebKit], after: &[],
        action: Tests(web::webkit),
    },
    Step {
        name: "system", about: "tests of the whole: a real browser against the real panel",
        needs: &[Browser, Axe, Hosts, NodeTools], after: &["dist"],
        action: Tests(system_tests),
    },
    Step {
        name: "engines", about: "the main jobs and the table of faults, in Firefox and in WebKitGTK",
        needs: &[Browser, Axe, Firefox, NodeTools, WebKit], after: &["dist"],
        action: Tests(engine_tests),
    },
    Step {
        name: "domain", about: "tests with a domain controller, a mail server, a database, nginx and Caddy",
        needs: &[Domain, Postgres, WebServers], after: &[],
        action: Tests(domain_tests),
    },
    Step {
        name: "domain-browser", about: "the whole with a domain controller, a mail server and a browser",
        needs: &[Domain, Browser, NodeTools], after: &["dist"],
        action: Tests(domain_browser_tests),
    },
    Step {
        name: "page", about: "the development page, built with Trunk",
        needs: &[WasmTarget, WasmBindgen, Trunk], after: &[],
        action: Check(|context| serve::build_once(context.project, context.setup)),
    },
];
