use alloc::vec::Vec;

use crate::{Candidate, CommonPasswords, Policy};

/// Something worth knowing that never stops a change.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Advice {
    /// It is one of the most used passwords, and the policy only advises.
    Common,
    /// It holds a character that cannot be typed (U+0000, a line break, another control character).
    ControlCharacter,
    /// Some devices cannot type or send this character.
    HardToType(char),
    /// Starts or ends with a blank.
    OuterSpace,
    /// The same character many times in a row.
    Repeats,
    /// It is the current password.
    SameAsCurrent,
    /// A run such as 12345 or abcde.
    Sequence,
}

/// Advice for a candidate, most useful first; none for an empty one.
#[must_use]
pub fn advise(
    _policy: &Policy,
    _candidate: Candidate<'_>,
    _common: Option<&CommonPasswords>,
) -> Vec<Advice> {
    Vec::new()
}
