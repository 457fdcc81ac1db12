use mailbox_password_rules::{Advice, Finding, Shortfall};

/// The result of checking the new password against the policy. It holds no password.
///
/// It is not part of [`Form`](super::Form), because it changes at most key presses and only a few components read it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Judgement {
    /// The verdict on each rule of the policy; empty for an empty field.
    pub(crate) findings: Vec<Finding>,
    /// How many characters and how many kinds of characters are missing.
    pub(crate) shortfall: Shortfall,
    /// Warnings that do not stop a change, such as a space at the end.
    pub(crate) advice: Vec<Advice>,
    /// Whether both new passwords are there and the same.
    pub(crate) is_match: bool,
}
