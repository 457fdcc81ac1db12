//! The embedded directory: one SQLite file, Argon2id, a history, and a lock that counts every wrong password.

mod audit;
mod change;
mod hash;
mod list;
mod lockout;
mod replace;
mod request_key;
mod reset;
mod row;
mod seed;
mod sign_in;
mod single_flight;
mod store;
mod unlock;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use mailbox_password_rules::wire::{Device, Refused, Status};
use mailbox_password_rules::{CommonPasswords, Policy};
use rusqlite::{OptionalExtension, Row, params};

use self::hash::Hasher;
use self::row::AccountRow;
use self::single_flight::SingleFlight;
use self::store::Store;
use super::{
    Account, Attempt, AuditEntry, Change, ChangeOutcome, Directory, DirectoryError, MailboxPage,
    MailboxSearch, Reset, SignIn, Unlock,
};
use crate::clock::{Clock, Timestamp};
use crate::random::random_bytes;

pub use self::hash::HashCost;
pub use self::seed::{NewDevice, NewMailbox};

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

/// Mailboxes in one SQLite file.
pub struct Embedded {
    store: Store,
    clock: Arc<Clock>,
    hasher: Hasher,
    policy: Policy,
    common: CommonPasswords,
    single_flight: SingleFlight,
}

impl Embedded {
    /// Opens the file, creating it if it is not there.
    pub fn open(
        path: &Path,
        settings: Settings,
        clock: Arc<Clock>,
    ) -> Result<Self, DirectoryError> {
        let store = Store::open(path, settings.busy_timeout)?;
        store.write(|tx| audit::prune(tx, clock.now()))?;
        Ok(Self {
            store,
            clock,
            hasher: Hasher::new(settings.hash_cost)?,
            policy: settings.policy,
            common: CommonPasswords::bundled(),
            single_flight: SingleFlight::default(),
        })
    }

    /// The key that signs sessions: made once and kept in the file, so that a restart keeps sessions.
    pub fn signing_key(&self) -> Result<Vec<u8>, DirectoryError> {
        let fresh = random_bytes()?;
        self.store.write(|tx| {
            tx.execute(
                "INSERT OR IGNORE INTO settings (name, value) VALUES ('signing-key', ?1)",
                [&fresh[..]],
            )?;
            tx.query_row(
                "SELECT value FROM settings WHERE name = 'signing-key'",
                [],
                |row| row.get(0),
            )
        })
    }

    fn policy_for(&self, account_name: &str, display_name: &str) -> Policy {
        let mut policy = self.policy.clone();
        policy.forbidden.account_name = Some(account_name.to_owned());
        policy.forbidden.display_name = Some(display_name.to_owned());
        policy
    }
}

impl Directory for Embedded {
    fn account(&self, mailbox: &str) -> Result<Option<Account>, DirectoryError> {
        let row = self
            .store
            .read(|connection| AccountRow::find(connection, mailbox))?;
        Ok(row.map(|row| row.account()))
    }

    fn sign_in(&self, attempt: &Attempt<'_>) -> Result<SignIn, DirectoryError> {
        self.try_password(attempt)
    }

    fn change(&self, change: &Change<'_>) -> Result<ChangeOutcome, DirectoryError> {
        self.change_password(change)
    }

    fn reset(&self, reset: &Reset<'_>) -> Result<ChangeOutcome, DirectoryError> {
        self.reset_password(reset)
    }

    fn unlock(&self, unlock: &Unlock<'_>) -> Result<bool, DirectoryError> {
        self.end_lock(unlock)
    }

    fn policy(&self, account: &Account) -> Policy {
        self.policy_for(&account.account_name, &account.display_name)
    }

    fn devices(&self, mailbox: &str) -> Result<Vec<Device>, DirectoryError> {
        self.store.read(|connection| {
            let Some(row) = AccountRow::find(connection, mailbox)? else {
                return Ok(Vec::new());
            };
            connection
                .prepare_cached("SELECT * FROM devices WHERE mailbox = ?1 ORDER BY name")?
                .query_map(params![row.mailbox], |device| {
                    read_device(device, row.changed_at)
                })?
                .collect()
        })
    }

    fn status(&self, mailbox: &str) -> Result<Option<Status>, DirectoryError> {
        let row = self
            .store
            .read(|connection| AccountRow::find(connection, mailbox))?;
        let now = self.clock.now();
        Ok(row.map(|row| {
            let lock = row.attempts.lock(now);
            Status {
                locked: lock.is_some(),
                unlocks_in_seconds: lock.flatten().map(|until| now.seconds_until(until)),
                password_changed_at: row.password_set_at.rfc3339(),
                last_change_reference: row.change_reference,
                must_change: row.must_change,
                last_refused: row.refused.map(|(at, client)| Refused {
                    at: at.rfc3339(),
                    client,
                }),
                now: now.rfc3339(),
            }
        }))
    }

    fn mailboxes(&self, search: &MailboxSearch<'_>) -> Result<MailboxPage, DirectoryError> {
        let now = self.clock.now();
        self.store
            .read(|connection| list::page(connection, search, now))
    }

    fn audit(&self, mailbox: &str, limit: u32) -> Result<Vec<AuditEntry>, DirectoryError> {
        self.store
            .read(|connection| audit::latest(connection, mailbox, limit))
    }

    fn check(&self) -> Result<(), DirectoryError> {
        self.store.read(|connection| {
            connection
                .query_row("SELECT 1 FROM accounts LIMIT 1", [], |_| Ok(()))
                .optional()
                .map(|_| ())
        })
    }
}

/// A device knows the new password if it signed in since the change: there is no grace here, the old one stopped then.
fn read_device(row: &Row<'_>, changed_at: Option<Timestamp>) -> rusqlite::Result<Device> {
    let accepted: Option<Timestamp> = row.get("accepted_at")?;
    let refused: Option<Timestamp> = row.get("refused_at")?;
    Ok(Device {
        id: row.get("id")?,
        name: row.get("name")?,
        kind: row.get("kind")?,
        client: row.get("client")?,
        protocol: row.get("protocol")?,
        last_success_at: accepted.map(Timestamp::rfc3339),
        last_failure_at: refused.map(Timestamp::rfc3339),
        uses_new_password: changed_at
            .map(|changed| accepted.is_some_and(|accepted| accepted > changed)),
    })
}
