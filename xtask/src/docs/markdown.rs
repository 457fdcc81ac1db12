//! Tables of the documentation.

use mailbox_password_declarations::{
    ATTRIBUTES, Attribute, LANGUAGES, MEMBERS, Text, WithoutIt, places,
};

/// The attributes: name, default, meaning.
pub(super) fn attributes() -> String {
    let mut out = String::from("| attribute | default | meaning |\n|---|---|---|\n");
    for attribute in ATTRIBUTES {
        let default = match attribute.without_it {
            WithoutIt::Number(number) => format!("`{number}`"),
            WithoutIt::Nothing => "–".to_owned(),
            WithoutIt::Required(exception) => format!("required, but {exception}"),
            WithoutIt::Said(words) => words.to_owned(),
            WithoutIt::Word(word) => format!("`{word}`"),
        };
        let (name, meaning) = (attribute.name, meaning(attribute));
        out += &format!("| `{name}` | {default} | {meaning} |\n");
    }
    out
}

/// What an attribute is for, with the languages that there are.
pub(super) fn meaning(attribute: &Attribute) -> String {
    let names: Vec<_> = LANGUAGES.iter().map(|language| language.english).collect();
    let names = match names.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
        None => String::new(),
    };
    attribute.meaning.replace("{languages}", &names)
}

/// The members of `config` that are no attributes: name, meaning.
pub(super) fn members() -> String {
    let mut out = String::from("| member | meaning |\n|---|---|\n");
    for member in MEMBERS {
        out += &format!("| `{}` | {} |\n", member.shape.name, member.meaning);
    }
    out
}

/// The texts, a table a group: key, English, what is filled in.
pub(super) fn texts(texts: &[Text]) -> String {
    let mut out = String::new();
    let mut group = None;
    for text in texts {
        if group != Some(text.group) {
            out += &format!(
                "\n### {}\n\n| key | English | filled in |\n|---|---|---|\n",
                text.group
            );
            group = Some(text.group);
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
    fn a_text_has_a_row_for_each_form() {
        let text = Text {
            group: "Form",
            name: "n",
            english: "{count} a|b",
            other: Some("c"),
        };
        assert_eq!(
            texts(&[text]),
            "\n### Form\n\n| key | English | filled in |\n|---|---|---|\n\
             | `n.one` | {count} a\\|b | `count` |\n| `n.other` | c |  |\n"
        );
    }

    #[test]
    fn the_languages_are_named_where_a_meaning_asks_for_them() {
        let lang = ATTRIBUTES.iter().find(|attribute| attribute.name == "lang");
        let meaning = lang.map(meaning).unwrap_or_default();
        assert!(meaning.contains("English"), "{meaning}");
        assert!(!meaning.contains('{'), "{meaning}");
    }
}
