use mailbox_password_rules::Rule;

use super::field::Field;

/// What is wrong with a field.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum FieldError {
    Mismatch,
    Missing,
    /// None may be typed here.
    #[cfg(feature = "full")]
    OnlyGenerated,
    /// What the back end said last belongs here.
    Refused,
    Unmet(Vec<Rule>),
}

/// What is wrong with each field.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Errors([Option<FieldError>; 3]);

impl Errors {
    pub(super) fn get(&self, field: Field) -> Option<&FieldError> {
        self.0.get(field as usize)?.as_ref()
    }

    pub(super) fn set(&mut self, field: Field, error: Option<FieldError>) {
        if let Some(place) = self.0.get_mut(field as usize) {
            *place = error;
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.iter().all(Option::is_none)
    }

    /// Whether the form itself found something, before anything was sent.
    pub(super) fn found_here(&self) -> bool {
        self.0
            .iter()
            .flatten()
            .any(|error| *error != FieldError::Refused)
    }
}
