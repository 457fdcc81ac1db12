//! What comes before serving: opening the directory.

use std::error;
use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tempfile::TempDir;

use crate::brand::BrandError;
use crate::clock::Clock;
use crate::database::Database;
use crate::demo;
use crate::directory::active_directory::{self, ActiveDirectory, Administrators, Controller};
use crate::directory::embedded::{Embedded, Settings};
use crate::directory::recorded::Recorded;
use crate::directory::{Directory, DirectoryError};
use crate::ledger::{Ledger, PanelLedger};
use crate::options::{DirectoryOptions, Mailboxes, Options};
use crate::policy::{PolicyError, default_policy, read_policy};

/// A directory that can serve.
pub(crate) struct OpenDirectory {
    pub(crate) directory: Arc<dyn Directory>,
    /// What the panel itself remembers.
    pub(crate) ledger: Arc<dyn Ledger>,
    /// The folder of a store that nobody named. It is deleted with this.
    pub(crate) temporary: Option<TempDir>,
}

/// Connects to the database, if the options ask for one.
pub(crate) async fn open_database(options: &Options) -> Result<Option<Database>, StartError> {
    match &options.database {
        Some(database) => Database::open(database)
            .await
            .map(Some)
            .map_err(StartError::Database),
        None => Ok(None),
    }
}

/// Opens the directory that the options ask for, with the demo's mailboxes in it if they ask for those. What serves
/// knows it by its trait alone.
pub(crate) fn open_directory(
    options: &Options,
    database: Option<&Database>,
    clock: &Arc<Clock>,
) -> Result<OpenDirectory, StartError> {
    match &options.mailboxes {
        Mailboxes::ActiveDirectory(directory) => open_active_directory(directory, database, clock),
        Mailboxes::Demo(Some(store)) => open_demo(options, store, clock),
        Mailboxes::Demo(None) => {
            let folder = TempDir::with_prefix("mailbox-panel-");
            let folder = folder.map_err(StartError::NoTemporaryStore)?;
            let opened = open_demo(options, &folder.path().join("mailboxes.sqlite"), clock)?;
            Ok(OpenDirectory {
                temporary: Some(folder),
                ..opened
            })
        }
        Mailboxes::Store(store) => Ok(open_embedded(options, store, Arc::clone(clock))?.into()),
    }
}

fn open_demo(
    options: &Options,
    store: &Path,
    clock: &Arc<Clock>,
) -> Result<OpenDirectory, StartError> {
    let directory = open_embedded(options, store, Arc::clone(clock))?;
    demo::seed(&directory, clock.now())?;
    Ok(directory.into())
}

/// The embedded directory remembers for the panel, too.
impl From<Embedded> for OpenDirectory {
    fn from(directory: Embedded) -> Self {
        Self {
            directory: Arc::new(directory.clone()),
            ledger: Arc::new(directory),
            temporary: None,
        }
    }
}

/// Opens the directory of a company; connections to it come with the first requests.
fn open_active_directory(
    options: &DirectoryOptions,
    database: Option<&Database>,
    clock: &Arc<Clock>,
) -> Result<OpenDirectory, StartError> {
    let settings = directory_settings(options)?;
    let (key, own_clock) = (&options.secret_file, Arc::clone(clock));
    let ledger = Arc::new(match database {
        Some(database) => PanelLedger::in_database(key, database.clone(), own_clock)?,
        None => PanelLedger::open(key, options.records.as_deref(), own_clock)?,
    });
    let directory = ActiveDirectory::new(settings, Arc::clone(clock))?;
    let directory = Recorded::new(directory, Arc::clone(&ledger), Arc::clone(clock));
    Ok(OpenDirectory {
        directory: Arc::new(directory),
        ledger,
        temporary: None,
    })
}

/// The directory's settings that the options say.
pub(crate) fn directory_settings(
    options: &DirectoryOptions,
) -> Result<active_directory::Settings, DirectoryError> {
    let controllers = options
        .controllers
        .iter()
        .map(|url| {
            url.parse::<Controller>()
                .map_err(DirectoryError::Unavailable)
        })
        .collect::<Result<_, _>>()?;
    let administrators = options.administrators.iter();
    Ok(active_directory::Settings {
        ca_file: options.ca.clone(),
        administrators: administrators
            .map(|administrators| Administrators {
                group: administrators.group.clone(),
                area: (administrators.area.clone()).unwrap_or_else(|| options.scope.clone()),
            })
            .collect(),
        service_connections: options.connections,
        personal_connections: options.sign_ins,
        old_password_grace: Some(options.old_password_grace),
        ..active_directory::Settings::new(
            controllers,
            options.scope.clone(),
            options.account.clone(),
            options.password.expose().to_owned(),
        )
    })
}

