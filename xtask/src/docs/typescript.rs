//! Members of the interfaces in `element.d.ts`.

use mailbox_password_declarations::{ATTRIBUTES, Kind, MEMBERS, WithoutIt};

use super::markdown;

/// The members of `MailboxPasswordConfig`.
pub(super) fn config() -> String {
    let mut out = String::new();
    for attribute in ATTRIBUTES {
        let without_it = match attribute.without_it {
            WithoutIt::Number(number) => format!(" Default: `{number}`."),
            WithoutIt::Nothing => String::new(),
            WithoutIt::Required(exception) => format!(" Required, but {exception}."),
            WithoutIt::Said(words) => format!(" Default: {words}."),
            WithoutIt::Word(word) => format!(" Default: `{word}`."),
        };
        let says = sentence(&markdown::meaning(attribute));
        let kind = kind(attribute.kind, true);
        out += &format!(
            "  /** {says}{without_it} */\n  {}?: {kind};\n",
            attribute.member
        );
    }
    for member in MEMBERS {
        let (says, name) = (sentence(member.meaning), member.shape.name);
        out += &format!("  /** {says} */\n  {name}?: {};\n", member.typescript);
    }
    out
}

/// The members of `MailboxPasswordAttributes`.
pub(super) fn attributes() -> String {
    let mut out = String::new();
    for attribute in ATTRIBUTES {
        let quote = if attribute.name.contains('-') {
            "\""
        } else {
            ""
        };
        let kind = kind(attribute.kind, false);
        out += &format!("  {quote}{}{quote}?: {kind};\n", attribute.name);
    }
    out
}

/// The type of an attribute, in markup or in `config`.
fn kind(kind: Kind, in_config: bool) -> String {
    match kind {
        Kind::Number { .. } if in_config => "number".to_owned(),
        Kind::Number { .. } => "number | `${number}`".to_owned(),
        Kind::OneOf {
            words,
            in_config: more,
            ..
        } => {
            let more = if in_config { more } else { &[] };
            union(words.iter().chain(more), |word| format!("\"{word}\""))
        }
        Kind::Prefixed { prefixes, .. } => {
            union(prefixes.iter(), |prefix| format!("`{prefix}:${{string}}`"))
        }
        Kind::Text => "string".to_owned(),
    }
}

fn union<'a>(
    words: impl Iterator<Item = &'a &'static str>,
    write: impl Fn(&str) -> String,
) -> String {
    let words: Vec<_> = words.map(|word| write(word)).collect();
    words.join(" | ")
}

/// Words of a table as a sentence, without the addresses of links.
fn sentence(words: &str) -> String {
    let mut plain = words.to_owned();
    while let Some((before, rest)) = plain.split_once('[')
        && let Some((shown, rest)) = rest.split_once("](")
        && let Some((_, after)) = rest.split_once(')')
    {
        plain = [before, shown, after].concat();
    }
    let mut letters = plain.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).chain(['.']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(kind_: Kind, in_markup: &str, in_config: &str) {
        assert_eq!(kind(kind_, false), in_markup);
        assert_eq!(kind(kind_, true), in_config);
    }

    #[test]
    fn kinds_are_types() {
        check(Kind::Text, "string", "string");
        let expected = "";
        check(
            Kind::Number { most: 6, expected },
            "number | `${number}`",
            "number",
        );
        check(
            Kind::OneOf {
                words: &["a", "b"],
                in_config: &["c"],
                expected,
            },
            "\"a\" | \"b\"",
            "\"a\" | \"b\" | \"c\"",
        );
        check(
            Kind::Prefixed {
                prefixes: &["a", "b"],
                expected,
            },
            "`a:${string}` | `b:${string}`",
            "`a:${string}` | `b:${string}`",
        );
    }

    #[test]
    fn a_meaning_is_a_sentence() {
        assert_eq!(sentence("`a` or b"), "`a` or b.");
        assert_eq!(sentence("über"), "Über.");
        assert_eq!(sentence("see [a.md](b/a.md), [c](d)"), "See a.md, c.");
        assert_eq!(sentence("a[0]"), "A[0].");
    }
}
