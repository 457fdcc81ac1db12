use mailbox_password_declarations::{LOADER_TEXT_NAMES, MEMBER_NAMES};

use super::{ConfigError, nearest};
use crate::{i18n::Key, json::Json};

/// Names in `config` and in its `texts` that do not exist.
pub(super) fn unknown_names(config: &Json, errors: &mut Vec<ConfigError>) {
    let mut look = |name: String, known: &[&'static str], is_text: bool| {
        // A counted text is named with its plural category.
        let stem = name.split('.').next().filter(|_| is_text).unwrap_or(&name);
        if !known.contains(&stem) {
            let (nearest, _) = nearest(stem, known);
            errors.push(ConfigError::UnknownMember { name, nearest });
        }
    };
    for name in config.names() {
        look(name, &MEMBER_NAMES, false);
    }
    let mut known = LOADER_TEXT_NAMES.to_vec();
    known.extend(Key::names());
    for name in config.get("texts").names() {
        look(name, &known, true);
    }
}

/// The member of `config` that an attribute is.
pub(super) fn camel_case(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut upper = false;
    for letter in name.chars() {
        if letter == '-' {
            upper = true;
        } else {
            out.push(if upper {
                letter.to_ascii_uppercase()
            } else {
                letter
            });
            upper = false;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::camel_case;

    #[test]
    fn an_attribute_is_a_member_of_config_in_camel_case() {
        for (attribute, member) in [
            ("mode", "mode"),
            ("policy-endpoint", "policyEndpoint"),
            ("a-b-c", "aBC"),
        ] {
            assert_eq!(camel_case(attribute), member);
        }
    }
}
