//! The reference control panel, as a program.

use std::env;
use std::io;
use std::process::ExitCode;
use std::time::Duration;

use panel::options::{Command, Options, Owner, parse};
use panel::server::serve;
use panel::setup::{StartError, add_mailbox};
use tokio::runtime::Runtime;

/// How long a password that is being worked on may still take when the panel stops.
const SHUTDOWN_TIMEOUT: Duration = Duration::from_secs(1);

fn main() -> ExitCode {
    let ended = match parse(env::args_os().skip(1)) {
        Ok(Command::Add(options, owner)) => add(&options, &owner),
        Ok(Command::Check(options)) => return check(&options),
        Ok(Command::Print(text)) => {
            println!("{}", text.trim_end());
            Ok(())
        }
        Ok(Command::Serve(options)) => run(*options),
        Err(error) => {
            eprintln!("panel: {error}");
            return ExitCode::from(2);
        }
    };
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("panel: {error}");
            ExitCode::FAILURE
        }
    }
}

fn add(options: &Options, owner: &Owner) -> Result<(), StartError> {
    add_mailbox(options, owner, io::stdin().lock())?;
    println!("added {}", owner.mailbox);
    Ok(())
}

/// Prints what is found; a failure if anything is wrong.
fn check(options: &Options) -> ExitCode {
    let report = match Runtime::new() {
        Ok(runtime) => runtime.block_on(panel::check::check(options)),
        Err(error) => {
            eprintln!("panel: {}", StartError::NoThreads(error));
            return ExitCode::FAILURE;
        }
    };
    println!("{report}");
    ExitCode::from(u8::from(report.count_wrong() > 0))
}

fn run(options: Options) -> Result<(), StartError> {
    tracing_subscriber::fmt()
        .with_writer(io::stderr)
        .with_ansi(false)
        .with_target(false)
        .init();
    let runtime = Runtime::new().map_err(StartError::NoThreads)?;
    let ended = runtime.block_on(serve(options));
    runtime.shutdown_timeout(SHUTDOWN_TIMEOUT);
    ended
}
