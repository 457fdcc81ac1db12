use mailbox_password_rules::{Advice, Finding, Shortfall};

/// How the new password was judged. It holds no password.
///
/// Apart from [`Form`](super::Form), because it changes with nearly every key, and few components read it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Judgement {
    /// The rules, judged against the new password; empty for an empty field.
    pub(crate) findings: Vec<Finding>,
    /// What the new password lacks in length and kinds of characters.
    pub(crate) shortfall: Shortfall,
    /// Advice on the new password.
    pub(crate) advice: Vec<Advice>,
    /// Whether both new passwords are there and the same.
    pub(crate) is_match: bool,
}
