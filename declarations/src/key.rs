use crate::texts::{Key, ROWS};

// Not for the element: it reads a language file, and these would put all English texts into its module.
impl Key {
    /// The name of every text.
    pub fn names() -> impl Iterator<Item = &'static str> {
        Self::ALL.iter().map(|key| key.name())
    }

    /// The name in `texts` and in language files. A counted text's forms are `name.one`, `name.other` and so on.
    #[must_use]
    pub fn name(self) -> &'static str {
        ROWS[self as usize].0
    }

    /// Whether the text has a form for each plural category of the language.
    #[must_use]
    pub fn is_plural(self) -> bool {
        ROWS[self as usize].2.is_some()
    }

    /// The English words; `one` chooses between the two forms of a counted text.
    #[must_use]
    pub fn english(self, one: bool) -> &'static str {
        let (_, first, other) = ROWS[self as usize];
        other.filter(|_| !one).unwrap_or(first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_has_its_row() {
        assert_eq!(ROWS.len(), Key::ALL.len());
        for key in Key::ALL {
            assert!(!key.name().is_empty(), "{key:?}");
            assert!(!key.english(true).is_empty() && !key.english(false).is_empty());
        }
    }

    #[test]
    fn groups_hold_every_key_in_order() {
        let grouped = Key::GROUPS.iter().flat_map(|(_, keys)| keys.iter());
        assert!(grouped.eq(Key::ALL));
    }
}
