use crate::texts::{Key, TABLE};

// The element reads a language file instead: these would put all of English into its module.
impl Key {
    /// The name of every text.
    pub fn names() -> impl Iterator<Item = &'static str> {
        Self::ALL.iter().map(|key| key.name())
    }

    /// The name in `texts` and in language files. A counted text's forms are `name.one`, `name.other` and so on.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.row().0
    }

    /// Whether the text has a form for each plural category of the language.
    #[must_use]
    pub fn is_plural(self) -> bool {
        !self.row().2.is_empty()
    }

    /// The English words; `one` chooses between the two forms of a counted text.
    #[must_use]
    pub fn english(self, one: bool) -> &'static str {
        let (_, first, other) = self.row();
        if one || other.is_empty() {
            first
        } else {
            other
        }
    }

    /// Name, English (for one, where there are two forms), English for other counts.
    fn row(self) -> (&'static str, &'static str, &'static str) {
        let line = LINES
            .with(|lines| lines.get(self as usize).copied())
            .unwrap_or_default();
        let (name, words) = line.split_once('|').unwrap_or((line, ""));
        let (first, other) = words.split_once('|').unwrap_or((words, ""));
        (name, first, other)
    }
}

thread_local! {
    /// The line of each key in the table.
    static LINES: [&'static str; Key::ALL.len()] = lines();
}

fn lines() -> [&'static str; Key::ALL.len()] {
    let mut lines = [""; Key::ALL.len()];
    let mut rest = TABLE;
    for line in &mut lines {
        (*line, rest) = rest.split_once('\n').unwrap_or_default();
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_has_its_line() {
        assert_eq!(TABLE.lines().count(), Key::ALL.len());
        let lines = LINES.with(Clone::clone);
        for (line, key) in lines.into_iter().zip(Key::ALL) {
            assert!(line.starts_with(key.name()));
            assert_eq!(
                line.split('|').count(),
                if key.is_plural() { 3 } else { 2 },
                "{line}"
            );
            assert!(!key.english(true).is_empty() && !key.english(false).is_empty());
        }
    }

    #[test]
    fn groups_hold_every_key_in_order() {
        let grouped = Key::GROUPS.iter().flat_map(|(_, keys)| keys.iter());
        assert!(grouped.eq(Key::ALL));
    }
}
