//! The few things that views ask of the document.

use wasm_bindgen::{JsCast, prelude::*};
use web_sys::{Element, HtmlElement, HtmlInputElement};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = CSS)]
    fn escape(text: &str) -> String;
    /// A text as a part of an address.
    #[cfg(feature = "full")]
    #[wasm_bindgen(js_name = encodeURIComponent)]
    pub(super) fn encode(text: &str) -> String;
}

/// The part with this id, inside the widget only.
pub(super) fn find(root: &Element, id: &str) -> Option<HtmlElement> {
    let selector = ["#", &escape(id)].concat();
    root.query_selector(&selector).ok()??.dyn_into().ok()
}

/// Focuses the part with this id; whether there is one.
pub(super) fn focus(root: &Element, id: &str) -> bool {
    find(root, id).is_some_and(|part| part.focus().is_ok())
}

/// Whether the part with this id has the focus.
pub(super) fn has_focus(root: &Element, id: &str) -> bool {
    find(root, id).is_some_and(|part| part.matches(":focus").unwrap_or(false))
}

/// Marks what is printed alone, by the style sheet.
#[cfg(feature = "full")]
pub(super) fn mark_printed(root: &Element, is_printed: bool) {
    if let Ok(Some(list)) = root.query_selector(".mbp-prints") {
        // It fails for names with blanks only.
        let _ = list
            .class_list()
            .toggle_with_force("mbp-printed", is_printed);
    }
}

/// Where the page comes from, for a person to type.
#[cfg(feature = "full")]
pub(super) fn origin() -> String {
    web_sys::window()
        .and_then(|window| window.location().origin().ok())
        .unwrap_or_default()
}

/// The input with this id.
pub(super) fn input(root: &Element, id: &str) -> Option<HtmlInputElement> {
    find(root, id)?.dyn_into().ok()
}

/// Whether somebody can see the page.
pub(super) fn is_visible() -> bool {
    web_sys::window()
        .and_then(|window| window.document())
        .is_some_and(|document| !document.hidden())
}
