use crate::with_ids;

with_ids! {
    /// Why a back end did not do it; the id is the last segment of a problem's `type` (RFC 9457).
    ///
    /// What is decided of a code alone is decided here. Its words for people are in the element's `words`, and an answer
    /// with it is in the wire contract.
    #[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
    pub enum ProblemCode {
        /// Another change is running (409).
        Busy = "busy",
        /// This account may not change its password (403).
        ChangeNotAllowed = "change-not-allowed",
        /// The current password is wrong (422).
        CurrentPasswordIncorrect = "current-password-incorrect",
        /// The directory cannot be reached; nothing was changed (503).
        DirectoryUnavailable = "directory-unavailable",
        /// The mailbox is locked; nothing was changed (423).
        MailboxLocked = "mailbox-locked",
        /// The body names another mailbox than the session (403).
        MailboxMismatch = "mailbox-mismatch",
        /// There is no such mailbox, or it is not the caller's to see (404).
        MailboxUnknown = "mailbox-unknown",
        /// The new password is in a list of compromised ones (422).
        PasswordCompromised = "password-compromised",
        /// The new password breaks a rule (422).
        PasswordRejected = "password-rejected",
        /// The new password was used before (422).
        PasswordReused = "password-reused",
        /// Too many requests (429).
        RateLimited = "rate-limited",
        /// The session has ended (401).
        SessionExpired = "session-expired",
        /// The current password is younger than its minimum age (422).
        TooSoon = "too-soon",
    }
}

impl ProblemCode {
    /// The HTTP status that goes with the code.
    #[must_use]
    pub const fn status(self) -> u16 {
        match self {
            Self::SessionExpired => 401,
            Self::ChangeNotAllowed | Self::MailboxMismatch => 403,
            Self::MailboxUnknown => 404,
            Self::Busy => 409,
            Self::CurrentPasswordIncorrect
            | Self::PasswordCompromised
            | Self::PasswordRejected
            | Self::PasswordReused
            | Self::TooSoon => 422,
            Self::MailboxLocked => 423,
            Self::RateLimited => 429,
            Self::DirectoryUnavailable => 503,
        }
    }

    /// What would have to be another for the same request to be accepted.
    #[must_use]
    pub const fn cause(self) -> ProblemCause {
        match self {
            Self::ChangeNotAllowed | Self::MailboxMismatch => ProblemCause::Caller,
            Self::CurrentPasswordIncorrect => ProblemCause::CurrentPassword,
            Self::MailboxUnknown => ProblemCause::Mailbox,
            Self::PasswordCompromised | Self::PasswordRejected | Self::PasswordReused => {
                ProblemCause::NewPassword
            }
            Self::SessionExpired => ProblemCause::Session,
            Self::Busy
            | Self::DirectoryUnavailable
            | Self::MailboxLocked
            | Self::RateLimited
            | Self::TooSoon => ProblemCause::Time,
        }
    }

    /// A problem's `title`, for whoever develops a client or reads a log.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Busy => "Another change of this mailbox is running.",
            Self::ChangeNotAllowed => "This account may not change its password.",
            Self::CurrentPasswordIncorrect => "The current password is wrong; nothing was changed.",
            Self::DirectoryUnavailable => "The directory cannot be used; nothing was changed.",
            Self::MailboxLocked => "The mailbox is locked; nothing was changed.",
            Self::MailboxMismatch => "The body names another mailbox than the session.",
            Self::MailboxUnknown => "There is no such mailbox.",
            Self::PasswordCompromised => "The new password is in a list of compromised ones.",
            Self::PasswordRejected => "The new password breaks a rule.",
            Self::PasswordReused => "The new password was used before.",
            Self::RateLimited => "Too many requests; wait.",
            Self::SessionExpired => "The session has ended; sign in again.",
            Self::TooSoon => "The current password is younger than its minimum age.",
        }
    }

    /// The code in a problem's `type`: what follows the last `/`, `:` or `#`, compared exactly.
    #[must_use]
    pub fn from_type(uri: &str) -> Option<Self> {
        let segment = uri.rsplit(['/', ':', '#']).next().unwrap_or(uri);
        Self::ALL.into_iter().find(|code| code.id() == segment)
    }
}

/// What a problem is about, by what would have to be another.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ProblemCause {
    /// Who asks: they may not do this.
    Caller,
    /// The current password.
    CurrentPassword,
    /// The mailbox that was named.
    Mailbox,
    /// The new password.
    NewPassword,
    /// The session.
    Session,
    /// When it was asked: later, the same request may be accepted.
    Time,
}
