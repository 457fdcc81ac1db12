//! The command line.

mod argument;

use std::ffi::OsString;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use lexopt::prelude::{Long, Short, ValueExt};

pub use self::argument::OptionsError;
use self::argument::{link, seconds, value};
use crate::directory::embedded::HashCost;
use crate::directory::{Role, is_address};
pub use crate::limits::RequestLimits;
pub use crate::origin::Origin;

/// What `--help` prints.
pub const HELP: &str = "\
The reference control panel of Mailbox Password.

  panel --demo                     try it: a temporary store with demo mailboxes
  panel --store FILE               serve the mailboxes in FILE, creating it if it is not there
  panel --store FILE --add-mailbox ADDRESS --name NAME
                                   add a mailbox; its first password is read from the standard input;
                                   with --administrator its owner looks after the mailboxes of its domain

Options:
  --listen ADDRESS:PORT            where to listen [127.0.0.1:8080]; port 0 picks a free one
  --origin URL                     where browsers find the panel, as in https://panel.example.com: for a proxy that
                                   gives it another host name; without it the request's Host counts
  --dist FOLDER                    the widget, as `cargo xtask dist` writes it [dist]
  --store FILE                     the SQLite file with mailboxes, audit trail and signing key
  --demo                           add the demo's mailboxes; without --store the store is temporary
  --policy FILE                    the rules for passwords, JSON as in `GET policy` of the wire contract
  --brand FILE                     the provider's name, mark and accent, JSON as in the panel's README
  --help-line LINK                 how to reach the administrator: a tel:, mailto: or https: link
  --hash-cost KIB,PASSES           what an Argon2id hash costs [19456,2]
  --store-wait SECONDS             how long to wait for whoever else is writing to the store [5]
  --changes-per-minute N           password changes a minute in one session [20], four times that from one address
  --sign-ins-per-minute N          sign-ins a minute from one address [60]
  --device-pace SECONDS            in the demo: from one turn of a mailbox's devices to the next [4]
  --clock-file FILE                for tests: a file with seconds to add to the clock, read on each use
  --help, --version
";

/// What the command line asks for.
#[derive(Debug)]
pub enum Command {
    /// Add a mailbox to the store.
    Add(Box<Options>, Owner),
    /// Print the help.
    Help,
    /// Serve.
    Serve(Box<Options>),
    /// Print the version.
    Version,
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

impl Default for Options {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            origin: None,
            dist: PathBuf::from("dist"),
            store: None,
            demo: false,
            policy: None,
            brand: None,
            help_line: None,
            hash_cost: HashCost::default(),
            store_wait: Duration::from_secs(5),
            limits: RequestLimits::default(),
            device_pace: Duration::from_secs(4),
            clock_file: None,
        }
    }
}

/// Reads the arguments after the program's name.
pub fn parse<I>(arguments: I) -> Result<Command, OptionsError>
where
    I: IntoIterator<Item = OsString>,
{
    let mut parser = lexopt::Parser::from_args(arguments);
    let mut options = Options::default();
    let (mut mailbox, mut display_name, mut role) = (None, None, Role::User);
    while let Some(argument) = parser.next()? {
        match argument {
            Short('h') | Long("help") => return Ok(Command::Help),
            Short('V') | Long("version") => return Ok(Command::Version),
            Long("listen") => {
                options.listen = value(
                    &mut parser,
                    "--listen",
                    "ADDRESS:PORT, as in 127.0.0.1:8080",
                )?;
            }
            Long("origin") => {
                let wanted = "https://HOST, as in https://panel.example.com";
                options.origin = Some(value(&mut parser, "--origin", wanted)?);
            }
            Long("dist") => options.dist = parser.value()?.into(),
            Long("add-mailbox") => mailbox = Some(parser.value()?.string()?),
            Long("administrator") => role = Role::Administrator,
            Long("name") => display_name = Some(parser.value()?.string()?),
            Long("store") => options.store = Some(parser.value()?.into()),
            Long("demo") => options.demo = true,
            Long("policy") => options.policy = Some(parser.value()?.into()),
            Long("brand") => options.brand = Some(parser.value()?.into()),
            Long("help-line") => options.help_line = Some(link(parser.value()?.string()?)?),
            Long("hash-cost") => {
                options.hash_cost = value(&mut parser, "--hash-cost", "KIB,PASSES, as in 19456,2")?;
            }
            Long("store-wait") => options.store_wait = seconds(&mut parser, "--store-wait")?,
            Long("device-pace") => options.device_pace = seconds(&mut parser, "--device-pace")?,
            Long("changes-per-minute") => {
                options.limits.changes = value(&mut parser, "--changes-per-minute", "a number")?;
            }
            Long("sign-ins-per-minute") => {
                options.limits.sign_ins = value(&mut parser, "--sign-ins-per-minute", "a number")?;
            }
            Long("clock-file") => options.clock_file = Some(parser.value()?.into()),
            other => return Err(other.unexpected().into()),
        }
    }
    if options.store.is_none() && !options.demo {
        return Err(OptionsError(
            "say where the mailboxes are: --store FILE, or try --demo".to_owned(),
        ));
    }
    match (mailbox, display_name) {
        (None, None) if role == Role::User => Ok(Command::Serve(Box::new(options))),
        (Some(mailbox), Some(display_name)) if options.store.is_some() && is_address(&mailbox) => {
            let owner = Owner {
                mailbox,
                display_name,
                role,
            };
            Ok(Command::Add(Box::new(options), owner))
        }
        _ => Err(OptionsError(
            "a mailbox is added with --store FILE --add-mailbox ADDRESS --name NAME".to_owned(),
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(arguments: &str, expected: &str) {
        let error = parse(arguments.split_whitespace().map(OsString::from))
            .unwrap_err()
            .to_string();
        assert!(error.contains(expected), "{arguments}: {error}");
    }

    #[test]
    fn a_wrong_option_is_named_with_what_to_write_instead() {
        check("", "--store FILE, or try --demo");
        check("--demo --listen 8080", "127.0.0.1:8080");
        check("--demo --hash-cost much", "19456,2");
        check("--demo --origin panel.example.com", "https://HOST");
        check("--demo --store-wait -1", "--store-wait");
        check("--demo --device-pace -1", "--device-pace");
        check("--demo --help-line javascript:alert(1)", "tel:");
        check("--demo --lisen 1", "--lisen");
        check("--store s --add-mailbox ann@example.com", "--name NAME");
        check(
            "--store s --add-mailbox ann --name Ann",
            "--add-mailbox ADDRESS",
        );
        check(
            "--demo --add-mailbox ann@example.com --name Ann",
            "--store FILE",
        );
        check("--demo --administrator", "--add-mailbox ADDRESS");
    }

    #[test]
    fn every_option_is_in_the_help() {
        let Ok(Command::Serve(options)) =
            parse(["--demo", "--listen", "127.0.0.1:0"].map(OsString::from))
        else {
            panic!("these are good options");
        };
        assert!(options.demo && options.listen.port() == 0);
        let read: Vec<_> = include_str!("options.rs")
            .split("Long(\"")
            .skip(1)
            .collect();
        assert!(read.len() > 10, "{read:?}");
        for option in read {
            let (option, _) = option.split_once('"').unwrap();
            assert!(HELP.contains(&format!("--{option}")), "{option}");
        }
    }
}
