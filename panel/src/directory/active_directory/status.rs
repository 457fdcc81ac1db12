//! Whether an account is locked, and what last happened to its password.

use mailbox_password_rules::Policy;
use mailbox_password_rules::wire::{Refused, Status};

use super::connection::Search;
use super::domain::Domain;
use super::person::Person;
use crate::clock::Timestamp;
use crate::directory::DirectoryError;

impl Domain {
    pub(super) async fn status_of(&self, mailbox: &str) -> Result<Option<Status>, DirectoryError> {
        let (mut lease, person) = self.find(mailbox).await?;
        let Some(person) = person else {
            lease.give_back();
            return Ok(None);
        };
        let unlocks_at = if person.is_locked() {
            let policy = self.policy_on(&mut lease, &person).await?;
            unlocks_at(&person, &policy)
        } else {
            None
        };
        let controller = lease.connection.controller;
        lease.give_back();
        let refused_at = self.last_refused(controller, &person).await;
        let now = self.clock.now();
        Ok(Some(Status {
            locked: person.is_locked(),
            locked_at: person.locked_at().map(Timestamp::rfc3339),
            unlocks_in_seconds: unlocks_at.map(|until| now.seconds_until(until)),
            expires_at: person.expires_at().map(Timestamp::rfc3339),
            password_changed_at: person
                .password_set_at()
                .map(Timestamp::rfc3339)
                .unwrap_or_default(),
            last_change_reference: None,
            must_change: person.must_change(),
            // The directory does not say what the password was typed into.
            last_refused: refused_at.map(|at| Refused {
                at: at.rfc3339(),
                client: String::new(),
            }),
            refusals_missing: false,
            now: now.rfc3339(),
        }))
    }

    /// The last wrong password on any controller: each keeps its own.
    async fn last_refused(&self, asked: usize, person: &Person) -> Option<Timestamp> {
        if self.pool.count() == 1 {
            return person.refused_at();
        }
        let search = Search::object(person.dn(), &["badPasswordTime"]);
        let others = self.pool.search_others(asked, &search).await;
        let others = others
            .into_iter()
            .flatten()
            .map(|entry| Person::new(entry).refused_at());
        others.chain([person.refused_at()]).flatten().max()
    }
}

/// When a lock ends by itself; `None` if it does not.
pub(super) fn unlocks_at(person: &Person, policy: &Policy) -> Option<Timestamp> {
    let duration = policy.lockout?.duration_seconds?;
    let at = person.locked_at()?;
    (duration > 0).then(|| at.plus_seconds(duration))
}
