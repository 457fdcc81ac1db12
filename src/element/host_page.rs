use mailbox_password_declarations::ATTRIBUTE_NAMES;
use wasm_bindgen::{JsCast, JsValue, prelude::*};
use web_sys::{Element, HtmlElement};

use crate::config::{Help, nearest};

/// Attributes that every element may have. A name that is near to one of ours is not meant to be it.
const GLOBAL: &[&str] = &[
    "class", "dir", "hidden", "id", "inert", "is", "nonce", "part", "role", "slot", "style",
    "title",
];

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = CSS)]
    fn escape(text: &str) -> String;

    #[wasm_bindgen(js_namespace = console)]
    fn warn(text: &str);

    /// Document or shadow root, whichever it is: both can be searched.
    type Root;
    #[wasm_bindgen(method, catch, js_name = querySelector)]
    fn query_selector(this: &Root, selector: &str) -> Result<Option<Element>, JsValue>;
}

/// The prefix of every id: the element's own id, else the tag's name; with a number if one is taken, in the page or
/// by another element that is not rendered yet.
pub(super) fn id_prefix(element: &HtmlElement, others: &[String]) -> String {
    let own = element.id();
    let first = if own.is_empty() {
        "mailbox-password".to_owned()
    } else {
        own
    };
    let root: Root = element.get_root_node().unchecked_into();
    let is_taken = |prefix: &str| {
        let selector = ["[id^=\"", &escape(prefix), "-\"]"].concat();
        let found = root.query_selector(&selector).ok().flatten();
        others.iter().any(|other| other == prefix)
            || found.is_some_and(|found| &found != element.unchecked_ref::<Element>())
    };
    let mut prefix = first.clone();
    let mut number = 2;
    while is_taken(&prefix) {
        prefix = [&first, "-", &number.to_string()].concat();
        number += 1;
    }
    prefix
}

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
