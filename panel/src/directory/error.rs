//! Why a directory gave no answer.

use std::error;
use std::fmt;

/// Why the directory gave no answer.
#[derive(Clone, Debug)]
pub enum DirectoryError {
    /// It could not be reached, or something else held it for too long. Nothing was done; it can be tried again later.
    Unavailable(String),
    /// It failed after it was told to write, because of a failing disk or a network that broke, so nobody knows whether
    /// it was done.
    OutcomeUnknown(String),
    /// An earlier request with the same key is still running, so nobody knows yet what comes of it.
    StillRunning,
}

impl DirectoryError {
    /// The same of a request that may have arrived before: that nothing was done now does not say what an earlier copy did.
    pub(crate) fn of_a_repeat(self) -> Self {
        match self {
            Self::Unavailable(why) => Self::OutcomeUnknown(why),
            Self::OutcomeUnknown(_) | Self::StillRunning => self,
        }
    }

    /// What is wrong, without what was done of a request.
    #[must_use]
    pub fn reason(&self) -> &str {
        match self {
            Self::Unavailable(why) | Self::OutcomeUnknown(why) => why,
            Self::StillRunning => "an earlier request is still running",
        }
    }
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
                    "the directory of mailboxes failed while writing ({why}); look what was done"
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
