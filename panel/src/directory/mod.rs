//! Where the mailboxes live, and who decides: one trait, so that the pages and the API know no back end.
//!
//! A directory of another kind is a module beside `embedded` that implements the trait. `options` reads what it is told
//! on the command line, and `setup` opens it; nothing else names one.

pub mod embedded;

mod administration;

use std::error;
use std::fmt;

use mailbox_password_rules::wire::{Device, Status};
use mailbox_password_rules::{Policy, Rule};
use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;

pub use self::administration::{
    AuditEntry, MailboxEntry, MailboxPage, MailboxSearch, PAGE_LENGTH, Reset, Unlock,
};

/// How long after a change a repeat of it, without a record, is still taken for one (the wire contract).
pub const REPEAT_SECONDS: u64 = 600;

/// A directory of mailboxes. Its calls block, so callers keep them off the threads that serve requests.
///
/// Addresses are compared whatever their case, passwords exactly as they were sent.
///
/// A change or a reset is one request by its caller, mailbox and key. If it arrives again it is not done again: once it
/// is done, for a day, it is answered with the same instant; while it is running, with what comes of it, or with
/// [`DirectoryError::StillRunning`]. Any other one for that mailbox is meanwhile answered with [`ChangeOutcome::Busy`].
/// A directory behind a network that cannot tell what became of a request says so, with
/// [`DirectoryError::OutcomeUnknown`].
pub trait Directory: Send + Sync {
    /// The account of a mailbox; `None` if there is no such mailbox.
    fn account(&self, mailbox: &str) -> Result<Option<Account>, DirectoryError>;

    /// Tries a password. Every wrong one counts towards the lock; an unknown address takes as long as a known one.
    fn sign_in(&self, attempt: &Attempt<'_>) -> Result<SignIn, DirectoryError>;

    /// Changes the password of one's own mailbox. If the current password is wrong and the new one is the
    /// password already, nothing is counted; up to [`REPEAT_SECONDS`] after the owner's change that made it so, the
    /// answer is that change's instant. On an error of the kind [`DirectoryError::Unavailable`] the old
    /// password is certainly still the password.
    fn change(&self, change: &Change<'_>) -> Result<ChangeOutcome, DirectoryError>;

    /// Sets the password of somebody's mailbox. Whether it is locked stays as it is. History and minimum age do not
    /// apply, as in Active Directory. On an error of the kind [`DirectoryError::Unavailable`] nothing was done, for
    /// certain.
    fn reset(&self, reset: &Reset<'_>) -> Result<ChangeOutcome, DirectoryError>;

    /// Ends the lock of a mailbox and starts its count anew, locked or not. Says whether there is such a mailbox.
    fn unlock(&self, unlock: &Unlock<'_>) -> Result<bool, DirectoryError>;

    /// The rules for this account.
    fn policy(&self, account: &Account) -> Policy;

    /// The devices that are known to use the mailbox.
    fn devices(&self, mailbox: &str) -> Result<Vec<Device>, DirectoryError>;

    /// Whether the mailbox is locked, and what last happened to its password; `None` if there is no such mailbox.
    fn status(&self, mailbox: &str) -> Result<Option<Status>, DirectoryError>;

    /// One page of a domain's mailboxes, by name.
    fn mailboxes(&self, search: &MailboxSearch<'_>) -> Result<MailboxPage, DirectoryError>;

    /// What happened to a mailbox lately, the newest first; at most so many entries.
    fn audit(&self, mailbox: &str, limit: u32) -> Result<Vec<AuditEntry>, DirectoryError>;

    /// Whether the directory can answer at all.
    fn check(&self) -> Result<(), DirectoryError>;
}

/// The role in which somebody is signed in.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Looks after the mailboxes of a domain.
    Administrator,
    /// Uses a mailbox.
    User,
}

impl Role {
    /// The word for it in the store and in the audit trail.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::User => "user",
        }
    }
}

/// What the directory knows of a mailbox's owner.
#[derive(Clone, Debug)]
pub struct Account {
    /// The address, in the directory's spelling.
    pub mailbox: String,
    /// The most that its owner may be.
    pub role: Role,
    /// As in Active Directory's `sAMAccountName`.
    pub account_name: String,
    /// As in Active Directory's `displayName`.
    pub display_name: String,
    /// Whether another password has to be chosen before mail can be read.
    pub must_change: bool,
    /// The last change that ended sessions: those that do not know of it.
    pub last_change: Option<LastChange>,
}

impl Account {
    /// The domain of the address.
    #[must_use]
    pub fn domain(&self) -> &str {
        domain_of(&self.mailbox)
    }
}

/// What stands after the last `@`; nothing if there is none.
#[must_use]
pub fn domain_of(mailbox: &str) -> &str {
    mailbox.rsplit_once('@').map_or("", |(_, domain)| domain)
}

/// Whether it looks like the address of a mailbox.
#[must_use]
pub fn is_address(text: &str) -> bool {
    let parts: Vec<&str> = text.split('@').collect();
    parts.len() == 2
        && parts
            .iter()
            .all(|part| !part.is_empty() && !part.contains(char::is_whitespace))
}

/// A change of the password, as far as sessions are concerned.
#[derive(Clone, Debug)]
pub struct LastChange {
    /// Since when it counts. No two changes of a mailbox have the same instant, so it tells them apart: sessions that
    /// do not know of this one have ended.
    pub at: Timestamp,
    /// The session that changed it, as it named itself; an administrator's reset has none.
    pub session: Option<String>,
}

/// A password to be tried. It has no `Debug`, because it holds one.
#[derive(Clone, Copy)]
pub struct Attempt<'a> {
    /// The address, as typed.
    pub mailbox: &'a str,
    /// The password, exactly as typed.
    pub password: &'a str,
    /// What it was typed into, as an administrator should read it.
    pub client: &'a str,
    /// The id of the mailbox's device that tries it, if it is known.
    pub device: Option<&'a str>,
    /// What it would open.
    pub purpose: Purpose,
}

/// What a password is tried for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Purpose {
    /// To look after the mailboxes of a domain: for administrators only.
    Administration,
    /// To read and send mail, with a device or by webmail.
    Mail,
    /// To look after one's own mailbox. A password that must be changed opens this alone, because it is changed there.
    OwnMailbox,
}

