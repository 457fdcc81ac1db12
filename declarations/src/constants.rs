//! What the element needs of the tables, worked out by the compiler: the rest of them stays out of the module.

use crate::attribute::{Attribute, Kind, WithoutIt};
use crate::attributes::ATTRIBUTES;
use crate::member::Shape;
use crate::members::MEMBERS;

/// An attribute that is a number, as the element reads it.
#[derive(Clone, Copy, Debug)]
pub struct Number {
    /// As in markup.
    pub name: &'static str,
    /// The largest; the smallest is 1.
    pub most: u32,
    /// What holds without it.
    pub without_it: u32,
    /// What it may be, in words.
    pub expected: &'static str,
}

/// The names of all attributes, in the order of the table.
pub const ATTRIBUTE_NAMES: [&str; ATTRIBUTES.len()] = {
    let mut names = [""; ATTRIBUTES.len()];
    let mut index = 0;
    while index < names.len() {
        names[index] = ATTRIBUTES[index].name;
        index += 1;
    }
    names
};

/// The names of all members of `config`: the attributes in camel case, and [`MEMBERS`].
pub const MEMBER_NAMES: [&str; ATTRIBUTES.len() + MEMBERS.len()] = {
    let mut names = [""; ATTRIBUTES.len() + MEMBERS.len()];
    let mut index = 0;
    while index < names.len() {
        names[index] = if index < ATTRIBUTES.len() {
            ATTRIBUTES[index].member
        } else {
            MEMBERS[index - ATTRIBUTES.len()].shape.name
        };
        index += 1;
    }
    names
};

/// The shapes of all members, in the order of the table.
pub const MEMBER_SHAPES: [Shape; MEMBERS.len()] = {
    let mut shapes = [MEMBERS[0].shape; MEMBERS.len()];
    let mut index = 0;
    while index < shapes.len() {
        shapes[index] = MEMBERS[index].shape;
        index += 1;
    }
    shapes
};

/// The declaration of a number, for constants: a name that is not declared as one does not compile.
///
/// ```
/// # use mailbox_password_declarations::{Number, number};
/// const TIMEOUT: Number = number("timeout");
/// assert_eq!((TIMEOUT.most, TIMEOUT.without_it), (600, 60));
/// ```
///
/// ```compile_fail
/// # use mailbox_password_declarations::{Number, number};
/// const TIMEOUT: Number = number("time-out");
/// ```
#[must_use]
#[allow(
    clippy::panic,
    reason = "it is called for constants, where a panic is an error of the compiler"
)]
pub const fn number(name: &str) -> Number {
    let declared = attribute(name);
    match (declared.kind, declared.without_it) {
        (Kind::Number { most, expected }, WithoutIt::Number(without_it)) => Number {
            name: declared.name,
            most,
            without_it,
            expected,
        },
        _ => panic!("this attribute is not declared as a number with a default"),
    }
}

/// What an attribute may be, in words, for constants: a name that is not declared does not compile.
#[must_use]
pub const fn expected(name: &str) -> &'static str {
    match attribute(name).kind {
        Kind::Number { expected, .. }
        | Kind::OneOf { expected, .. }
        | Kind::Prefixed { expected, .. } => expected,
        Kind::Text => "a text",
    }
}

#[allow(
    clippy::panic,
    reason = "it is called for constants, where a panic is an error of the compiler"
)]
const fn attribute(name: &str) -> Attribute {
    let mut index = 0;
    while index < ATTRIBUTES.len() {
        if is_same(ATTRIBUTES[index].name, name) {
            return ATTRIBUTES[index];
        }
        index += 1;
    }
    panic!("no attribute of this name is declared in declarations/src/attributes.rs")
}

/// `==`, for constants.
const fn is_same(left: &str, right: &str) -> bool {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    let mut index = 0;
    while index < left.len() && index < right.len() {
        if left[index] != right[index] {
            return false;
        }
        index += 1;
    }
    left.len() == right.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_in_kebab_case_and_declared_once() {
        for (index, name) in ATTRIBUTE_NAMES.iter().enumerate() {
            assert!(
                name.bytes()
                    .all(|byte| byte == b'-' || byte.is_ascii_lowercase()),
                "{name}"
            );
            assert!(!ATTRIBUTE_NAMES[..index].contains(name), "{name} twice");
        }
    }

    #[test]
    fn members_are_the_names_in_camel_case() {
        for attribute in ATTRIBUTES {
            let mut words = attribute.name.split('-');
            let first = words.next().map(str::to_owned);
            let rest = words.map(|word| word[..1].to_uppercase() + &word[1..]);
            let camel_case: String = first.into_iter().chain(rest).collect();
            assert_eq!(attribute.member, camel_case);
        }
    }

    #[test]
    fn what_holds_without_an_attribute_may_be_written_too() {
        for attribute in ATTRIBUTES {
            let is_possible = match (attribute.kind, attribute.without_it) {
                (Kind::Number { most, .. }, WithoutIt::Number(number)) => {
                    (1..=most).contains(&number)
                }
                (Kind::OneOf { words, .. }, WithoutIt::Word(word)) => words.contains(&word),
                (Kind::Text | Kind::Prefixed { .. }, without_it) => {
                    !matches!(without_it, WithoutIt::Number(_) | WithoutIt::Word(_))
                }
                _ => false,
            };
            assert!(is_possible, "{attribute:?}");
        }
    }

    #[test]
    fn what_is_expected_names_every_word_and_the_largest_number() {
        for attribute in ATTRIBUTES {
            let sentence = expected(attribute.name);
            let named = match attribute.kind {
                Kind::Number { most, .. } => vec![most.to_string()],
                Kind::OneOf { words, .. } => words.iter().map(|word| (*word).to_owned()).collect(),
                Kind::Prefixed { prefixes, .. } => {
                    prefixes.iter().map(|word| format!("{word}:")).collect()
                }
                Kind::Text => Vec::new(),
            };
            for word in named {
                assert!(sentence.contains(&word), "{}: {word}", attribute.name);
            }
        }
    }
}
