//! Whom a mailbox belongs to.

use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;

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
    /// What its owner looks after, who is then an administrator.
    pub area: Option<Area>,
    /// As in Active Directory's `sAMAccountName`.
    pub account_name: String,
    /// As in Active Directory's `displayName`.
    pub display_name: String,
    /// Whether another password has to be chosen before mail can be read.
    pub must_change: bool,
    /// The last change that ended sessions: those that do not know of it. `None` also while a password that must be
    /// changed has no date.
    pub last_change: Option<LastChange>,
}

impl Account {
    /// The most that its owner may be.
    #[must_use]
    pub const fn role(&self) -> Role {
        match self.area {
            Some(_) => Role::Administrator,
            None => Role::User,
        }
    }
}

/// The mailboxes that an administrator looks after.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Area {
    /// What people call it, as in `example.com`.
    pub name: String,
    /// What the directory calls its parts: domains of addresses, or distinguished names of organizational units.
    pub parts: Vec<String>,
}

impl Area {
    /// The mailboxes of one domain.
    #[must_use]
    pub fn of_domain(domain: &str) -> Self {
        Self {
            name: domain.to_owned(),
            parts: vec![domain.to_owned()],
        }
    }
}

/// A change of the password, as far as sessions are concerned.
#[derive(Clone, Debug)]
pub struct LastChange {
    /// Since when it counts. No two changes of a mailbox have the same instant, so it tells them apart: sessions that
    /// do not know of this one have ended.
    pub at: Timestamp,
    /// Who made it.
    pub by: ChangedBy,
}

/// Who made a change of the password, as far as sessions are concerned.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum ChangedBy {
    /// This session of the owner's, as it named itself.
    Session(String),
    /// None of the owner's sessions here that could still ask: an administrator, or a session long ago.
    AnotherWay,
    /// There is no record of it: somebody at the directory itself, another instance of the panel, or this one before it
    /// was started.
    Unrecorded,
}
