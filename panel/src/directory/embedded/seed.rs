//! Adding mailboxes and devices.

use rusqlite::params;

use super::accounts::Accounts;
use super::list::search_text;
use super::row::AccountRow;
use crate::clock::Timestamp;
use crate::directory::{DirectoryError, Role, canonical_address, domain_of};

/// A mailbox to be added. It has no `Debug`, because it holds a password.
#[derive(Clone, Copy)]
pub struct NewMailbox<'a> {
    /// The address.
    pub mailbox: &'a str,
    /// The most that its owner may be.
    pub role: Role,
    /// The owner's name, as in Active Directory's `displayName`.
    pub display_name: &'a str,
    /// The first password; the rules do not apply to it.
    pub password: &'a str,
    /// When that password was set.
    pub password_set_at: Timestamp,
    /// Whether it starts locked, until an administrator unlocks it.
    pub locked: bool,
}

/// A device to be added.
#[derive(Clone, Copy, Debug)]
pub struct NewDevice<'a> {
    /// Whose mail it reads.
    pub mailbox: &'a str,
    /// Stable and opaque.
    pub id: &'a str,
    /// What the person would call it.
    pub name: &'a str,
    /// As in [`mailbox_password_rules::wire::Device::kind`].
    pub kind: &'a str,
    /// As in [`mailbox_password_rules::wire::Device::client`].
    pub client: &'a str,
    /// As in [`mailbox_password_rules::wire::Device::protocol`].
    pub protocol: &'a str,
    /// Its last accepted sign-in.
    pub accepted_at: Timestamp,
}

impl Accounts {
    /// Adds a mailbox; one that is there already stays as it is. Says whether it was added.
    pub(super) fn add_mailbox(&self, new: &NewMailbox<'_>) -> Result<bool, DirectoryError> {
        let mailbox = canonical_address(new.mailbox);
        let known = self
            .store
            .read(|connection| AccountRow::find(connection, &mailbox))?;
        if known.is_some() {
            return Ok(false);
        }
        let account_name = mailbox.split('@').next().unwrap_or(&mailbox);
        let hash = self.hasher.hash(new.password)?;
        let locked_at = new.locked.then(|| self.clock.now());
        let added = self.store.write(|tx| {
            tx.execute(
                "INSERT OR IGNORE INTO accounts
                   (mailbox, role, account_name, display_name, hash, password_set_at, locked_at, domain, search)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                params![
                    mailbox,
                    new.role.id(),
                    account_name,
                    new.display_name,
                    hash,
                    new.password_set_at,
                    locked_at,
                    domain_of(&mailbox),
                    search_text(new.display_name, &mailbox)
                ],
            )
        })?;
        Ok(added > 0)
    }

    /// Adds a device; one that is there already stays as it is.
    pub(super) fn add_device(&self, new: &NewDevice<'_>) -> Result<(), DirectoryError> {
        self.store.write(|tx| {
            tx.execute(
                "INSERT OR IGNORE INTO devices (mailbox, id, name, kind, client, protocol, accepted_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                params![new.mailbox, new.id, new.name, new.kind, new.client, new.protocol, new.accepted_at],
            )
        })?;
        Ok(())
    }
}