/// Opens the embedded directory in this file.
pub(crate) fn open_embedded(
    options: &Options,
    store: &Path,
    clock: Arc<Clock>,
) -> Result<Embedded, StartError> {
    let policy = options
        .policy
        .as_deref()
        .map_or_else(|| Ok(default_policy()), read_policy)?;
    let settings = Settings {
        policy,
        hash_cost: options.hash_cost,
        busy_timeout: options.store_wait,
    };
    Ok(Embedded::open(store, settings, clock)?)
}

/// Why the panel cannot start; each message says what to do.
#[derive(Debug)]
pub enum StartError {
    /// Usually the port is taken.
    CannotListen(SocketAddr, io::Error),
    /// The database cannot be used.
    Database(DirectoryError),
    /// The store cannot be opened.
    Directory(DirectoryError),
    /// The network failed while serving.
    Failed(io::Error),
    /// The standard output is closed.
    NoOutput(io::Error),
    /// The system has no signals to wait for.
    NoSignals(io::Error),
    /// The system gives no threads.
    NoThreads(io::Error),
    /// The temporary folder cannot be written.
    NoTemporaryStore(io::Error),
    /// No browser can send this address from a form.
    MailboxCannotSignIn(String),
    /// A mailbox with this address is there already.
    MailboxExists(String),
    /// There is no mailbox with this address.
    MailboxUnknown(String),
    /// The password of a mailbox was not given.
    NoPassword,
    /// The password was not taken; this is why.
    PasswordRefused(String),
    /// The folder with the widget is not there, usually because it was not built yet.
    WidgetMissing(PathBuf),
    /// The policy cannot be used.
    Policy(PolicyError),
    /// E-mails could not be sent with these options.
    Mail(String),
    /// The brand cannot be used.
    Brand(BrandError),
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::CannotListen(address, error) if error.kind() == io::ErrorKind::AddrInUse => {
                write!(
                    f,
                    "{address} is in use; choose another with --listen, as in --listen {}:0",
                    address.ip()
                )
            }
            Self::CannotListen(address, error) => write!(
                f,
                "cannot listen on {address} ({error}); choose with --listen"
            ),
            Self::Database(error) => write!(
                f,
                "{}; --database names it, and `panel check` with the same options says more",
                error.reason()
            ),
            Self::Directory(error) => write!(f, "{error}; --store names the file"),
            Self::MailboxCannotSignIn(mailbox) => write!(
                f,
                "nobody could sign in as {mailbox}: browsers do not send such an address from a form; letters beyond \
                 ASCII, blanks and quotation marks are not possible before the @"
            ),
            Self::MailboxExists(mailbox) => {
                write!(f, "there is a mailbox {mailbox} already; it stays as it is")
            }
            Self::MailboxUnknown(mailbox) => {
                write!(f, "there is no mailbox {mailbox} in the store")
            }
            Self::PasswordRefused(why) => write!(f, "the password was not set: {why}"),
            Self::NoPassword => f.write_str(
                "there was no password; write it as the first line of the standard input",
            ),
            Self::Failed(error) => write!(f, "the network failed: {error}"),
            Self::NoOutput(error) => write!(f, "cannot write to the standard output: {error}"),
            Self::NoSignals(error) => write!(f, "cannot wait for signals: {error}"),
            Self::NoTemporaryStore(error) => write!(
                f,
                "the temporary store failed ({error}); name one with --store"
            ),
            Self::WidgetMissing(folder) => {
                write!(
                    f,
                    "there is no folder {}; `cargo xtask dist` writes the widget, --dist names it",
                    folder.display()
                )
            }
            Self::NoThreads(error) => write!(f, "cannot start threads: {error}"),
            Self::Mail(why) => write!(f, "--smtp cannot be used: {why}"),
            Self::Brand(error) => error.fmt(f),
            Self::Policy(error) => error.fmt(f),
        }
    }
}

impl error::Error for StartError {}

impl From<DirectoryError> for StartError {
    fn from(error: DirectoryError) -> Self {
        Self::Directory(error)
    }
}

impl From<PolicyError> for StartError {
    fn from(error: PolicyError) -> Self {
        Self::Policy(error)
    }
}

impl From<BrandError> for StartError {
    fn from(error: BrandError) -> Self {
        Self::Brand(error)
    }
}
