//! Passwords that are tried and changed, and what comes of it.

use std::net::IpAddr;
use std::ops::Deref;

use mailbox_password_rules::Rule;
use serde::Deserialize;
use zeroize::Zeroizing;

use super::account::Account;
use super::request_id::RequestId;
use crate::clock::Timestamp;

/// A password, exactly as somebody typed it. It is shown by no format, and its memory is overwritten when it is dropped.
/// Copies that the HTTP server made while it read the request are not.
#[derive(Clone, Deserialize, Eq, PartialEq)]
#[serde(from = "String")]
pub struct Password(Zeroizing<String>);

impl From<String> for Password {
    fn from(text: String) -> Self {
        Self(Zeroizing::new(text))
    }
}

impl From<&str> for Password {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl Deref for Password {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

/// A password to be tried. It has no `Debug`, because it holds one.
#[derive(Clone)]
pub struct Attempt {
    /// The address, as typed.
    pub mailbox: String,
    /// The password.
    pub password: Password,
    /// What it was typed into, as an administrator should read it.
    pub client: String,
    /// The id of the mailbox's device that tries it, if it is known.
    pub device: Option<String>,
    /// The network that it came from, as the limits count it; `None` if it came from no network.
    pub source: Option<IpAddr>,
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
    /// The mailbox with this address is locked, so nothing was compared.
    Locked(String),
    /// The address or the password is wrong; or it is right, does not open what it was tried for, and is not counted.
    Refused,
}

/// A change of one's own password. It has no `Debug`, because it holds two.
#[derive(Clone)]
pub struct Change {
    /// Who changes the password of which mailbox; both from the session.
    pub id: RequestId,
    /// The revision of the session that asks; no other session and no earlier state of it has the same.
    pub session: String,
    /// The password until now.
    pub current: Password,
    /// The password from now on.
    pub new: Password,
    /// When the password had been set, as the directory said when it was asked for the caller's account; `None` if it
    /// did not say.
    pub set_before: Option<Timestamp>,
    /// When another request set a password of this mailbox, the last one of which there is a record. A password that
    /// counts since then was not set by an earlier copy of this request.
    pub set_by_another: Option<Timestamp>,
    /// Whether it is on record that an earlier copy of this request was begun, and not what came of it.
    pub was_begun: bool,
    /// What it was typed into, as an administrator should read it.
    pub client: String,
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
    /// The directory does not let this password be changed, whatever the new one is.
    NotAllowed,
    /// The new password breaks these rules; none are named if the directory does not say which.
    Rejected(Vec<Rule>),
    /// The new password is one of the latest.
    Reused,
    /// This request has been done before; the new password has been the password since this instant.
    Repeated(Timestamp),
    /// The current password may not be changed before this instant.
    TooSoon(Timestamp),
}
