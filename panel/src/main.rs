//! The reference control panel, as a program.

use std::env;
use std::io;
use std::process::ExitCode;
use std::time::Duration;

use panel::options::{Command, HELP, parse};
use panel::server::serve;
use tokio::runtime::Runtime;

/// How long a password that is being worked on may still take when the panel stops.
const LAST_WORK: Duration = Duration::from_secs(1);

fn main() -> ExitCode {
    let options = match parse(env::args_os().skip(1)) {
        Ok(Command::Help) => {
            print!("{HELP}");
            return ExitCode::SUCCESS;
        }
        Ok(Command::Version) => {
            println!("panel {}", env!("CARGO_PKG_VERSION"));
            return ExitCode::SUCCESS;
        }
        Ok(Command::Serve(options)) => *options,
        Err(error) => {
            eprintln!("panel: {error}");
            return ExitCode::from(2);
        }
    };
    tracing_subscriber::fmt()
        .with_writer(io::stderr)
        .with_ansi(false)
        .with_target(false)
        .init();
    let runtime = match Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("panel: cannot start threads: {error}");
            return ExitCode::FAILURE;
        }
    };
    let ended = runtime.block_on(serve(options));
    runtime.shutdown_timeout(LAST_WORK);
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("panel: {error}");
            ExitCode::FAILURE
        }
    }
}
