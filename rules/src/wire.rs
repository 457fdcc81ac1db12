//! What goes over the wire. Instants are RFC 3339 in UTC, durations are seconds; unknown members are ignored.

use alloc::{borrow::Cow, string::String, vec::Vec};
use core::ops::Not;

#[cfg(feature = "deserialize")]
use serde::Deserialize;
use serde::Serialize;

/// `POST {endpoint}`. It holds passwords, so it has no `Debug`.
#[derive(Serialize)]
#[cfg_attr(feature = "deserialize", derive(Deserialize))]
#[serde(rename_all = "camelCase")]
pub struct ChangeRequest<'a> {
    /// The address whose password changes; the session decides, this is only compared with it.
    pub mailbox: Cow<'a, str>,
    /// The password until now; required for one's own mailbox, absent for an administrator.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "deserialize", serde(default))]
    pub current_password: Option<Cow<'a, str>>,
    /// The password from now on, exactly as typed.
    pub new_password: Cow<'a, str>,
    /// Whether the person has to choose another one at the next sign-in; only an administrator asks for it.
    #[serde(skip_serializing_if = "Not::not")]
    #[cfg_attr(feature = "deserialize", serde(default))]
    pub must_change: bool,
    /// Whether every session of the mailbox ends; only an administrator asks for it, one's own change always does it.
    #[serde(skip_serializing_if = "Not::not")]
    #[cfg_attr(feature = "deserialize", serde(default))]
    pub sign_out_other_sessions: bool,
}

/// `200` to a change.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "deserialize", derive(Deserialize), serde(default))]
#[serde(rename_all = "camelCase")]
pub struct ChangeAnswer {
    /// When the password changed.
    pub changed_at: String,
    /// The server's clock.
    pub now: String,
    /// Until when the old password may still work.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old_password_works_until: Option<String>,
    /// From when the new password works everywhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub works_from: Option<String>,
}

/// `application/problem+json` (RFC 9457) with the members of the contract.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "deserialize", derive(Deserialize), serde(default))]
#[serde(rename_all = "camelCase")]
pub struct Problem {
    /// Ends with the problem's code.
    #[serde(rename = "type")]
    pub kind: String,
    /// One plain sentence for developers.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// Tries left before the mailbox locks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attempts_left: Option<u32>,
    /// Which rules the new password breaks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub violations: Vec<Violation>,
    /// Seconds to wait.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u64>,
    /// Seconds until the mailbox unlocks by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unlocks_in_seconds: Option<u64>,
}

/// A rule that was broken.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "deserialize", derive(Deserialize), serde(default))]
pub struct Violation {
    /// The rule's id ([`crate::Rule::id`]).
    pub rule: String,
}

/// One entry of `GET devices`.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "deserialize", derive(Deserialize), serde(default))]
#[serde(rename_all = "camelCase")]
pub struct Device {
    /// Stable and opaque.
    pub id: String,
    /// What the person would call it.
    pub name: String,
    /// `phone`, `tablet`, `computer`, `printer`, `program` or anything else.
    pub kind: String,
    /// The mail client's id, as in `steps/`; anything else gets the general sentence.
    pub client: String,
    /// `activesync`, `mapi`, `imap`, `pop`, `smtp`, `ews`, `web` or anything else.
    pub protocol: String,
    /// Its last accepted sign-in.
    pub last_success_at: Option<String>,
    /// Its last refused sign-in.
    pub last_failure_at: Option<String>,
    /// Whether it signed in with the new password; `None` if the back end does not know.
    pub uses_new_password: Option<bool>,
}

/// `GET status`.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "deserialize", derive(Deserialize), serde(default))]
#[serde(rename_all = "camelCase")]
pub struct Status {
    /// Whether the mailbox is locked now.
    pub locked: bool,
    /// Since when it is locked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locked_at: Option<String>,
    /// Seconds until it unlocks by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unlocks_in_seconds: Option<u64>,
    /// When the password expires, if it does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<String>,
    /// When the password was last changed; compared as a value, never with a clock. Empty if nobody knows.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub password_changed_at: String,
    /// The reference of the last change: six characters of its idempotency key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_change_reference: Option<String>,
    /// Whether the person must choose another password.
    pub must_change: bool,
    /// The last refused sign-in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_refused: Option<Refused>,
    /// Whether there may have been later ones that the back end has not heard of, so that silence proves nothing.
    #[serde(skip_serializing_if = "Not::not")]
    pub refusals_missing: bool,
    /// The server's clock.
    pub now: String,
}

/// A refused sign-in.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "deserialize", derive(Deserialize), serde(default))]
pub struct Refused {
    /// When.
    pub at: String,
    /// By which client.
    pub client: String,
}

/// The reference that people read to each other: the first six characters of an idempotency key.
#[must_use]
pub fn reference(key: &str) -> &str {
    let end = key.char_indices().nth(6);
    end.and_then(|(end, _)| key.get(..end)).unwrap_or(key)
}
