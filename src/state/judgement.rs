use mailbox_password_rules::{Advice, Finding};

/// The result of checking the new password against the policy. It holds no password.
///
/// What is missing in length and character classes is not in it: that changes at most key presses, and only the help of
/// the new password shows it, so it has a signal of its own.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Judgement {
    /// The verdict on each rule of the policy; empty for an empty field.
    pub(crate) findings: Vec<Finding>,
    /// Warnings that do not stop a change, such as a space at the end.
    pub(crate) advice: Vec<Advice>,
    /// Whether both new passwords are there and the same.
    pub(crate) is_match: bool,
}
