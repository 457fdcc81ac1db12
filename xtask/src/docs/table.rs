//! The table of texts in the documentation.

use anyhow::Result;

use super::keys::{Text, places};
use crate::markers;

const MARKERS: [&str; 2] = ["<!-- texts:begin -->", "<!-- texts:end -->"];

/// The page with the table as it has to be now.
pub(super) fn replace(page: &str, texts: &[Text]) -> Result<String> {
    let table = format!("{}\n", markdown(texts));
    markers::replace("docs/texts.md", page, MARKERS, &table)
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
        let [begin, end] = MARKERS;
        let page = format!("x\n{begin}\nold\n{end}\ny\n");
        let table = "\n### Form\n\n| key | English | filled in |\n|---|---|---|\n\
                     | `n.one` | {count} a\\|b | `count` |\n| `n.other` | c |  |\n";
        let expected = format!("x\n{begin}\n{table}\n{end}\ny\n");
        assert_eq!(replace(&page, &texts).ok(), Some(expected));
        assert!(replace("no markers", &texts).is_err());
    }
}
