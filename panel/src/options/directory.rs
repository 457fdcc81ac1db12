//! How to reach Active Directory.

use std::path::PathBuf;
use std::time::Duration;

use super::administrators::Administrators;
use super::error::OptionsError;
use super::given::Given;
use super::secret::Secret;
use crate::directory::active_directory::Controller;

/// How to reach Active Directory, and who there is served.
#[derive(Clone, Debug)]
pub struct DirectoryOptions {
    /// The controllers, in the order in which they are tried.
    pub controllers: Vec<Controller>,
    /// A PEM file with the authority of the controllers' certificates; `None`: those that the system trusts.
    pub ca: Option<PathBuf>,
    /// The distinguished name of the unit, or of the domain, whose accounts the panel looks after.
    pub scope: String,
    /// The panel's own account.
    pub account: String,
    /// The password of that account.
    pub password: Secret,
    /// The file that it is from, if it is not from the environment.
    pub password_file: Option<PathBuf>,
    /// Who are administrators; nobody if there are none.
    pub administrators: Vec<Administrators>,
    /// The file with the secret that signs sessions.
    pub secret_file: PathBuf,
    /// The file with what the panel has to remember; without one, and without a database, in memory.
    pub records: Option<PathBuf>,
    /// For how long the old password goes on working after a change.
    pub old_password_grace: Duration,
    /// The most connections of the panel's own account.
    pub connections: usize,
    /// The most connections with which people's passwords are tried and changed.
    pub sign_ins: usize,
}

/// How long an old password goes on working where nobody has set that.
const GRACE_MINUTES: u32 = 60;
const CONNECTIONS: usize = 8;
const SIGN_INS: usize = 32;

impl DirectoryOptions {
    /// Those that were given; `None` if no controller was.
    pub(super) fn new(given: &Given) -> Result<Option<Self>, OptionsError> {
        let Some(controllers) = &given.directory else {
            return Ok(None);
        };
        let connections = given.directory_connections.unwrap_or(CONNECTIONS);
        let sign_ins = given.directory_sign_ins.unwrap_or(SIGN_INS);
        if controllers.is_empty() || connections == 0 || sign_ins == 0 {
            return Err(OptionsError::new(
                "--directory needs at least one controller and one connection of each kind",
            ));
        }
        let needed = |option: &str| OptionsError::new(format!("--directory needs {option} too"));
        let text = |value: &Option<String>, option| value.clone().ok_or_else(|| needed(option));
        let minutes = given.old_password_minutes.unwrap_or(GRACE_MINUTES);
        let password_file = given.directory_password_file.as_deref();
        Ok(Some(Self {
            controllers: controllers.clone(),
            ca: given.directory_ca.clone(),
            scope: text(&given.directory_scope, "--directory-scope NAME")?,
            account: text(&given.directory_account, "--directory-account NAME")?,
            password: Secret::read(password_file, "PANEL_DIRECTORY_PASSWORD")?.ok_or_else(|| {
                needed("--directory-password-file FILE, or PANEL_DIRECTORY_PASSWORD in the environment,")
            })?,
            password_file: given.directory_password_file.clone(),
            administrators: given.administrators.clone().unwrap_or_default(),
            secret_file: given
                .secret_file
                .clone()
                .ok_or_else(|| needed("--secret-file FILE"))?,
            records: given.records.clone(),
            old_password_grace: Duration::from_secs(u64::from(minutes) * 60),
            connections,
            sign_ins,
        }))
    }
}
