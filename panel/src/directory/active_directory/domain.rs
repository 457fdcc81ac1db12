//! The domain as the panel reaches it: settings, connections, the clock.

use std::sync::Arc;

use super::pool::Pool;
use super::settings::Settings;
use crate::clock::Clock;

/// What every request to the directory needs.
pub(super) struct Domain {
    pub(super) settings: Settings,
    pub(super) pool: Arc<Pool>,
    pub(super) clock: Arc<Clock>,
}
