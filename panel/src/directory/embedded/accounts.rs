//! The mailboxes in the file, for the directory: everything that blocks, reading and writing the store.

use std::path::Path;
use std::sync::Arc;

use mailbox_password_rules::wire::{Device, Refused, Status};
use mailbox_password_rules::{CommonPasswords, Policy};
use rusqlite::{OptionalExtension, Row, params};

use super::hash::Hasher;
use super::list;
use super::row::AccountRow;
use super::settings::Settings;
use super::store::Store;
use crate::clock::{Clock, Timestamp};
use crate::directory::{Account, DirectoryError, MailboxPage, MailboxSearch};
use crate::ledger::AuditEntry;
use crate::ledger::sqlite_audit::{self, Entry};
use crate::random::random_bytes;

/// Mailboxes in one SQLite file. Its calls block.
pub(super) struct Accounts {
    pub(super) store: Store,
    pub(super) clock: Arc<Clock>,
    pub(super) hasher: Hasher,
    pub(super) policy: Policy,
    pub(super) common: CommonPasswords,
}

impl Accounts {
    /// Opens the file, creating it if it is not there.
    pub(super) fn open(
        path: &Path,
        settings: Settings,
        clock: Arc<Clock>,
    ) -> Result<Self, DirectoryError> {
        let store = Store::open(path, settings.busy_timeout)?;
        store.write(|tx| sqlite_audit::prune(tx, clock.now()))?;
        Ok(Self {
            store,
            clock,
            hasher: Hasher::new(settings.hash_cost)?,
            policy: settings.policy,
            common: CommonPasswords::bundled(),
        })
    }

    /// The key that signs sessions: made once and kept in the file, so that a restart keeps sessions.
    pub(super) fn signing_key(&self) -> Result<Vec<u8>, DirectoryError> {
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

    pub(super) fn policy_for(&self, account_name: &str, display_name: &str) -> Policy {
        let mut policy = self.policy.clone();
        policy.forbidden.account_name = Some(account_name.to_owned());
        policy.forbidden.display_name = Some(display_name.to_owned());
        policy
    }

    pub(super) fn account(&self, mailbox: &str) -> Result<Option<Account>, DirectoryError> {
        let row = self
            .store
            .read(|connection| AccountRow::find(connection, mailbox))?;
        Ok(row.map(|row| row.account()))
    }

    pub(super) fn devices(&self, mailbox: &str) -> Result<Vec<Device>, DirectoryError> {
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

    pub(super) fn status(&self, mailbox: &str) -> Result<Option<Status>, DirectoryError> {
        let row = self
            .store
            .read(|connection| AccountRow::find(connection, mailbox))?;
        let now = self.clock.now();
        Ok(row.map(|row| {
            let lock = row.attempts.lock(now);
            Status {
                locked: lock.is_some(),
                locked_at: lock.and(row.attempts.locked_at).map(Timestamp::rfc3339),
                unlocks_in_seconds: lock.flatten().map(|until| now.seconds_until(until)),
                expires_at: None,
                password_changed_at: row.password_set_at.rfc3339(),
                last_change_reference: row.change_reference,
                must_change: row.must_change,
                last_refused: row.refused.map(|(at, client)| Refused {
                    at: at.rfc3339(),
                    client,
                }),
                refusals_missing: false,
                now: now.rfc3339(),
            }
        }))
    }

    pub(super) fn mailboxes(&self, search: &MailboxSearch) -> Result<MailboxPage, DirectoryError> {
        let now = self.clock.now();
        self.store
            .read(|connection| list::page(connection, search, now))
    }

    pub(super) fn audit(
        &self,
        mailbox: &str,
        limit: u32,
    ) -> Result<Vec<AuditEntry>, DirectoryError> {
        self.store
            .read(|connection| sqlite_audit::latest(connection, mailbox, limit))
    }

    pub(super) fn note_operation(&self, entry: &AuditEntry) -> Result<(), DirectoryError> {
        let entry = Entry {
            at: entry.at,
            mailbox: "",
            caller: &entry.caller,
            event: &entry.event,
            reference: entry.reference.as_deref(),
            client: &entry.client,
        };
        self.store.write(|tx| entry.write(tx))
    }

    pub(super) fn check(&self) -> Result<(), DirectoryError> {
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
