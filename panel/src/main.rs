//! The reference control panel, as a program.

use std::env;
use std::io;
use std::process::ExitCode;
use std::time::Duration;

use panel::evidence::{EraseError, ForgetError};
use panel::options::{AgentOptions, Checkup, Command, Options, Owner, parse};
use panel::server::serve;
use panel::setup::StartError;
use panel::{agent, evidence, maintenance};
use tokio::runtime::Runtime;

/// How long a password that is being worked on may still take when the panel stops.
const SHUTDOWN_TIMEOUT: Duration = Duration::from_secs(1);

fn main() -> ExitCode {
    let ended = match parse(env::args_os().skip(1)) {
        Ok(Command::Add(options, owner)) => add(&options, &owner),
        Ok(Command::Check(checkup)) => return check(&checkup),
        Ok(Command::Evidence(options)) => return follow(*options),
        Ok(Command::EvidenceErase(options, mailbox)) => return erase(&options, &mailbox),
        Ok(Command::EvidenceExport(options, mailbox)) => return export(&options, &mailbox),
        Ok(Command::EvidenceForget(options, agent)) => return forget(&options, &agent),
        Ok(Command::EvidenceSources(options)) => return sources(&options),
        Ok(Command::SetPassword(options, mailbox)) => set_password(&options, &mailbox),
        Ok(Command::Unlock(options, mailbox)) => unlock(&options, &mailbox),
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
    end(ended)
}

fn add(options: &Options, owner: &Owner) -> Result<(), StartError> {
    maintenance::add_mailbox(options, owner, io::stdin().lock())?;
    println!("added {}", owner.mailbox);
    Ok(())
}

fn set_password(options: &Options, mailbox: &str) -> Result<(), StartError> {
    let work = maintenance::set_password(options, mailbox, io::stdin().lock());
    let set = Runtime::new()
        .map_err(StartError::NoThreads)?
        .block_on(work)?;
    let mailbox = set.mailbox;
    println!("set the password of {mailbox}; its sessions have ended");
    match set.told {
        Some(Ok(())) => println!("{mailbox} was told by e-mail"),
        Some(Err(why)) => println!("no e-mail was sent to {mailbox}: {why}"),
        None => {}
    }
    if set.is_locked {
        println!("it is locked: `panel unlock {mailbox}` with the same options ends that");
    }
    Ok(())
}

fn unlock(options: &Options, mailbox: &str) -> Result<(), StartError> {
    let work = maintenance::unlock(options, mailbox);
    Runtime::new()
        .map_err(StartError::NoThreads)?
        .block_on(work)?;
    println!("unlocked {mailbox}");
    Ok(())
}

/// Prints what is found; a failure if anything is wrong.
fn check(checkup: &Checkup) -> ExitCode {
    let report = match Runtime::new() {
        Ok(runtime) => runtime.block_on(panel::check::check(checkup)),
        Err(error) => {
            eprintln!("panel: {}", StartError::NoThreads(error));
            return ExitCode::FAILURE;
        }
    };
    println!("{report}");
    ExitCode::from(u8::from(report.count_wrong() > 0))
}

fn follow(options: AgentOptions) -> ExitCode {
    log_to_stderr();
    end(agent::follow(options))
}

fn erase(options: &Options, mailbox: &str) -> ExitCode {
    on_threads(async {
        let devices = evidence::erase(options, mailbox).await?;
        println!("erased what was kept of {devices} devices of {mailbox}");
        Ok::<(), EraseError>(())
    })
}

fn export(options: &Options, mailbox: &str) -> ExitCode {
    on_threads(async {
        let document = evidence::export(options, mailbox).await?;
        println!("{document:#}");
        Ok::<(), EraseError>(())
    })
}

fn forget(options: &Options, agent: &str) -> ExitCode {
    on_threads(async {
        let forgotten = evidence::forget(options, agent).await?;
        let at = forgotten.heard_at;
        println!("forgot the {} sources of {agent}", forgotten.sources);
        println!("what they told after {at}, the panel does not know");
        if forgotten.is_running {
            println!("{agent} seems to run: it is back with its next report unless you end it");
        }
        Ok::<(), ForgetError>(())
    })
}

fn sources(options: &Options) -> ExitCode {
    on_threads(async {
        let lines = evidence::sources(options).await?;
        if lines.is_empty() {
            println!("no agent has reported in the last 30 days");
        }
        for line in lines {
            println!("{line}");
        }
        Ok::<(), EraseError>(())
    })
}

fn on_threads<E: std::fmt::Display>(work: impl Future<Output = Result<(), E>>) -> ExitCode {
    match Runtime::new().map_err(StartError::NoThreads) {
        Ok(runtime) => end(runtime.block_on(work)),
        Err(error) => end(Err(error)),
    }
}

fn end<E: std::fmt::Display>(ended: Result<(), E>) -> ExitCode {
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("panel: {error}");
            ExitCode::FAILURE
        }
    }
}

fn log_to_stderr() {
    tracing_subscriber::fmt()
        .with_writer(io::stderr)
        .with_ansi(false)
        .with_target(false)
        .init();
}

fn run(options: Options) -> Result<(), StartError> {
    log_to_stderr();
    let runtime = Runtime::new().map_err(StartError::NoThreads)?;
    let ended = runtime.block_on(serve(options));
    runtime.shutdown_timeout(SHUTDOWN_TIMEOUT);
    ended
}
