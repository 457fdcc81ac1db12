//! The domain as the panel reaches it: settings, connections, the clock.

use std::sync::Arc;

use super::connection::Search;
use super::names::Names;
use super::pool::{Lease, Pool};
use super::settings::Settings;
use crate::clock::Clock;
use crate::directory::DirectoryError;

/// What every request to the directory needs.
pub(super) struct Domain {
    pub(super) settings: Settings,
    pub(super) pool: Arc<Pool>,
    pub(super) clock: Arc<Clock>,
    /// For the list of mailboxes.
    pub(super) names: Names,
}

impl Domain {
    /// A connection of the service account's to a controller that has just answered.
    pub(super) async fn connected(&self) -> Result<Lease, DirectoryError> {
        let probe = Search::object(&self.settings.scope, &["objectClass"]);
        let (lease, _) = self.pool.search(&probe).await?;
        Ok(lease)
    }
}
