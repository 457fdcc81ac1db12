//! A row of the accounts table.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::lockout::Attempts;
use crate::clock::Timestamp;
use crate::directory::{Account, Area, ChangedBy, LastChange, Role, canonical_address, domain_of};

/// All that the store keeps of one mailbox. It has no `Debug`, because it holds the hash.
pub(super) struct AccountRow {
    pub(super) mailbox: String,
    pub(super) role: Role,
    pub(super) account_name: String,
    pub(super) display_name: String,
    pub(super) hash: String,
    /// When the password was last set, by whomever.
    pub(super) password_set_at: Timestamp,
    /// When it was changed or reset here; `None` if that never happened.
    pub(super) changed_at: Option<Timestamp>,
    /// The last change that ended sessions.
    pub(super) sessions_from: Option<Timestamp>,
    /// The owner's session that ended them; `None` if an administrator did.
    pub(super) changed_in_session: Option<String>,
    pub(super) must_change: bool,
    pub(super) change_reference: Option<String>,
    pub(super) attempts: Attempts,
    /// The last refused sign-in and what it was typed into; kept when the count starts anew.
    pub(super) refused: Option<(Timestamp, String)>,
}

impl AccountRow {
    /// The row of an address, however it is written.
    pub(super) fn find(connection: &Connection, mailbox: &str) -> rusqlite::Result<Option<Self>> {
        connection
            .prepare_cached("SELECT * FROM accounts WHERE mailbox = ?1")?
            .query_row([canonical_address(mailbox)], Self::read)
            .optional()
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let role: String = row.get("role")?;
        let refused_at: Option<Timestamp> = row.get("refused_at")?;
        let refused_client: Option<String> = row.get("refused_client")?;
        Ok(Self {
            mailbox: row.get("mailbox")?,
            role: if role == Role::Administrator.id() {
                Role::Administrator
            } else {
                Role::User
            },
            account_name: row.get("account_name")?,
            display_name: row.get("display_name")?,
            hash: row.get("hash")?,
            password_set_at: row.get("password_set_at")?,
            changed_at: row.get("changed_at")?,
            sessions_from: row.get("sessions_from")?,
            changed_in_session: row.get("changed_in_session")?,
            must_change: row.get("must_change")?,
            change_reference: row.get("change_reference")?,
            attempts: Attempts {
                refused: row.get("refused")?,
                last_refused: row.get("last_refused")?,
                locked_at: row.get("locked_at")?,
                locked_until: row.get("locked_until")?,
            },
            refused: refused_at.zip(refused_client),
        })
    }

    /// What others may know of it.
    pub(super) fn account(&self) -> Account {
        Account {
            mailbox: self.mailbox.clone(),
            area: (self.role == Role::Administrator)
                .then(|| Area::of_domain(domain_of(&self.mailbox))),
            account_name: self.account_name.clone(),
            display_name: self.display_name.clone(),
            must_change: self.must_change,
            last_change: self.sessions_from.map(|at| LastChange {
                at,
                by: (self.changed_in_session.clone())
                    .map_or(ChangedBy::AnotherWay, ChangedBy::Session),
            }),
        }
    }

    /// Whether the password is still the one that was seen. No two have been set at the same instant; its hash may have
    /// been made anew meanwhile.
    pub(super) fn has_same_password_as(&self, seen: &Self) -> bool {
        self.password_set_at == seen.password_set_at
    }

    /// Writes another hash of the same password.
    pub(super) fn write_hash(&self, connection: &Connection, hash: &str) -> rusqlite::Result<()> {
        connection.execute(
            "UPDATE accounts SET hash = ?2 WHERE mailbox = ?1",
            params![self.mailbox, hash],
        )?;
        Ok(())
    }

    /// When the owner changed the password, if nobody has reset it since.
    pub(super) fn changed_by_owner(&self) -> Option<Timestamp> {
        self.changed_at
            .filter(|_| self.changed_in_session.is_some() && self.changed_at == self.sessions_from)
    }

    /// Writes the end of a lock: the count starts anew.
    pub(super) fn write_unlock(&self, connection: &Connection) -> rusqlite::Result<()> {
        self.save_attempts(connection, Attempts::default())
    }

    /// Writes an accepted sign-in with what it makes of the count.
    pub(super) fn write_accepted(
        &self,
        connection: &Connection,
        attempts: Attempts,
        client: &str,
        now: Timestamp,
    ) -> rusqlite::Result<()> {
        self.save_attempts(connection, attempts)?;
        connection.execute(
            "UPDATE accounts SET accepted_at = ?2, accepted_client = ?3 WHERE mailbox = ?1",
            params![self.mailbox, now, client],
        )?;
        Ok(())
    }

    /// Writes a refused sign-in with what it makes of the count.
    pub(super) fn write_refused(
        &self,
        connection: &Connection,
        attempts: Attempts,
        client: &str,
        now: Timestamp,
    ) -> rusqlite::Result<()> {
        self.save_attempts(connection, attempts)?;
        connection.execute(
            "UPDATE accounts SET refused_at = ?2, refused_client = ?3 WHERE mailbox = ?1",
            params![self.mailbox, now, client],
        )?;
        Ok(())
    }

    fn save_attempts(&self, connection: &Connection, attempts: Attempts) -> rusqlite::Result<()> {
        connection.execute(
            "UPDATE accounts SET refused = ?2, last_refused = ?3, locked_at = ?4, locked_until = ?5 WHERE mailbox = ?1",
            params![
                self.mailbox,
                attempts.refused,
                attempts.last_refused,
                attempts.locked_at,
                attempts.locked_until
            ],
        )?;
        Ok(())
    }
}
