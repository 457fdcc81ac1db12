//! `cargo xtask test`: every test there is, and one plain line at the end.

mod context;
mod steps;
mod tally;

use std::process::ExitCode;

use context::Context;
use steps::{ALL, Act, Step};
use tally::Tally;

use crate::failure::{Failure, Result};
use crate::progress::Progress;
use crate::project::Project;

/// Runs the task.
pub(crate) fn run(project: &Project, args: &[String]) -> Result<ExitCode> {
    let request = parse(args)?;
    let steps = select(&request)?;
    let mut progress = Progress::default();
    let mut context = progress.step("Set up", || Context::new(project, &steps, request.filter))?;
    let mut total = Tally::default();
    let mut failed = Vec::new();
    for step in steps {
        let tally = if let Some(first) = step.after.iter().find(|name| failed.contains(*name)) {
            println!("==> {}\n    not run, because `{first}` failed", step.name);
            Tally::failure()
        } else {
            run_step(step, &mut context, &mut progress)
        };
        if tally.failed > 0 {
            failed.push(step.name);
        }
        total += tally;
    }
    progress.summary();
    if !failed.is_empty() {
        println!(
            "Failed: {}. One step alone: cargo xtask test --only {}",
            failed.join(", "),
            failed[0]
        );
    }
    println!("{total}");
    Ok(if failed.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// The names of the steps, in order.
pub(crate) fn step_names() -> Vec<&'static str> {
    ALL.iter().map(|step| step.name).collect()
}

/// Runs one step and counts what it showed; a failure is shown, and the next step goes on.
fn run_step(step: &Step, context: &mut Context<'_>, progress: &mut Progress) -> Tally {
    let mut tally = Tally::default();
    let result = progress.step(&format!("{}: {}", step.name, step.about), || {
        match step.act {
            Act::Check(check) => {
                check(context)?;
                tally.passed += 1;
                Ok(())
            }
            Act::Tests(command) => {
                let command = command(context)?;
                let succeeded = command.tests(|line| tally.read(line))?;
                if !succeeded && tally.failed == 0 {
                    return Err(Failure::new(
                        "it ended with a failure before or outside its tests",
                    ));
                }
                if succeeded && tally.is_empty() && context.filter.is_none() {
                    return Err(Failure::new("it ran no test at all"));
                }
                Ok(())
            }
        }
    });
    if let Err(failure) = result {
        println!("{}: {failure}", step.name);
        tally += Tally::failure();
    }
    tally
}

/// What the command line asks for.
#[derive(Debug, Default, Eq, PartialEq)]
struct Request {
    filter: Option<String>,
    only: Vec<String>,
}

fn parse(args: &[String]) -> Result<Request> {
    let mut request = Request::default();
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        let names = match arg.strip_prefix("--only") {
            Some("") => args.next().map(String::as_str),
            Some(rest) => rest.strip_prefix('='),
            None => None,
        };
        if let Some(names) = names {
            request.only.extend(names.split(',').map(str::to_owned));
        } else if arg.starts_with('-') {
            return Err(Failure::new(format!(
                "`{arg}` is not understood; `cargo xtask help` shows what is"
            )));
        } else if request.filter.replace(arg.clone()).is_some() {
            return Err(Failure::new(
                "one filter at a time: a part of the names of the tests to run",
            ));
        }
    }
    Ok(request)
}

/// The steps to run: those asked for, and what they build on. A filter leaves only steps that have tests.
fn select(request: &Request) -> Result<Vec<&'static Step>> {
    let unknown = request
        .only
        .iter()
        .find(|name| ALL.iter().all(|step| step.name != name.as_str()));
    if let Some(name) = unknown {
        let names = step_names().join(", ");
        return Err(Failure::new(format!(
            "there is no step `{name}`; the steps are {names}"
        )));
    }
    let asked = |step: &Step| {
        if request.only.is_empty() {
            request.filter.is_none() || matches!(step.act, Act::Tests(_))
        } else {
            request.only.iter().any(|name| name == step.name)
        }
    };
    let wanted: Vec<_> = ALL.iter().filter(|step| asked(step)).collect();
    let needed = |step: &Step| {
        wanted
            .iter()
            .any(|other| other.name == step.name || other.after.contains(&step.name))
    };
    Ok(ALL.iter().filter(|step| needed(step)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(args: &[&str], expected: std::result::Result<&[&str], &str>) {
        let args: Vec<String> = args.iter().map(|arg| (*arg).to_owned()).collect();
        let steps = parse(&args).and_then(|request| select(&request));
        let names = steps.map(|steps| steps.iter().map(|step| step.name).collect::<Vec<_>>());
        assert_eq!(
            names.map_err(|failure| failure.to_string()),
            expected.map(<[_]>::to_vec).map_err(str::to_owned)
        );
    }

    #[test]
    fn a_step_alone_brings_what_it_builds_on() {
        check(&["--only", "rules"], Ok(&["rules"]));
        check(&["--only=system,fmt"], Ok(&["fmt", "dist", "system"]));
    }

    #[test]
    fn a_filter_leaves_the_steps_with_tests() {
        check(
            &["lockout"],
            Ok(&[
                "declarations",
                "rules",
                "panel",
                "widget",
                "xtask",
                "dist",
                "browser",
                "system",
            ]),
        );
        check(&["lockout", "--only", "panel"], Ok(&["panel"]));
    }

    #[test]
    fn what_is_not_understood_is_named() {
        check(
            &["a", "b"],
            Err("one filter at a time: a part of the names of the tests to run"),
        );
        check(
            &["--fast"],
            Err("`--fast` is not understood; `cargo xtask help` shows what is"),
        );
        let steps = parse(&["--only=x".to_owned()]).and_then(|request| select(&request));
        assert!(
            steps.is_err_and(|failure| failure.to_string().starts_with("there is no step `x`"))
        );
    }
}
