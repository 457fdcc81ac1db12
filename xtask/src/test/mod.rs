//! `cargo xtask test`: every test there is, and one plain line at the end.

mod commands;
mod context;
mod counts;
mod hosts;
mod request;
mod step;
mod steps;
mod web;

use std::process::ExitCode;

use anyhow::{Result, ensure};

use context::Context;
use counts::Counts;
use request::Request;
use step::{Action, Step};

use crate::process::{Run, interrupt};
use crate::progress::Progress;
use crate::project::Project;
use crate::setup::Setup;

/// Runs the task.
pub(crate) fn run(project: &Project, args: &[String]) -> Result<ExitCode> {
    let request = Request::parse(args)?;
    let steps = request.steps()?;
    let mut progress = Progress::default();
    let setup = Setup::new(project)?;
    progress.step("Set up", || {
        let needs = steps.iter().flat_map(|step| step.needs).copied();
        setup.provide(&needs.collect::<Vec<_>>())
    })?;
    let mut context = Context::new(project, &setup, request.filter, request.all_faults)?;
    let mut total = Counts::default();
    let mut failed = Vec::new();
    for step in steps {
        let counts = if let Some(first) = step.after.iter().find(|name| failed.contains(*name)) {
            println!("==> {}\n    not run, because `{first}` failed", step.name);
            Counts::failure()
        } else {
            run_step(step, &mut context, &mut progress)
        };
        ensure!(!interrupt::requested(), "interrupted");
        if counts.failed > 0 {
            failed.push(step.name);
        }
        total += counts;
    }
    progress.summary();
    if let [first, ..] = failed[..] {
        let failed = failed.join(", ");
        println!("Failed: {failed}. One step alone: cargo xtask test --only {first}");
    }
    println!("{total}");
    Ok(ExitCode::from(u8::from(!failed.is_empty())))
}

/// The names of the steps, in order.
pub(crate) fn step_names() -> Vec<&'static str> {
    steps::ALL.iter().map(|step| step.name).collect()
}

/// Runs one step and counts its tests; a failure is shown, and the next step goes on.
fn run_step(step: &Step, context: &mut Context<'_>, progress: &mut Progress) -> Counts {
    let mut counts = Counts::default();
    let name = format!("{}: {}", step.name, step.about);
    let result = progress.step(&name, || match step.action {
        Action::Check(check) => check(context).map(|()| counts.passed += 1),
        Action::CargoTest(args) => {
            run_tests(commands::tests(context, args, &[]), context, &mut counts)
        }
        Action::Tests(command) => run_tests(command(context)?, context, &mut counts),
    });
    if let Err(error) = result {
        println!("{}: {error:#}", step.name);
        counts += Counts::failure();
    }
    counts
}

/// Runs tests, and counts them by what they print.
fn run_tests(tests: Run, context: &Context<'_>, counts: &mut Counts) -> Result<()> {
    let succeeded = tests.lines(|line| counts.read(line))?;
    ensure!(
        succeeded || counts.failed > 0,
        "it ended with a failure before or outside its tests"
    );
    ensure!(
        !counts.is_empty() || !succeeded || context.filter.is_some(),
        "it ran no test at all"
    );
    Ok(())
}
