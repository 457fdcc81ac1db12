use crate::{CharacterClasses, Policy};

/// What a password lacks in length and in character classes.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Shortfall {
    /// How many more characters, in the policy's unit.
    pub length: u32,
    /// How many more character classes.
    pub classes: u32,
    /// The classes that occur already.
    pub present: CharacterClasses,
}

impl Shortfall {
    /// What is missing in a password; nothing where the policy states no such rule, or where only the back end can
    /// tell the class of a character.
    #[must_use]
    pub fn of(policy: &Policy, password: &str) -> Self {
        let present = CharacterClasses::of(password);
        let needed = policy.classes.map_or(0, |classes| classes.at_least.min(5));
        let fewest = policy.min_length.unwrap_or_default();
        Self {
            length: fewest.saturating_sub(policy.length_unit.count(password)),
            classes: match present.unsure {
                true => 0,
                false => needed.saturating_sub(present.count()),
            },
            present,
        }
    }
}
