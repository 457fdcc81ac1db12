//! The tasks of this repository, run as `cargo xtask NAME`.
//!
//! Each task sets up what it needs, prints what it is doing, then does the one thing.

mod bench;
mod check;
mod demo;
mod dist;
mod docs;
mod files;
mod hash;
mod lock;
mod markers;
mod process;
mod progress;
mod project;
mod serve;
mod setup;
mod test;

use std::env;
use std::process::ExitCode;

use anyhow::{Result, bail};
use process::interrupt;
use project::Project;

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    interrupt::handle()
        .and_then(|()| run(&args))
        .unwrap_or_else(|error| {
            eprintln!("xtask: {error:#}");
            match interrupt::requested() {
                true => interrupt::EXIT_CODE.into(),
                false => ExitCode::FAILURE,
            }
        })
}

/// Runs the task that the first argument names.
fn run(args: &[String]) -> Result<ExitCode> {
    let Some((task, rest)) = args.split_first() else {
        print!("{}", help());
        return Ok(ExitCode::FAILURE);
    };
    if matches!(task.as_str(), "help" | "--help" | "-h") || rest.iter().any(|arg| arg == "--help") {
        print!("{}", help());
        return Ok(ExitCode::SUCCESS);
    }
    let project = Project::find()?;
    match task.as_str() {
        "bench" => bench::run(&project, rest),
        "demo" => demo::run(&project, rest),
        "dist" => dist::run(&project, rest),
        "docs" => docs::run(&project, rest),
        "serve" => serve::run(&project, rest),
        "test" => test::run(&project, rest),
        _ => bail!("there is no task `{task}`; `cargo xtask help` lists them"),
    }
}

/// What `cargo xtask help` prints.
fn help() -> String {
    format!(
        "\
cargo xtask demo [--active-directory] [--listen ADDRESS] [PANEL ARGUMENT…]
    Build the widget and the reference control panel, and serve them with demo accounts. --active-directory has them in
    a domain controller (Samba), with a mail server (Dovecot) beside it; it needs root.
cargo xtask test [FILTER] [--only STEP[,STEP…]] [--all-faults]
    Run every test. FILTER leaves only tests whose name contains it. --all-faults plays the table of faults in its long
    form.
    Steps: {steps}
cargo xtask dist [--readme]
    Write what an integrator deploys to dist/. --readme also brings the README's table of sizes up to date.
cargo xtask bench [--before FOLDER] [--rounds NUMBER]
                  [--keystrokes | --directory | --evidence | --load [--minutes NUMBER]]
    Measure how soon the form can be used, what moves, and what a keystroke costs, as ratios against other forms in the
    same run. --before adds another deployment, such as the dist/ of an older commit. --keystrokes measures what a
    keystroke costs and nothing else. --directory measures instead what the panel adds to a change in Active Directory,
    --evidence how soon the devices of 100,000 mailboxes are listed, with SQLite and with PostgreSQL, --load what the
    panel with mailboxes in a file can do beside its hashes alone, and for so many minutes (10) whether its memory stays
    what it is.
cargo xtask docs
    Write what follows from declarations/ and locales/ (parts of README.md, docs/texts.md and embed/), and check the
    rest.
cargo xtask serve [TRUNK ARGUMENT…]
    Serve the development page with Trunk, which rebuilds it when a file changes.

Tools are kept in a per-user cache, which MAILBOX_PASSWORD_CACHE overrides.
",
        steps = test::step_names().join(", ")
    )
}
