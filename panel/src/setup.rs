//! What comes before serving: opening the directory.

use std::path::Path;
use std::sync::Arc;

use tempfile::TempDir;

use crate::clock::Clock;
use crate::database::Database;
use crate::demo;
use crate::directory::Directory;
use crate::directory::active_directory::{self, ActiveDirectory, Administrators};
use crate::directory::embedded::{Embedded, Settings};
use crate::directory::recorded::Recorded;
use crate::ledger::{Ledger, PanelLedger};
use crate::options::{DirectoryOptions, Mailboxes, Options};
use crate::policy::{default_policy, read_policy};
pub use crate::start_error::StartError;

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

/// The ledger that the options name, which is there already; `None` for the demo's without a store, which nobody keeps.
pub(crate) fn open_ledger(
    options: &Options,
    database: Option<&Database>,
    clock: &Arc<Clock>,
) -> Result<Option<Arc<dyn Ledger>>, StartError> {
    match &options.mailboxes {
        Mailboxes::Demo(None) => return Ok(None),
        Mailboxes::ActiveDirectory(directory) => {
            if let Some(records) = &directory.records {
                expect_file(records, "--records")?;
            }
        }
        Mailboxes::Demo(Some(store)) => expect_file(store, "--demo-store")?,
        Mailboxes::Store(store) => expect_file(store, "--store")?,
    }
    open_directory(options, database, clock).map(|opened| Some(opened.ledger))
}

/// Refuses a file that is not there, where making it would hide that its name is mistyped.
pub(crate) fn expect_file(file: &Path, option: &'static str) -> Result<(), StartError> {
    match file.is_file() {
        true => Ok(()),
        false => Err(StartError::FileMissing(file.to_owned(), option)),
    }
}

fn open_demo(
    options: &Options,
    store: &Path,
    clock: &Arc<Clock>,
) -> Result<OpenDirectory, StartError> {
    let directory = open_embedded(options, store, Arc::clone(clock))?;
    let seeded = demo::seed(&directory, clock.now());
    seeded.map_err(|error| StartError::in_store(options, error))?;
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
    let settings = directory_settings(options);
    let (key, own_clock) = (&options.secret_file, Arc::clone(clock));
    let ledger = match database {
        Some(database) => PanelLedger::in_database(key, database.clone(), own_clock),
        None => PanelLedger::open(key, options.records.as_deref(), own_clock),
    }
    .map_err(StartError::Ledger)?;
    let ledger = Arc::new(ledger);
    let directory = ActiveDirectory::new(settings, Arc::clone(clock))?;
    let directory = Recorded::new(directory, Arc::clone(&ledger), Arc::clone(clock));
    Ok(OpenDirectory {
        directory: Arc::new(directory),
        ledger,
        temporary: None,
    })
}

/// The directory's settings that the options say.
pub(crate) fn directory_settings(options: &DirectoryOptions) -> active_directory::Settings {
    let administrators = options.administrators.iter();
    active_directory::Settings {
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
            options.controllers.clone(),
            options.scope.clone(),
            options.account.clone(),
            options.password.expose().to_owned(),
        )
    }
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
    Embedded::open(store, settings, clock).map_err(|error| StartError::in_store(options, error))
}
