//! A PostgreSQL database for what is otherwise in SQLite files.

use std::path::PathBuf;

use super::database_url::DatabaseUrl;
use super::error::OptionsError;
use super::given::Given;
use super::secret::Secret;

/// How to reach the database.
#[derive(Clone, Debug)]
pub struct DatabaseOptions {
    /// The server, the database, and the account.
    pub server: DatabaseUrl,
    /// A PEM file with the authority of the server's certificate; `None`: those that the system trusts.
    pub ca: Option<PathBuf>,
    /// The account's password, if it needs one.
    pub password: Option<Secret>,
    /// The file that the password is from, if it is not from the environment.
    pub password_file: Option<PathBuf>,
    /// The most connections.
    pub connections: usize,
}

/// What the environment can hold instead of a file.
const VARIABLE: &str = "PANEL_DATABASE_PASSWORD";

/// The most connections where nobody said how many.
const CONNECTIONS: usize = 8;

impl DatabaseOptions {
    /// Those that were given; `None` if no database was.
    pub(super) fn new(given: &Given) -> Result<Option<Self>, OptionsError> {
        let Some(server) = given.database.clone() else {
            return Ok(None);
        };
        for (option, is_given) in [
            ("--records", given.records.is_some()),
            ("--evidence-store", given.evidence_store.is_some()),
        ] {
            if is_given {
                return Err(OptionsError::new(format!(
                    "--database holds what {option} names a file for: leave one of them out"
                )));
            }
        }
        let file = given.database_password_file.as_deref();
        let connections = given.database_connections.unwrap_or(CONNECTIONS);
        if connections == 0 {
            return Err(OptionsError::new(
                "--database-connections needs one at least",
            ));
        }
        Ok(Some(Self {
            server,
            ca: given.database_ca.clone(),
            password: Secret::read(file, VARIABLE)?,
            password_file: given.database_password_file.clone(),
            connections,
        }))
    }
}
