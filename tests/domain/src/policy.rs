//! The password policy of the domain.

use std::collections::HashSet;
use std::time::Duration;

use anyhow::Result;
use ldap3::{Ldap, Mod};

use crate::accounts::DOMAIN;

/// The domain's password policy. The default one is what each controller starts with.
#[derive(Clone, Copy, Debug)]
pub struct Policy {
    /// Whether three of the five kinds of characters are needed.
    pub complexity: bool,
    /// The fewest characters.
    pub minimum_length: u32,
    /// How many former passwords are refused.
    pub history: u32,
    /// How old a password must be before it is changed.
    pub minimum_age: Duration,
    /// How old a password may become; `None`: any age.
    pub maximum_age: Option<Duration>,
    /// How many wrong passwords lock an account; 0: none do.
    pub lockout_threshold: u32,
    /// For how long.
    pub lockout_duration: Duration,
    /// How long after the last wrong password the count starts anew.
    pub lockout_window: Duration,
}

const DAY: Duration = Duration::from_secs(86_400);

impl Default for Policy {
    fn default() -> Self {
        Self {
            complexity: true,
            minimum_length: 10,
            history: 5,
            minimum_age: Duration::ZERO,
            maximum_age: Some(DAY * 90),
            lockout_threshold: 3,
            lockout_duration: Duration::from_secs(30 * 60),
            lockout_window: Duration::from_secs(30 * 60),
        }
    }
}

impl Policy {
    /// Writes it to the domain's entry.
    pub(crate) async fn write(&self, ldap: &mut Ldap) -> Result<()> {
        let values = [
            ("pwdProperties", u32::from(self.complexity).to_string()),
            ("minPwdLength", self.minimum_length.to_string()),
            ("pwdHistoryLength", self.history.to_string()),
            ("minPwdAge", interval(self.minimum_age)),
            (
                "maxPwdAge",
                self.maximum_age.map_or("0".to_owned(), interval),
            ),
            ("lockoutThreshold", self.lockout_threshold.to_string()),
            ("lockoutDuration", interval(self.lockout_duration)),
            ("lockOutObservationWindow", interval(self.lockout_window)),
        ];
        let changes = values
            .into_iter()
            .map(|(name, value)| Mod::Replace(name.to_owned(), HashSet::from([value])));
        ldap.modify(DOMAIN, changes.collect()).await?.success()?;
        Ok(())
    }
}

/// As a directory writes it: a negative number of steps of 100 ns.
pub(crate) fn interval(duration: Duration) -> String {
    match duration.as_nanos() / 100 {
        0 => "0".to_owned(),
        steps => format!("-{steps}"),
    }
}
