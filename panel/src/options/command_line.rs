//! The command line: what to do, and with which options.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::{Args, Parser, Subcommand};

use super::Options;
use super::checkup::Checkup;
use super::error::OptionsError;
use super::evidence::AgentOptions;
use super::file;
use super::given::Given;
use super::needs;
use crate::directory::{Role, is_address};

/// What the command line asks for.
#[derive(Debug)]
pub enum Command {
    /// Add a mailbox to the store.
    Add(Box<Options>, Owner),
    /// Follow logs and tell a panel of devices.
    Evidence(Box<AgentOptions>),
    /// Delete what the panel has kept of a mailbox's devices.
    EvidenceErase(Box<Options>, String),
    /// Print what the panel has kept of a mailbox's devices.
    EvidenceExport(Box<Options>, String),
    /// Forget an agent that was taken away.
    EvidenceForget(Box<Options>, String),
    /// Print which agents have reported what they follow.
    EvidenceSources(Box<Options>),
    /// Say what is wrong with the options, and serve nothing.
    Check(Box<Checkup>),
    /// Set the password of a mailbox in the store.
    SetPassword(Box<Options>, String),
    /// End the lock of a mailbox in the store.
    Unlock(Box<Options>, String),
    /// Print the help, or the version.
    Print(String),
    /// Serve.
    Serve(Box<Options>),
}

/// Whose mailbox is added.
#[derive(Debug)]
pub struct Owner {
    /// The address.
    pub mailbox: String,
    /// As in Active Directory's `displayName`.
    pub display_name: String,
    /// The most that the owner may be.
    pub role: Role,
}

/// The reference control panel of Mailbox Password.
///
/// Try it with --demo, serve mailboxes in a file with --store FILE, or those in Active Directory with --directory.
#[derive(Parser)]
#[command(
    name = "panel",
    version,
    max_term_width = 100,
    args_override_self = true,
    args_conflicts_with_subcommands = true
)]
pub(super) struct CommandLine {
    #[command(subcommand)]
    task: Option<Task>,
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    add: Add,
}

/// What to do instead of serving.
#[derive(Subcommand)]
enum Task {
    /// Say in words what is wrong with the options, of a panel or of an agent, and with what they name, and change
    /// nothing
    Check(Box<Source>),
    /// Follow the logs of mail servers and tell a panel which devices signed in or were refused, until it is ended
    Evidence(Box<Source>),
    /// Delete what is kept in the evidence store of a mailbox's devices
    EvidenceErase(Box<Named>),
    /// Print what is kept in the evidence store of a mailbox's devices, as JSON
    EvidenceExport(Box<Named>),
    /// Forget an agent that was taken away: its silence would keep "safe to unlock" from being said for 30 days. An
    /// agent that still runs is listed again after its next report
    EvidenceForget(Box<NamedAgent>),
    /// Print what each agent follows, how that is, and when it was last heard of
    EvidenceSources(Box<Source>),
    /// End the lock of a mailbox in the store, whether or not a panel is running on it
    Unlock(Box<Named>),
    /// Set the password of a mailbox in the store to the first line of the standard input, and end its sessions; the
    /// rules apply
    SetPassword(Box<Named>),
}

/// A mailbox of a store.
#[derive(Args)]
struct Named {
    /// Whose
    #[arg(value_name = "ADDRESS")]
    mailbox: String,
    #[command(flatten)]
    source: Source,
}

/// An agent.
#[derive(Args)]
struct NamedAgent {
    /// Its name, as `panel evidence-sources` prints it
    #[arg(value_name = "AGENT")]
    agent: String,
    #[command(flatten)]
    source: Source,
}

/// Where options come from.
#[derive(Args)]
struct Source {
    /// A file with the options that are not on the command line, without their dashes, as in `listen = "127.0.0.1:80"`
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(flatten)]
    given: Given,
}

/// Adds a mailbox to the store instead of serving.
#[derive(Args)]
struct Add {
    /// Add a mailbox to the store; its first password is the first line of the standard input
    #[arg(long, value_name = "ADDRESS", help_heading = ADD)]
    add_mailbox: Option<String>,
    /// Its owner's name
    #[arg(long, value_name = "NAME", help_heading = ADD)]
    name: Option<String>,
    /// Let its owner look after the mailboxes of the address's domain
    #[arg(long, help_heading = ADD)]
    administrator: bool,
}

