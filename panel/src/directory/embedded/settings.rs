//! How an embedded directory is opened.

use std::time::Duration;

use mailbox_password_rules::Policy;

use super::hash::HashCost;

/// How an embedded directory is opened.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The rules for every mailbox.
    pub policy: Policy,
    /// What a password hash costs.
    pub hash_cost: HashCost,
    /// How long a call waits for another writer of the file.
    pub busy_timeout: Duration,
}
