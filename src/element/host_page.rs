use mailbox_password_declarations::ATTRIBUTE_NAMES;
use web_sys::HtmlElement;

use crate::{
    config::{Help, nearest},
    console::warn,
};

/// Attributes that every HTML element may have: never reported as a misspelt one of ours, although `slot` is near to
/// `side`.
const GLOBAL: &[&str] = &[
    "class", "dir", "hidden", "id", "inert", "is", "nonce", "part", "role", "slot", "style",
    "title",
];

/// Warns the integrator, in the console, of what would be hard to find otherwise.
pub(super) fn check_page(element: &HtmlElement) {
    for name in element
        .get_attribute_names()
        .iter()
        .filter_map(|name| name.as_string())
    {
        let name = name.as_str();
        if ATTRIBUTE_NAMES.contains(&name) || GLOBAL.contains(&name) || name.starts_with("data-") {
            continue;
        }
        let (meant, distance) = nearest(name, &ATTRIBUTE_NAMES);
        if distance <= 2 {
            warn(
                &[
                    "mailbox-password: the attribute ",
                    name,
                    " is not known. Did you mean ",
                    meant,
                    "?",
                ]
                .concat(),
            );
        }
    }
    if element.closest("form").ok().flatten().is_some() {
        warn(
            "mailbox-password: this element stands inside a form. It works, but some password managers may look at \
             the outer form and miss the change.",
        );
    }
}

/// Warns the integrator where the only way to the administrator is an e-mail.
pub(super) fn check_help(help: &Help) {
    let is_mail = match &help.href {
        Some(href) => href
            .get(..7)
            .is_some_and(|scheme| scheme.eq_ignore_ascii_case("mailto:")),
        // An address alone; in a sentence there may be another way.
        None => help.text.contains('@') && !help.text.contains(char::is_whitespace),
    };
    if is_mail {
        warn(
            "mailbox-password: help is an e-mail address. Someone whose mailbox is locked cannot write to it; give a \
             telephone number or a page.",
        );
    }
}
