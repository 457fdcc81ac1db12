use super::{ConfigError, nearest};
use crate::{i18n::Key, json::Json};

/// The element's attributes.
pub const ATTRIBUTES: &[&str] = &[
    "endpoint",
    "mode",
    "mailbox",
    "policy-endpoint",
    "devices-endpoint",
    "status-endpoint",
    "unlock-endpoint",
    "side",
    "webmail",
    "help",
    "recovery-url",
    "lang",
    "heading-level",
    "csrf-header",
    "csrf-source",
    "credentials",
    "timeout",
];

/// The members of `config`: the attributes in camel case, and the structured rest.
pub const MEMBERS: &[&str] = &[
    "endpoint",
    "mode",
    "mailbox",
    "policyEndpoint",
    "devicesEndpoint",
    "statusEndpoint",
    "unlockEndpoint",
    "side",
    "webmail",
    "help",
    "recoveryUrl",
    "lang",
    "headingLevel",
    "csrfHeader",
    "csrfSource",
    "credentials",
    "timeout",
    "policy",
    "devices",
    "texts",
    "statement",
    "allowedOrigins",
];

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
        look(name, MEMBERS, false);
    }
    let known = Key::names();
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
    use super::{ATTRIBUTES, MEMBERS, camel_case};

    #[test]
    fn every_attribute_is_a_member_of_config_in_camel_case() {
        for name in ATTRIBUTES {
            assert!(MEMBERS.contains(&camel_case(name).as_str()), "{name}");
        }
    }
}
