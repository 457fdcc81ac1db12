//! What a line of a log says.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// One sign-in that a mail server or a domain controller wrote down. Every text is one line of at most
/// [`MAX_TEXT`](crate::MAX_TEXT) characters, and empty if the log does not say.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Observation {
    /// The address that was used, in lower case. Whether there is such a mailbox is for the receiver to find out.
    pub mailbox: String,
    /// When, by the server's clock.
    pub at: Timestamp,
    /// What became of it.
    pub outcome: Outcome,
    /// How the device talked to the server.
    pub protocol: Protocol,
    /// What the mail program calls itself: an HTTP user agent, or the fields of an IMAP `ID`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub client: String,
    /// The device's own id, as ActiveSync sends it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub device: String,
    /// The device's type, as ActiveSync sends it: `iPhone`, `Outlook`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub device_type: String,
    /// The name of the computer.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub host: String,
    /// The network that it came from, `192.0.2.0/24` or `2001:db8::/64`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub network: String,
    /// How many alike sign-ins the line tells of; 1 at least.
    #[serde(default = "one")]
    pub count: u32,
}

const fn one() -> u32 {
    1
}

/// What became of a sign-in.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Accepted, with a password that was checked then.
    Accepted,
    /// Accepted without a password, or with one that may have been checked earlier: by a ticket, a token or a session.
    AcceptedWithoutPassword,
    /// Refused, because the password was wrong.
    BadPassword,
    /// Refused, because the account is disabled.
    Disabled,
    /// Refused, because the password has expired or has to be changed.
    Expired,
    /// Refused, because the mailbox was locked; the password may have been right.
    LockedOut,
    /// This computer's last wrong password locked the mailbox.
    Locks,
    /// Refused, and the log does not say why.
    Refused,
}

impl Outcome {
    /// Whether the server let it in.
    #[must_use]
    pub const fn is_accepted(self) -> bool {
        match self {
            Self::Accepted | Self::AcceptedWithoutPassword => true,
            Self::BadPassword
            | Self::Disabled
            | Self::Expired
            | Self::LockedOut
            | Self::Locks
            | Self::Refused => false,
        }
    }
}

/// How a device talks to the server.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Protocol {
    /// Exchange ActiveSync.
    ActiveSync,
    /// Exchange's Autodiscover, by a program that is not known.
    Autodiscover,
    /// Exchange Web Services.
    Ews,
    /// IMAP.
    Imap,
    /// What Outlook uses: MAPI over HTTP, Outlook Anywhere, and the offline address book.
    Mapi,
    /// POP3.
    Pop,
    /// Sieve scripts.
    Sieve,
    /// Sending mail.
    Smtp,
    /// Something else.
    Unknown,
    /// A browser.
    Web,
    /// Windows itself: signing in to a computer or to a share.
    Windows,
}

impl Protocol {
    /// The word for it on the wire.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::ActiveSync => "activesync",
            Self::Autodiscover => "autodiscover",
            Self::Ews => "ews",
            Self::Imap => "imap",
            Self::Mapi => "mapi",
            Self::Pop => "pop",
            Self::Sieve => "sieve",
            Self::Smtp => "smtp",
            Self::Unknown => "unknown",
            Self::Web => "web",
            Self::Windows => "windows",
        }
    }

    /// The protocol with this word; `None` if there is none.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        [
            Self::ActiveSync,
            Self::Autodiscover,
            Self::Ews,
            Self::Imap,
            Self::Mapi,
            Self::Pop,
            Self::Sieve,
            Self::Smtp,
            Self::Unknown,
            Self::Web,
            Self::Windows,
        ]
        .into_iter()
        .find(|protocol| protocol.id() == id)
    }
}
