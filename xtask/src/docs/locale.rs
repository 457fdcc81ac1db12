//! What is wrong with a language file.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use mailbox_password_declarations::{Text, places};
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};

/// The plural categories of all languages (Unicode CLDR).
const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];
/// The categories in which a language may say the number in words, or not at all.
const WITHOUT_NUMBER: [&str; 3] = ["zero", "one", "two"];

/// Everything in which a language file differs from the texts.
pub(super) fn faults(json: &str, texts: &[Text]) -> Vec<String> {
    let entries = match serde_json::from_str(json) {
        Ok(Entries(entries)) => entries,
        Err(error) => return vec![format!("it must be one flat object of texts ({error})")],
    };
    let names: Vec<_> = entries.iter().map(|(name, _)| name.clone()).collect();
    let words: BTreeMap<_, _> = entries.into_iter().collect();
    let forms = forms(&words, texts);
    let mut faults = Vec::new();
    let mut known = BTreeSet::new();
    for text in texts {
        let categories: Vec<Option<&str>> = match text.other {
            None => vec![None],
            Some(_) => forms.iter().copied().map(Some).collect(),
        };
        for category in categories {
            let name = category.map_or_else(
                || text.name.to_owned(),
                |category| format!("{}.{category}", text.name),
            );
            match words.get(&name) {
                None => faults.push(format!("`{name}` is missing")),
                Some(words) => faults.extend(places_fault(text, category, &name, words)),
            }
            known.insert(name);
        }
    }
    let surplus = words.keys().filter(|name| !known.contains(*name));
    faults.extend(surplus.map(|name| format!("`{name}` is no text")));
    if faults.is_empty() {
        faults.extend(order_fault(&names, texts));
    }
    faults
}

/// The element finds a text by its place in the file.
fn order_fault(names: &[String], texts: &[Text]) -> Option<String> {
    let mut stems: Vec<_> = names
        .iter()
        .map(|name| name.split('.').next().unwrap_or(name))
        .collect();
    stems.dedup();
    let expected = texts.iter().map(|text| text.name);
    let (found, expected) = stems
        .into_iter()
        .zip(expected)
        .find(|(found, expected)| found != expected)?;
    Some(format!(
        "`{found}` stands where `{expected}` has to: keep the order of locales/en.json"
    ))
}

/// The members of an object, in their order.
struct Entries(Vec<(String, String)>);

impl<'de> Deserialize<'de> for Entries {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members;
        impl<'de> Visitor<'de> for Members {
            type Value = Entries;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an object of texts")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Entries, A::Error> {
                let mut all = Vec::new();
                while let Some(member) = members.next_entry()? {
                    all.push(member);
                }
                Ok(Entries(all))
            }
        }
        deserializer.deserialize_map(Members)
    }
}

/// The plural categories that the language has: a text that has fewer of them than another one is not complete.
fn forms(words: &BTreeMap<String, String>, texts: &[Text]) -> Vec<&'static str> {
    let has = |category: &str| {
        texts
            .iter()
            .filter(|text| text.other.is_some())
            .any(|text| words.contains_key(&format!("{}.{category}", text.name)))
    };
    CATEGORIES
        .into_iter()
        .filter(|category| *category == "other" || has(category))
        .collect()
}

fn places_fault(text: &Text, category: Option<&str>, name: &str, words: &str) -> Option<String> {
    let mut expected = text.places();
    let found = places(words);
    if category.is_some_and(|category| WITHOUT_NUMBER.contains(&category))
        && !found.contains("count")
    {
        expected.remove("count");
    }
    (found != expected).then(|| {
        let list = |places: BTreeSet<&str>| match places.len() {
            0 => "none".to_owned(),
            _ => places
                .into_iter()
                .map(|place| format!("{{{place}}}"))
                .collect::<Vec<_>>()
                .join(" "),
        };
        format!(
            "`{name}` has to fill in {}, and fills in {}",
            list(expected),
            list(found)
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(json: &str, expected: &[&str]) {
        let text = |name, english, other| Text {
            group: "",
            name,
            english,
            other,
        };
        let texts = [
            text("at", "At {time}", None),
            text("n", "one", Some("{count} of them")),
        ];
        assert_eq!(faults(json, &texts), expected);
    }

    #[test]
    fn a_complete_file_has_no_faults() {
        check(
            r#"{"at": "{time}", "n.one": "eins", "n.other": "{count}"}"#,
            &[],
        );
        check(r#"{"at": "{time}", "n.other": "{count}"}"#, &[]);
        check(
            r#"{"at": "{time}", "n.one": "{count} a", "n.few": "{count} b", "n.other": "{count}"}"#,
            &[],
        );
    }

    #[test]
    fn what_is_missing_or_too_much_is_named() {
        check(
            r#"{"n.one": "eins", "n": "x"}"#,
            &["`at` is missing", "`n.other` is missing", "`n` is no text"],
        );
        check(
            r#"{"at": 1}"#,
            &[
                "it must be one flat object of texts (invalid type: integer `1`, expected a string at line 1 column 8)",
            ],
        );
    }

    #[test]
    fn another_order_is_named() {
        check(
            r#"{"n.other": "{count}", "at": "{time}"}"#,
            &["`n` stands where `at` has to: keep the order of locales/en.json"],
        );
    }

    #[test]
    fn places_that_differ_are_named() {
        check(
            r#"{"at": "{tiem}", "n.few": "x", "n.other": "{count}"}"#,
            &[
                "`at` has to fill in {time}, and fills in {tiem}",
                "`n.few` has to fill in {count}, and fills in none",
            ],
        );
    }
}
