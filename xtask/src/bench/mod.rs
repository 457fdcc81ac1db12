//! `cargo xtask bench`: how fast the form is, beside other forms in the same run. Times depend on the machine, so they
//! are printed and never tested.

mod peers;
mod request;

use std::process::ExitCode;

use anyhow::Result;
use request::Request;

use crate::demo;
use crate::dist;
use crate::process::Run;
use crate::progress::Progress;
use crate::project::Project;
use crate::setup::{Setup, Tool};

/// Runs the task.
pub(crate) fn run(project: &Project, args: &[String]) -> Result<ExitCode> {
    let request = Request::parse(args)?;
    let mut progress = Progress::default();
    let setup = Setup::new(project)?;
    if request.directory {
        progress.step("Set up", || setup.provide(&[Tool::Domain]))?;
        progress.step("Measure", || measure_directory(project, &request))?;
        return Ok(ExitCode::SUCCESS);
    }
    if request.evidence {
        progress.step("Set up", || setup.provide(&[Tool::Postgres]))?;
        progress.step("Measure", || measure_evidence(project))?;
        return Ok(ExitCode::SUCCESS);
    }
    if request.load {
        progress.step("Measure", || measure_load(project, &request))?;
        return Ok(ExitCode::SUCCESS);
    }
    progress.step("Set up", || {
        use Tool::{Browser, NodeTools, Peers, WasmBindgen, WasmTarget};
        setup.provide(&[NodeTools, Browser, WasmTarget, WasmBindgen, Peers])
    })?;
    let (node, browser) = (setup.node_tools()?, setup.browser()?);
    dist::build(project, &setup, Some(&node), &mut progress)?;
    let peers = progress.step("Bundle the other forms", || {
        peers::bundle(project, &node, &setup.peers()?)
    })?;
    progress.step("Measure", || {
        let mut benchmark = Run::cargo()
            // What is measured is in the browser; the rest need not be compiled anew for it.
            .line("bench --package system-tests --bench speed --profile dev")
            .dir(&project.root)
            .env("MAILBOX_PASSWORD_DIST", project.dist())
            .env("PEERS", &peers)
            .env("CHROMEDRIVER", &browser.driver)
            .env("CHROMIUM", &browser.chromium);
        if let Some(before) = &request.before {
            benchmark = benchmark.env("BEFORE_DIST", before);
        }
        if let Some(rounds) = request.rounds {
            benchmark = benchmark.env("ROUNDS", rounds.to_string());
        }
        if request.keystrokes {
            benchmark = benchmark.env("KEYSTROKES_ALONE", "1");
        }
        benchmark.run()
    })?;
    progress.summary();
    Ok(ExitCode::SUCCESS)
}

/// Changes with the embedded directory, beside their hashes alone.
fn measure_load(project: &Project, request: &Request) -> Result<()> {
    let panel = demo::build_optimized_panel(project)?;
    let mut benchmark = Run::cargo()
        .line("bench --package panel --bench load")
        .dir(&project.root)
        .env("MAILBOX_PASSWORD_PANEL", panel);
    for (name, number) in [("ROUNDS", request.rounds), ("MINUTES", request.minutes)] {
        if let Some(number) = number {
            benchmark = benchmark.env(name, number.to_string());
        }
    }
    benchmark.run()
}

/// The devices of many mailboxes, in each place in which they can be kept.
fn measure_evidence(project: &Project) -> Result<()> {
    let panel = demo::build_optimized_panel(project)?;
    Run::cargo()
        // What is measured is the program that was built; the rest need not be.
        .line("bench --package panel --bench evidence --profile dev")
        .dir(&project.root)
        .env("MAILBOX_PASSWORD_PANEL", panel)
        .run()
}

/// Changes through the panel, beside the same changes without it.
fn measure_directory(project: &Project, request: &Request) -> Result<()> {
    let panel = demo::build_optimized_panel(project)?;
    let mut benchmark = Run::cargo()
        .line("bench --package domain-tests --bench overhead")
        .dir(&project.root)
        .env("MAILBOX_PASSWORD_PANEL", panel);
    if let Some(rounds) = request.rounds {
        benchmark = benchmark.env("ROUNDS", rounds.to_string());
    }
    benchmark.run()
}
