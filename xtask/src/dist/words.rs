//! The words that `element.js` says by itself, in every language.

use std::collections::BTreeMap;

use mailbox_password_declarations::{LANGUAGES, loader_words};
use serde_json::Value;

use crate::failure::{During, Failure, Result};
use crate::files;
use crate::marked;
use crate::project::Project;

/// What stands before the words in `embed/element.js`.
pub(crate) const BEGIN: &str = "// words:begin";
/// What stands after them.
pub(crate) const END: &str = "// words:end";

/// The table of words: an object a language, by the names of the texts.
pub(crate) fn table(project: &Project) -> Result<String> {
    let mut out = String::from("const WORDS = {\n");
    for language in LANGUAGES {
        let file = format!("locales/{}.json", language.tag);
        let words = match language.tag {
            "en" => own(&loader_words()),
            _ => translated(&files::read_text(&project.path(&file))?, &file)?,
        };
        out += &format!("  {}: {{\n", property_key(language.tag));
        for (name, words) in words {
            out += &format!("    {}: {},\n", property_key(name), Value::from(words));
        }
        out += "  },\n";
    }
    out += "};";
    Ok(out)
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

fn own(words: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
    let words = words.iter();
    words
        .map(|(name, words)| (*name, (*words).to_owned()))
        .collect()
}

/// The words in a language file.
fn translated(json: &str, file: &str) -> Result<Vec<(&'static str, String)>> {
    let mut texts: BTreeMap<String, String> =
        serde_json::from_str(json).during(format!("reading {file}"))?;
    let word = |(name, _)| {
        let words = texts.remove(name).ok_or_else(|| {
            Failure::new(format!(
                "{file} lacks `{name}`, which element.js says by itself: add it"
            ))
        })?;
        Ok((name, words))
    };
    loader_words().into_iter().map(word).collect()
}

/// The source with the words as they are now.
pub(super) fn fill(source: &str, project: &Project) -> Result<String> {
    let table = format!("\n{}\n", table(project)?);
    marked::replace(source, "embed/element.js", BEGIN, END, &table)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_file_has_every_word() {
        let all: BTreeMap<_, _> = loader_words().into_iter().collect();
        let json = Value::from_iter(all.iter().map(|(name, words)| (*name, *words))).to_string();
        assert_eq!(translated(&json, "x.json"), Ok(own(&loader_words())));
        let failure = translated("{}", "x.json").map_err(|failure| failure.to_string());
        assert_eq!(
            failure,
            Err("x.json lacks `loading`, which element.js says by itself: add it".into())
        );
    }

    #[test]
    fn a_name_is_quoted_where_javascript_needs_it() {
        assert_eq!(property_key("de"), "de");
        assert_eq!(property_key("pt-BR"), "\"pt-BR\"");
    }
}
