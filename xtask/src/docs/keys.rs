//! Reads the widget's texts out of the source, a line a text.

use std::collections::BTreeSet;

use anyhow::{Context, Result, ensure};

/// A text of the widget.
#[derive(Debug, Eq, PartialEq)]
pub(super) struct Text {
    /// The comment above it and the texts around it.
    pub(super) group: String,
    /// As in `texts` and language files, without a plural form.
    pub(super) name: String,
    /// The English words; for one, where there are two.
    pub(super) english: String,
    /// The English words for other counts, if it is counted.
    pub(super) other: Option<String>,
}

impl Text {
    /// The entries that English needs: name and words.
    pub(super) fn entries(&self) -> Vec<(String, &str)> {
        match &self.other {
            None => vec![(self.name.clone(), &self.english)],
            Some(other) => vec![
                (format!("{}.one", self.name), &self.english),
                (format!("{}.other", self.name), other),
            ],
        }
    }

    /// The places that are filled in; of a counted text, those of its most general form.
    pub(super) fn places(&self) -> BTreeSet<&str> {
        places(self.other.as_ref().unwrap_or(&self.english))
    }
}

/// The names in `{name}` places.
pub(super) fn places(words: &str) -> BTreeSet<&str> {
    words
        .split('{')
        .skip(1)
        .filter_map(|rest| Some(rest.split_once('}')?.0))
        .collect()
}

/// Every text between `keys! {` and the brace that ends it.
pub(super) fn read(source: &str) -> Result<Vec<Text>> {
    let mut texts = Vec::new();
    let mut group = String::new();
    let lines = source.lines().skip_while(|line| *line != "keys! {").skip(1);
    for line in lines.take_while(|line| *line != "}").map(str::trim) {
        if let Some(comment) = line.strip_prefix("//") {
            comment.trim().clone_into(&mut group);
        } else if !line.is_empty() && !matches!(line, "first {" | "later {" | "}") {
            texts.push(text(line, &group).with_context(|| {
                format!("this line of src/i18n/key.rs is not understood: {line}")
            })?);
        }
    }
    ensure!(
        !texts.is_empty(),
        "src/i18n/key.rs holds no `keys! {{` … `}}`"
    );
    Ok(texts)
}

/// Reads `Variant = "name": "words";` or `Variant = "name" plural: "words for one", "other words";`.
fn text(line: &str, group: &str) -> Option<Text> {
    let (_, rest) = line.split_once(" = ")?;
    let (name, rest) = literal(rest)?;
    let is_counted = rest.starts_with(" plural");
    let rest = rest.strip_prefix(" plural").unwrap_or(rest);
    let (english, rest) = literal(rest.strip_prefix(": ")?)?;
    let (other, rest) = if is_counted {
        let (other, rest) = literal(rest.strip_prefix(", ")?)?;
        (Some(other), rest)
    } else {
        (None, rest)
    };
    (rest == ";").then(|| Text {
        group: group.to_owned(),
        name,
        english,
        other,
    })
}

/// The string literal at the beginning, and what follows it.
fn literal(text: &str) -> Option<(String, &str)> {
    let text = text.strip_prefix('"')?;
    let mut value = String::new();
    let mut letters = text.char_indices();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '"' => return Some((value, &text[at + 1..])),
            '\\' => match letters.next()?.1 {
                escaped @ ('"' | '\\') => value.push(escaped),
                _ => return None,
            },
            letter => value.push(letter),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(lines: &str, expected: &[(&str, &str, &str)]) {
        let texts = read(&format!("keys! {{\n{lines}\n}}\nimpl Key {{}}\n"));
        let entries = texts.map(|texts| {
            texts
                .iter()
                .flat_map(|text| {
                    let entries = text.entries().into_iter();
                    entries.map(|(name, words)| (text.group.clone(), name, words.to_owned()))
                })
                .collect::<Vec<_>>()
        });
        let expected = expected
            .iter()
            .map(|(group, name, words)| ((*group).into(), (*name).into(), (*words).into()))
            .collect();
        assert_eq!(entries.ok(), Some(expected));
    }

    #[test]
    fn texts_are_read_with_their_groups_and_forms() {
        check(
            "    // One\n    A = \"a\": \"{x}, \\\"b\\\"\";\n    // Two\n    B = \"b\" plural: \"c\", \"d\";",
            &[
                ("One", "a", "{x}, \"b\""),
                ("Two", "b.one", "c"),
                ("Two", "b.other", "d"),
            ],
        );
    }

    #[test]
    fn a_line_that_is_not_understood_is_named() {
        for line in [
            "A = \"a\": \"b\"",
            "A = \"a\" plural: \"b\";",
            "A = \"a\": \"\\n\";",
        ] {
            let failure =
                read(&format!("keys! {{\n{line}\n}}\n")).map_err(|failure| failure.to_string());
            assert!(failure.is_err_and(|words| words.ends_with(line)), "{line}");
        }
        assert!(read("nothing").is_err());
    }

    #[test]
    fn places_are_found() {
        assert_eq!(places("{a} and {b}, {a} {"), BTreeSet::from(["a", "b"]));
    }
}
