//! The words that the element shows before, or without, WebAssembly, in every language.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use mailbox_password_declarations::{LANGUAGES, loader_words};
use serde_json::Value;

use crate::markers;
use crate::project::Project;

/// The script that holds them.
pub(crate) const SCRIPT: &str = "embed/words.js";
/// What stands before and after them.
pub(crate) const MARKERS: [&str; 2] = ["  // words:begin\n", "  // words:end"];

/// The words: an object a language, by the names of the texts.
pub(crate) fn table(project: &Project) -> Result<String> {
    let mut out = String::new();
    for language in LANGUAGES {
        let file = format!("locales/{}.json", language.tag);
        let words = match language.tag {
            "en" => english(),
            _ => translated(&fs_err::read_to_string(project.path(&file))?, &file)?,
        };
        out += &format!("  {}: {{\n", property_key(language.tag));
        for (name, words) in words {
            out += &format!("    {}: {},\n", property_key(name), Value::from(words));
        }
        out += "  },\n";
    }
    Ok(out)
}

/// The script with the words as they are now.
pub(super) fn fill(project: &Project) -> Result<String> {
    let source = fs_err::read_to_string(project.path(SCRIPT))?;
    markers::replace(SCRIPT, &source, MARKERS, &table(project)?)
}

/// A name as a member of an object literal.
pub(crate) fn property_key(name: &str) -> String {
    let is_plain = name.bytes().all(|byte| byte.is_ascii_alphabetic());
    if is_plain {
        name.to_owned()
    } else {
        Value::from(name).to_string()
    }
}

fn english() -> Vec<(&'static str, String)> {
    let words = loader_words().into_iter();
    words
        .map(|(name, words)| (name, words.to_owned()))
        .collect()
}

/// The words in a language file.
fn translated(json: &str, file: &str) -> Result<Vec<(&'static str, String)>> {
    let mut texts: BTreeMap<String, String> =
        serde_json::from_str(json).with_context(|| format!("reading {file}"))?;
    let word = |(name, _)| {
        let words = texts.remove(name).with_context(|| {
            format!("{file} lacks `{name}`, which is shown before the module is there: add it")
        })?;
        Ok((name, words))
    };
    loader_words().into_iter().map(word).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_file_has_every_word() {
        let all: BTreeMap<_, _> = loader_words().into_iter().collect();
        let mut texts = Value::from_iter(all.iter().map(|(name, words)| (*name, *words)));
        let found = translated(&texts.to_string(), "x.json");
        assert_eq!(found.ok(), Some(english()));
        texts["change"].take();
        assert!(translated(&texts.to_string(), "x.json").is_err());
        let error = translated("{}", "x.json").map_err(|error| error.to_string());
        assert!(error.is_err_and(|words| words.starts_with("x.json lacks `loader-failed`")));
    }

    #[test]
    fn a_name_is_quoted_where_javascript_needs_it() {
        assert_eq!(property_key("de"), "de");
        assert_eq!(property_key("pt-BR"), "\"pt-BR\"");
    }
}
