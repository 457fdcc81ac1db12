//! Functions of the browser that `web-sys` lacks, or has with more code.

use wasm_bindgen::prelude::*;
use web_sys::{Comment, Element, Node};

/// The namespace of SVG elements.
pub(crate) const SVG: &str = "http://www.w3.org/2000/svg";

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = document, js_name = createElement)]
    pub(crate) fn create_element(tag: &str) -> Element;

    #[wasm_bindgen(js_namespace = document, js_name = createElementNS)]
    pub(crate) fn create_element_ns(namespace: &str, tag: &str) -> Element;

    #[wasm_bindgen(js_namespace = document, js_name = createComment)]
    pub(crate) fn create_comment(text: &str) -> Comment;

    /// A document or a shadow root.
    pub(crate) type Root;

    /// `None` for any other root.
    #[wasm_bindgen(method, getter, js_name = activeElement)]
    pub(crate) fn active_element(this: &Root) -> Option<Node>;
}
