use mailbox_password_declarations::{ATTRIBUTE_NAMES, LOADER_TEXT_NAMES, MEMBER_NAMES};

use super::{ConfigError, nearest};
use crate::{i18n::Language, json::Json};

/// Names in `config` and in its `texts` that do not exist.
pub(super) fn unknown_names(config: &Json, language: &Language, errors: &mut Vec<ConfigError>) {
    let mut look = |name: String, known: &[&str], is_text: bool| {
        // A counted text is named with its plural category.
        let stem = name.split('.').next().filter(|_| is_text).unwrap_or(&name);
        if !known.contains(&stem) {
            let (nearest, _) = nearest(stem, known);
            let nearest = nearest.to_owned();
            errors.push(ConfigError::UnknownMember { name, nearest });
        }
    };
    for name in config.names() {
        look(name, &MEMBER_NAMES, false);
    }
    let mut known = language.names();
    if known.is_empty() {
        return;
    }
    known.extend(LOADER_TEXT_NAMES);
    for name in config.get("texts").names() {
        look(name, &known, true);
    }
}

/// The member of `config` that an attribute is.
pub(super) fn member(attribute: &str) -> &'static str {
    let mut both = ATTRIBUTE_NAMES.iter().zip(&MEMBER_NAMES);
    both.find(|(name, _)| **name == attribute)
        .map(|(_, member)| *member)
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::member;

    #[test]
    fn an_attribute_is_the_member_of_its_name_in_camel_case() {
        for (attribute, expected) in [
            ("mode", "mode"),
            ("policy-endpoint", "policyEndpoint"),
            ("timeout", "timeout"),
        ] {
            assert_eq!(member(attribute), expected);
        }
    }
}
