//! What is wrong with a language file.

use std::collections::{BTreeMap, BTreeSet};

use mailbox_password_declarations::{Text, places};

/// The plural categories of all languages (Unicode CLDR).
const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];
/// The categories in which a language may say the number in words, or not at all.
const WITHOUT_NUMBER: [&str; 3] = ["zero", "one", "two"];

/// Everything in which a language file differs from the texts.
pub(super) fn faults(json: &str, texts: &[Text]) -> Vec<String> {
    let words: BTreeMap<String, String> = match serde_json::from_str(json) {
        Ok(words) => words,
        Err(error) => return vec![format!("it must be one flat object of texts ({error})")],
    };
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
        faults.extend(order_fault(json, &words, texts));
    }
    faults
}

/// How many entries have the English words, and the first of them; some may be right so. `None` if there are none.
pub(super) fn untranslated(json: &str, texts: &[Text]) -> Option<String> {
    const FIRST: usize = 5;
    let words: BTreeMap<String, String> = serde_json::from_str(json).ok()?;
    let entries: Vec<_> = texts.iter().flat_map(Text::entries).collect();
    let names: Vec<_> = entries
        .iter()
        .filter(|(name, english)| words.get(name).is_some_and(|own| own == english))
        .map(|(name, _)| format!("`{name}`"))
        .collect();
    let first = names.get(..FIRST).unwrap_or(&names).join(", ");
    let more = match names.len().checked_sub(FIRST) {
        None | Some(0) => String::new(),
        Some(more) => format!(" and {more} more"),
    };
    (!names.is_empty()).then(|| {
        format!(
            "{} of {} texts are as in English: {first}{more}",
            names.len(),
            entries.len()
        )
    })
}

/// The element finds a text by its place in the file: all forms of one come before all of the next.
fn order_fault(json: &str, words: &BTreeMap<String, String>, texts: &[Text]) -> Option<String> {
    let mut names: Vec<_> = words.keys().collect();
    // Quotation marks inside of a text are escaped, so this is a name.
    names.sort_by_key(|name| json.find(&format!("\"{name}\":")));
    let mut found: Vec<_> = names
        .into_iter()
        .filter_map(|name| name.split('.').next())
        .collect();
    found.dedup();
    let expected = texts.iter().map(|text| text.name);
    let (found, expected) = found
        .into_iter()
        .zip(expected)
        .find(|(found, expected)| found != expected)?;
    Some(format!(
        "`{found}` stands where `{expected}` has to: keep the order of locales/en.json"
    ))
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
    use crate::docs::text;

    #[track_caller]
    fn check(json: &str, expected: &[&str]) {
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
    fn texts_that_are_as_in_english_are_counted() {
        let texts = ["a", "b", "c", "d", "e", "f"].map(|name| text(name, name, None));
        let check = |json: &str, expected: Option<&str>| {
            assert_eq!(untranslated(json, &texts).as_deref(), expected);
        };
        check(r#"{"a": "x", "b": "y"}"#, None);
        check(
            r#"{"a": "x", "b": "b"}"#,
            Some("1 of 6 texts are as in English: `b`"),
        );
        check(
            r#"{"a": "a", "b": "b", "c": "c", "d": "d", "e": "e", "f": "f"}"#,
            Some("6 of 6 texts are as in English: `a`, `b`, `c`, `d`, `e` and 1 more"),
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