/// What came of trying a password.
#[derive(Clone, Debug)]
pub enum SignIn {
    /// It is the password.
    Accepted(Account),
    /// The mailbox is locked, so nothing was compared.
    Locked,
    /// The address or the password is wrong; or it is right, does not open what it was tried for, and is not counted.
    Refused,
}

/// A change of one's own password. It has no `Debug`, because it holds two.
#[derive(Clone, Copy)]
pub struct Change<'a> {
    /// Whose password; from the session.
    pub mailbox: &'a str,
    /// The caller with their role; with the mailbox and the key it identifies the request.
    pub caller: &'a str,
    /// The revision of the session that asks; no other session and no earlier state of it has the same.
    pub session: &'a str,
    /// The password until now.
    pub current: &'a str,
    /// The password from now on.
    pub new: &'a str,
    /// The idempotency key.
    pub key: &'a str,
    /// What it was typed into, as an administrator should read it.
    pub client: &'a str,
}

/// What came of a change or a reset.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum ChangeOutcome {
    /// Another change or reset of this mailbox is running; this one did nothing.
    Busy,
    /// The new password is the password, since this instant.
    Changed(Timestamp),
    /// The current password was wrong; so many tries are left, if the mailbox can lock.
    CurrentIncorrect(Option<u32>),
    /// The mailbox is locked, until this instant or until an administrator unlocks it.
    Locked(Option<Timestamp>),
    /// There is no such mailbox.
    MailboxUnknown,
    /// The new password breaks these rules.
    Rejected(Vec<Rule>),
    /// The new password is one of the latest.
    Reused,
    /// The current password may not be changed before this instant.
    TooSoon(Timestamp),
}

/// Why the directory gave no answer.
#[derive(Clone, Debug)]
pub enum DirectoryError {
    /// It could not be reached, or something else held it for too long. Nothing was done; it can be tried again later.
    Unavailable(String),
    /// It failed while it was writing, usually because of a failing disk, so nobody knows whether it was done.
    OutcomeUnknown(String),
    /// An earlier request with the same key is still running, so nobody knows yet what comes of it.
    StillRunning,
}

impl fmt::Display for DirectoryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unavailable(why) => {
                write!(
                    f,
                    "the directory of mailboxes cannot be used ({why}); nothing was done, try again later"
                )
            }
            Self::OutcomeUnknown(why) => {
                write!(
                    f,
                    "the directory of mailboxes failed while writing ({why}); check its disk, then look what was done"
                )
            }
            Self::StillRunning => f.write_str(
                "an earlier request with the same key did not end in time; look what was done",
            ),
        }
    }
}

impl error::Error for DirectoryError {}

impl From<getrandom::Error> for DirectoryError {
    fn from(error: getrandom::Error) -> Self {
        Self::Unavailable(format!("the system gives no random numbers: {error}"))
    }
}
