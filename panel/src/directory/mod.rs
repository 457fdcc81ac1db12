//! Where the mailboxes live, and who decides: one trait, so that the pages and the API know no back end.
//!
//! A directory of another kind is a module beside `embedded` that implements the trait. `options` reads what it is told,
//! `setup` opens it and `check` looks at it; pages and API do not know which one it is. What only the panel remembers is no business of a
//! directory: [`crate::ledger`].

pub mod active_directory;
pub mod embedded;
pub(crate) mod measured;
pub mod recorded;

mod account;
mod address;
mod administration;
mod error;
mod password;
mod recorded_events;
mod request_id;
#[cfg(test)]
pub(crate) mod scripted;
mod single_flight;

use async_trait::async_trait;
use mailbox_password_rules::Policy;
use mailbox_password_rules::wire::{Device, Status};

use crate::clock::Timestamp;
pub use crate::metrics::PoolUse;

pub use self::account::{Account, Area, ChangedBy, LastChange, Role};
pub use self::address::{can_sign_in, canonical_address, domain_of, is_address, is_same_mailbox};
pub use self::administration::{
    MailboxEntry, MailboxPage, MailboxSearch, PAGE_LENGTH, Reset, Unlock, UnlockOutcome,
};
pub use self::error::DirectoryError;
pub use self::password::{Attempt, Change, ChangeOutcome, Password, Purpose, SignIn};
pub use self::request_id::{Record, RequestId};

/// A directory of mailboxes. A call whose future is dropped may stop halfway: whoever changes something lets it run to
/// its end (`detached`).
///
/// Addresses are compared whatever their case, passwords exactly as they were sent.
///
/// A change or a reset is one request by its caller, mailbox and key. If it arrives again it is not done again: once it
/// is done, for a day, it is answered with the same instant; while it is running, with what comes of it, or with
/// [`DirectoryError::StillRunning`]. Any other one for that mailbox is meanwhile answered with [`ChangeOutcome::Busy`].
/// A directory behind a network that cannot tell what became of a request says so, with
/// [`DirectoryError::OutcomeUnknown`].
///
/// A directory promises nothing that it cannot do. Without administrators, that is without an [`Account::area`], nobody
/// asks for a managed account, a list, a reset or an unlock: none, an empty page, [`ChangeOutcome::NotAllowed`] and
/// [`UnlockOutcome::NotAllowed`] will do. Devices that are not known are an empty list. The policy states no rule that the directory does not
/// keep, and `supports` only what it can do.
#[async_trait]
pub trait Directory: Send + Sync {
    /// The account of a mailbox whose owner acts in this role; `None` if there is no such mailbox. What they look after
    /// may be left out for a user.
    async fn account(&self, mailbox: &str, role: Role) -> Result<Option<Account>, DirectoryError>;

    /// Since when the password counts that a mailbox has, as [`Account::last_change`] tells, but without who set it: that
    /// can be known while the panel's records cannot be read.
    async fn last_change_at(
        &self,
        mailbox: &str,
        role: Role,
    ) -> Result<Option<Timestamp>, DirectoryError> {
        let account = self.account(mailbox, role).await?;
        Ok(account.and_then(|account| account.last_change.map(|change| change.at)))
    }

    /// The account of a mailbox, if it is in this area.
    async fn managed_account(
        &self,
        area: &Area,
        mailbox: &str,
    ) -> Result<Option<Account>, DirectoryError>;

    /// Tries a password. Every wrong one counts towards the lock; an unknown address takes as long as a known one.
    async fn sign_in(&self, attempt: Attempt) -> Result<SignIn, DirectoryError>;

    /// Changes the password of one's own mailbox. If the current password is wrong and the new one is the password
    /// already, the request is taken for a repeat of the owner's change that made it so, and answered with the instant of
    /// that change: up to [`crate::ledger::REPEAT_SECONDS`] after it, or, if [`Change::was_begun`], however long after. On
    /// an error of the kind [`DirectoryError::Unavailable`] the old password is certainly still the password.
    async fn change(&self, change: Change) -> Result<ChangeOutcome, DirectoryError>;

    /// What is on record of this very request: so much may be asked even in a session that has ended. Without records
    /// it is nothing.
    async fn recorded(&self, _: &RequestId) -> Result<Record, DirectoryError> {
        Ok(Record::Nothing)
    }

    /// Whether a request of which nothing is [`Self::recorded`] was certainly not done. Not so where each instance of the
    /// panel keeps records of its own.
    fn has_every_record(&self) -> bool {
        true
    }

    /// Sets the password of somebody's mailbox. Whether it is locked stays as it is. History and minimum age do not
    /// apply, as in Active Directory. On an error of the kind [`DirectoryError::Unavailable`] nothing was done, for
    /// certain.
    async fn reset(&self, reset: Reset) -> Result<ChangeOutcome, DirectoryError>;

    /// Ends the lock of a mailbox and starts its count anew, locked or not.
    async fn unlock(&self, unlock: Unlock) -> Result<UnlockOutcome, DirectoryError>;

    /// The rules for this account; if they check its names, the names too ([`Policy::forbidden`]).
    async fn policy(&self, account: &Account) -> Result<Policy, DirectoryError>;

    /// The devices that are known to use the mailbox.
    async fn devices(&self, mailbox: &str) -> Result<Vec<Device>, DirectoryError>;

    /// Whether the mailbox is locked, and what last happened to its password; `None` if there is no such mailbox.
    async fn status(&self, mailbox: &str) -> Result<Option<Status>, DirectoryError>;

    /// One page of an area's mailboxes, by name.
    async fn mailboxes(&self, search: MailboxSearch) -> Result<MailboxPage, DirectoryError>;

    /// Whether the directory can answer at all.
    async fn check(&self) -> Result<(), DirectoryError>;

    /// The connections or threads that its calls share, as far as it knows.
    fn pools(&self) -> Vec<PoolUse> {
        Vec::new()
    }
}
