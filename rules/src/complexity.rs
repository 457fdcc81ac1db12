use alloc::vec::Vec;

/// Which of Active Directory's five character classes a password uses (MS-SAMR 3.1.1.7.2).
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct CharacterClasses {}

impl CharacterClasses {
    /// The classes that occur in the password.
    #[must_use]
    pub fn of(_password: &str) -> Self {
        Self {}
    }

    /// How many of the five.
    #[must_use]
    pub fn count(self) -> u32 {
        0
    }
}

/// The parts of a display name that Active Directory looks for (MS-SAMR 3.1.1.7.2).
#[must_use]
pub fn display_name_tokens(_display_name: &str) -> Vec<&str> {
    Vec::new()
}
