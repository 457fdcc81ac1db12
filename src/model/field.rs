use mailbox_password_rules::{ProblemCause, ProblemCode, with_ids};

use super::Failure;

with_ids! {
    /// A password field of the form, in the order on the screen. The id is the end of its element's, after the prefix.
    #[derive(Clone, Copy, Debug, Eq, PartialEq)]
    pub enum Field {
        /// The password until now; only for one's own mailbox.
        Current = "current",
        /// The password from now on.
        New = "new",
        /// The new password again.
        Confirm = "confirm",
    }
}

impl Field {
    /// The field that a refusal is about; `None` if it is about the form as a whole.
    #[must_use]
    pub fn of_problem(code: Option<ProblemCode>) -> Option<Self> {
        match code?.cause() {
            ProblemCause::CurrentPassword => Some(Self::Current),
            ProblemCause::NewPassword => Some(Self::New),
            ProblemCause::Caller
            | ProblemCause::Mailbox
            | ProblemCause::Session
            | ProblemCause::Time => None,
        }
    }

    /// The field that a failure is about; `None` if it is about the form as a whole.
    #[must_use]
    pub fn of_failure(failure: &Failure) -> Option<Self> {
        match failure {
            Failure::Refused(refusal) => Self::of_problem(refusal.code),
            Failure::NotChanged | Failure::NotSent(_) => None,
        }
    }
}

/// What is wrong with a field.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum FieldError {
    /// The two new passwords differ.
    Mismatch,
    /// The field is empty.
    Missing,
    /// The policy allows generated passwords only.
    OnlyGenerated,
    /// The back end's last refusal is about this field.
    Refused,
    /// The new password breaks a rule.
    Unmet,
}

/// What is wrong with each field.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct FieldErrors([Option<FieldError>; 3]);

impl FieldErrors {
    /// What is wrong with this field.
    #[must_use]
    pub fn get(&self, field: Field) -> Option<&FieldError> {
        self.0.get(field as usize)?.as_ref()
    }

    /// Sets or clears what is wrong with a field.
    pub fn set(&mut self, field: Field, error: Option<FieldError>) {
        if let Some(slot) = self.0.get_mut(field as usize) {
            *slot = error;
        }
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(Option::is_none)
    }

    /// Whether the form itself found something, before anything was sent.
    #[must_use]
    pub fn has_own(&self) -> bool {
        self.0
            .iter()
            .flatten()
            .any(|error| *error != FieldError::Refused)
    }
}
