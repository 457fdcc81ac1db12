use std::collections::BTreeSet;

use crate::loader::{LOADER_TEXTS, SHARED_WITH_LOADER};
use crate::texts::Key;

/// A text as documentation and translators see it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Text {
    /// The heading under which it is listed.
    pub group: &'static str,
    /// As in `texts` and language files, without a plural form.
    pub name: &'static str,
    /// The English words; for one, where there are two forms.
    pub english: &'static str,
    /// The English words for other counts, if it is counted.
    pub other: Option<&'static str>,
}

impl Text {
    /// The entries that English needs: name and words.
    #[must_use]
    pub fn entries(&self) -> Vec<(String, &'static str)> {
        match self.other {
            None => vec![(self.name.into(), self.english)],
            Some(other) => vec![
                ([self.name, ".one"].concat(), self.english),
                ([self.name, ".other"].concat(), other),
            ],
        }
    }

    /// The places that are filled in; of a counted text, those of its most general form.
    #[must_use]
    pub fn places(&self) -> BTreeSet<&'static str> {
        places(self.other.unwrap_or(self.english))
    }
}

/// Every text, in the order of the documentation.
#[must_use]
pub fn texts() -> Vec<Text> {
    let of_keys = Key::GROUPS.iter().flat_map(|(group, keys)| {
        keys.iter().map(|key| Text {
            group,
            name: key.name(),
            english: key.english(true),
            other: key.is_plural().then(|| key.english(false)),
        })
    });
    let of_loader = LOADER_TEXTS.iter().map(|(name, english)| Text {
        group: "Before the form has loaded, or if it cannot be loaded",
        name,
        english,
        other: None,
    });
    of_keys.chain(of_loader).collect()
}

/// Every text that is needed before the module is there: name and English. `embed/words.js` has them in each language.
#[must_use]
pub fn loader_words() -> Vec<(&'static str, &'static str)> {
    let shared = SHARED_WITH_LOADER.iter();
    let shared = shared.map(|key| (key.name(), key.english(true)));
    LOADER_TEXTS.iter().copied().chain(shared).collect()
}

/// The names in `{name}` places.
#[must_use]
pub fn places(words: &str) -> BTreeSet<&str> {
    words
        .split('{')
        .skip(1)
        .filter_map(|rest| Some(rest.split_once('}')?.0))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique() {
        let texts = texts();
        let names: BTreeSet<_> = texts.iter().map(|text| text.name).collect();
        assert_eq!(names.len(), texts.len());
    }

    #[test]
    fn a_counted_text_has_an_entry_for_each_form() {
        let text = |other| Text {
            group: "",
            name: "n",
            english: "a",
            other,
        };
        assert_eq!(text(None).entries(), [("n".into(), "a")]);
        let counted = text(Some("{count} b"));
        let entries = [("n.one".into(), "a"), ("n.other".into(), "{count} b")];
        assert_eq!(counted.entries(), entries);
        assert_eq!(counted.places(), BTreeSet::from(["count"]));
    }

    #[test]
    fn places_are_found() {
        assert_eq!(places("{a} and {b}, {a} {"), BTreeSet::from(["a", "b"]));
    }
}
