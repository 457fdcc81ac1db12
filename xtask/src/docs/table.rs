//! The table of texts in the documentation.

use super::keys::{Text, places};
use crate::failure::{Failure, Result};

const BEGIN: &str = "<!-- texts:begin -->";
const END: &str = "<!-- texts:end -->";

/// The page with the table as it has to be now.
pub(super) fn replace(page: &str, texts: &[Text]) -> Result<String> {
    let (before, old) = page.split_once(BEGIN).ok_or_else(missing)?;
    let (_, after) = old.split_once(END).ok_or_else(missing)?;
    Ok(format!(
        "{before}{BEGIN}\n{}\n{END}{after}",
        markdown(texts)
    ))
}

fn missing() -> Failure {
    Failure::new(format!(
        "docs/texts.md must hold `{BEGIN}` and, after it, `{END}`"
    ))
}

fn markdown(texts: &[Text]) -> String {
    let mut out = String::new();
    let mut group = None;
    for text in texts {
        if group != Some(&text.group) {
            out += &format!(
                "\n### {}\n\n| key | English | filled in |\n|---|---|---|\n",
                text.group
            );
            group = Some(&text.group);
        }
        for (name, words) in text.entries() {
            let places: Vec<_> = places(words)
                .iter()
                .map(|place| format!("`{place}`"))
                .collect();
            let words = words.replace('|', "\\|");
            out += &format!("| `{name}` | {words} | {} |\n", places.join(", "));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_between_the_markers_changes() {
        let texts = [Text {
            group: "Form".into(),
            name: "n".into(),
            english: "{count} a|b".into(),
            other: Some("c".into()),
        }];
        let page = format!("x\n{BEGIN}\nold\n{END}\ny\n");
        let table = "\n### Form\n\n| key | English | filled in |\n|---|---|---|\n\
                     | `n.one` | {count} a\\|b | `count` |\n| `n.other` | c |  |\n";
        let expected = format!("x\n{BEGIN}\n{table}\n{END}\ny\n");
        assert_eq!(replace(&page, &texts), Ok(expected));
        assert!(replace("no markers", &texts).is_err());
    }
}
