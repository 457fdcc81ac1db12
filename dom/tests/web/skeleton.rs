//! What a script draws before the module is there.

use js_sys::Map;
use wasm_bindgen::JsCast;
use web_sys::Element;

use crate::page::{Page, document};

/// Key, key of the parent or nothing for the page, tag, attributes, text.
pub(crate) type Drawn<'a> = (&'a str, &'a str, &'a str, &'a [(&'a str, &'a str)], &'a str);

/// Draws as a script would: a `Map` from keys to elements.
pub(crate) fn draw(page: &Page, nodes: &[Drawn<'_>]) -> Map {
    let map = Map::new();
    for (key, parent, tag, attributes, text) in nodes {
        let element = document().create_element(tag).unwrap();
        for (name, value) in *attributes {
            element.set_attribute(name, value).unwrap();
        }
        if !text.is_empty() {
            element.set_text_content(Some(text));
        }
        match map.get(&(*parent).into()).dyn_into::<Element>() {
            Ok(parent) => parent.append_child(&element).unwrap(),
            Err(_) => page.append_child(&element).unwrap(),
        };
        map.set(&(*key).into(), &element);
    }
    map
}

/// A small form.
pub(crate) fn skeleton(page: &Page) -> Map {
    draw(
        page,
        &[
            ("form", "", "form", &[("class", "form")], ""),
            ("label", "form", "label", &[("for", "name")], "Name"),
            (
                "field",
                "form",
                "input",
                &[("id", "name"), ("type", "text")],
                "",
            ),
            ("hint", "form", "p", &[], "First and last"),
            ("button", "form", "button", &[("type", "submit")], "Send"),
        ],
    )
}
