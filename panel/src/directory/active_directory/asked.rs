//! Why a controller that was asked with the service account gave no answer.

use super::failure::Failure;
use super::result_code::BindAnswer;
use crate::directory::DirectoryError;

/// Why a controller gave no answer to a search.
pub(super) enum Asked {
    /// It cannot be reached, or does not work.
    Failed(Failure),
    /// It refuses the service account. So would every other one, and trying them all could lock the account.
    Refused(BindAnswer),
}

impl From<Failure> for Asked {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

pub(super) fn refused(answer: BindAnswer) -> DirectoryError {
    let why = match answer {
        BindAnswer::Locked => "the panel's account in the directory is locked",
        BindAnswer::MustChange => {
            "the password of the panel's account in the directory has expired or must be changed"
        }
        BindAnswer::NotAllowed => "the panel's account in the directory is disabled or has expired",
        BindAnswer::Accepted | BindAnswer::Refused | BindAnswer::Unusable(_) => {
            "the directory refuses name or password of the panel's account"
        }
    };
    DirectoryError::Unavailable(why.to_owned())
}
