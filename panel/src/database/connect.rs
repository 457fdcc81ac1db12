//! How the database is reached: with TLS, except on the machine itself.

use std::time::Duration;

use deadpool_postgres::{Manager, ManagerConfig, RecyclingMethod};
use tokio_postgres::NoTls;
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::directory::DirectoryError;
use crate::options::DatabaseOptions;
use crate::tls::client_config;

/// How long a connection may take to be there.
pub(super) const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// What opens connections.
///
/// # Errors
/// The certificates to trust cannot be read.
pub(super) fn manager(options: &DatabaseOptions) -> Result<Manager, DirectoryError> {
    let mut config = options.server.config().clone();
    config.connect_timeout(CONNECT_TIMEOUT);
    if let Some(password) = &options.password {
        config.password(password.expose());
    }
    let recycling = ManagerConfig {
        // Whoever gets a connection from the pool relies on it: nothing is done twice because of a stale one.
        recycling_method: RecyclingMethod::Verified,
    };
    Ok(match options.server.has_tls() {
        true => {
            let tls = client_config(options.ca.as_deref())?;
            let tls = MakeRustlsConnect::new(tls.as_ref().clone());
            Manager::from_config(config, tls, recycling)
        }
        false => Manager::from_config(config, NoTls, recycling),
    })
}
