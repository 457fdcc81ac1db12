use alloc::vec::Vec;

use crate::{CommonPasswords, Finding, Policy};

/// What was typed.
#[derive(Clone, Copy)]
pub struct Candidate<'a> {
    /// The new password.
    pub new: &'a str,
    /// The current password, if it was typed.
    pub current: Option<&'a str>,
}

/// Judges each rule that the policy states, in the order of [`crate::Rule::ALL`].
/// `common` is `None` until the list is loaded.
#[must_use]
pub fn evaluate(
    _policy: &Policy,
    _candidate: Candidate<'_>,
    _common: Option<&CommonPasswords>,
) -> Vec<Finding> {
    Vec::new()
}
