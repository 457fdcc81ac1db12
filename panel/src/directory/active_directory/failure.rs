//! Why a controller gave no answer, and whether it may have done what it was asked for.

use std::fmt;

use ldap3::LdapError;

use crate::directory::DirectoryError;

/// No answer from a controller. The text is for the log; an error of the LDAP library is never written with `Debug`,
/// because it may hold the request, and with it a password.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Failure {
    /// It was certainly not done.
    NotDone(String),
    /// It was sent, and nobody knows whether it was done.
    Unanswered(String),
}

impl Failure {
    /// What to tell about a request that only reads: it can be asked again.
    pub(super) fn of_reading(self) -> DirectoryError {
        match self {
            Self::NotDone(why) | Self::Unanswered(why) => DirectoryError::Unavailable(why),
        }
    }

    /// What to tell about a request that writes.
    pub(super) fn of_writing(self) -> DirectoryError {
        match self {
            Self::NotDone(why) => DirectoryError::Unavailable(why),
            Self::Unanswered(why) => DirectoryError::OutcomeUnknown(why),
        }
    }
}

impl From<LdapError> for Failure {
    fn from(error: LdapError) -> Self {
        // Only a request on a connection that had ended before was certainly not sent.
        if let LdapError::OpSend { .. } = error {
            Self::NotDone("the connection had ended".to_owned())
        } else {
            Self::Unanswered(error.to_string())
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotDone(why) | Self::Unanswered(why) => f.write_str(why),
        }
    }
}