const ADD: &str = "Adding a mailbox to a file";

/// Reads the arguments after the program's name, and the file that they name.
pub fn parse<I>(arguments: I) -> Result<Command, OptionsError>
where
    I: IntoIterator<Item = OsString>,
{
    let program = OsString::from("panel");
    let line = match CommandLine::try_parse_from([program].into_iter().chain(arguments)) {
        Ok(line) => line,
        Err(printed)
            if matches!(
                printed.kind(),
                ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
            ) =>
        {
            return Ok(Command::Print(printed.render().to_string()));
        }
        Err(error) => return Err(error.into()),
    };
    match line.task {
        Some(Task::Check(source)) => {
            return Ok(Command::Check(Box::new(Checkup::new(source.given()?)?)));
        }
        Some(Task::Evidence(source)) => {
            let options = AgentOptions::new(source.given()?)?;
            return Ok(Command::Evidence(Box::new(options)));
        }
        Some(Task::EvidenceErase(named)) => {
            return named
                .read_evidence()
                .map(|(options, mailbox)| Command::EvidenceErase(options, mailbox));
        }
        Some(Task::EvidenceExport(named)) => {
            return named
                .read_evidence()
                .map(|(options, mailbox)| Command::EvidenceExport(options, mailbox));
        }
        Some(Task::EvidenceForget(named)) => {
            let options = named.source.read_evidence()?;
            return Ok(Command::EvidenceForget(options, named.agent));
        }
        Some(Task::EvidenceSources(source)) => {
            return source.read_evidence().map(Command::EvidenceSources);
        }
        Some(Task::SetPassword(named)) => {
            return named
                .read()
                .map(|(options, mailbox)| Command::SetPassword(options, mailbox));
        }
        Some(Task::Unlock(named)) => {
            return named
                .read()
                .map(|(options, mailbox)| Command::Unlock(options, mailbox));
        }
        None => {}
    }
    let options = Box::new(line.source.read()?);
    match (line.add.add_mailbox, line.add.name, line.add.administrator) {
        (None, None, false) => Ok(Command::Serve(options)),
        (Some(mailbox), Some(display_name), is_administrator)
            if options.mailboxes.store().is_some() && is_address(&mailbox) =>
        {
            let role = match is_administrator {
                true => Role::Administrator,
                false => Role::User,
            };
            let owner = Owner {
                mailbox,
                display_name,
                role,
            };
            Ok(Command::Add(options, owner))
        }
        _ => Err(OptionsError::new(
            "a mailbox is added with --store FILE --add-mailbox ADDRESS --name NAME",
        )),
    }
}

impl Named {
    fn read_evidence(self) -> Result<(Box<Options>, String), OptionsError> {
        Ok((self.source.read_evidence()?, self.mailbox))
    }

    fn read(self) -> Result<(Box<Options>, String), OptionsError> {
        let options = self.source.read()?;
        if options.mailboxes.store().is_none() {
            return Err(OptionsError::new(
                "this is done in the store: name it with --store FILE",
            ));
        }
        Ok((Box::new(options), self.mailbox))
    }
}

impl Source {
    /// The options: what the command line leaves open is taken from the file.
    fn read(self) -> Result<Options, OptionsError> {
        Options::new(self.given()?)
    }

    /// The same, where an evidence store is needed.
    fn read_evidence(self) -> Result<Box<Options>, OptionsError> {
        let options = self.read()?;
        if options.evidence.is_none() {
            return Err(OptionsError::new(
                "this is done in the evidence store: name it with --evidence-store FILE, or with --database URL and \
                 --evidence-secret-file FILE",
            ));
        }
        Ok(Box::new(options))
    }

    fn given(self) -> Result<Given, OptionsError> {
        let given = match &self.config {
            Some(path) => self.given.or(file::read(path)?),
            None => self.given,
        };
        needs::check(&given)?;
        Ok(given)
    }
}
