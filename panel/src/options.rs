//! The options: from the command line, and from a configuration file beneath it.

mod administrators;
mod directory;
mod error;
mod file;
mod given;
mod secret;
mod value;

use std::ffi::OsString;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use clap::error::ErrorKind;
use clap::{Args, Parser, Subcommand};

pub use self::administrators::Administrators;
pub use self::directory::DirectoryOptions;
pub use self::error::OptionsError;
use self::given::Given;
pub use self::secret::Secret;
use crate::directory::embedded::HashCost;
use crate::directory::{Role, is_address};
pub use crate::limits::RequestLimits;
pub use crate::origin::Origin;

/// What the command line asks for.
#[derive(Debug)]
pub enum Command {
    /// Add a mailbox to the store.
    Add(Box<Options>, Owner),
    /// Say what is wrong with the options, and serve nothing.
    Check(Box<Options>),
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

/// How to serve.
#[derive(Debug)]
pub struct Options {
    /// Where to listen.
    pub listen: SocketAddr,
    /// Where browsers find the panel, if that is not the host that a request names.
    pub origin: Option<Origin>,
    /// The widget's files.
    pub dist: PathBuf,
    /// The SQLite file; a temporary one without it.
    pub store: Option<PathBuf>,
    /// Active Directory, if the mailboxes are there.
    pub directory: Option<DirectoryOptions>,
    /// Whether the demo's mailboxes are added.
    pub demo: bool,
    /// A provider's policy.
    pub policy: Option<PathBuf>,
    /// A provider's name, mark and accent.
    pub brand: Option<PathBuf>,
    /// How to reach the administrator.
    pub help_line: Option<String>,
    /// What a hash costs.
    pub hash_cost: HashCost,
    /// How long to wait for another writer of the store.
    pub store_wait: Duration,
    /// How much one session and one address may ask for.
    pub limits: RequestLimits,
    /// From one sign-in of a mailbox's simulated devices to the next.
    pub device_pace: Duration,
    /// A file that moves the clock.
    pub clock_file: Option<PathBuf>,
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
struct CommandLine {
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
    /// Say in words what is wrong with the options and with what they name, and change nothing
    Check(Box<Source>),
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
    if let Some(Task::Check(source)) = line.task {
        return Ok(Command::Check(Box::new(source.read()?)));
    }
    let options = Box::new(line.source.read()?);
    match (line.add.add_mailbox, line.add.name, line.add.administrator) {
        (None, None, false) => Ok(Command::Serve(options)),
        (Some(mailbox), Some(display_name), is_administrator)
            if options.store.is_some() && is_address(&mailbox) =>
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

impl Source {
    /// The options: what the command line leaves open is taken from the file.
    fn read(self) -> Result<Options, OptionsError> {
        let given = match &self.config {
            Some(path) => self.given.or(file::read(path)?),
            None => self.given,
        };
        Options::new(given)
    }
}

impl Options {
    fn new(given: Given) -> Result<Self, OptionsError> {
        let directory = DirectoryOptions::new(&given)?;
        match (&directory, &given.store, given.demo) {
            (None, None, false) => {
                return Err(OptionsError::new(
                    "say where the mailboxes are: --store FILE or --directory URL, or try --demo",
                ));
            }
            (Some(_), Some(_), _) | (Some(_), _, true) => {
                return Err(OptionsError::new(
                    "the mailboxes are in one place: --directory goes with neither --store nor --demo",
                ));
            }
            _ => {}
        }
        let limits = RequestLimits::default();
        Ok(Self {
            listen: given
                .listen
                .unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 8080))),
            origin: given.origin,
            dist: given.dist.unwrap_or_else(|| PathBuf::from("dist")),
            store: given.store,
            directory,
            demo: given.demo,
            policy: given.policy,
            brand: given.brand,
            help_line: given.help_line.map(|link| link.0),
            hash_cost: given.hash_cost.unwrap_or_default(),
            store_wait: given
                .store_wait
                .map_or(Duration::from_secs(5), |wait| wait.0),
            limits: RequestLimits {
                changes: given.changes_per_minute.unwrap_or(limits.changes),
                sign_ins: given.sign_ins_per_minute.unwrap_or(limits.sign_ins),
            },
            device_pace: given
                .device_pace
                .map_or(Duration::from_secs(4), |pace| pace.0),
            clock_file: given.clock_file,
        })
    }
}

#[cfg(test)]
mod tests;
