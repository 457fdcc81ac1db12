//! The page's `fetch`, which scripts of the page may have replaced.

use js_sys::JsString;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    // Not gloo-net's `send`: it passes a `Request`, while scripts that wrap `fetch` expect an address and an object with
    // plain headers, and it ends the program when a wrapper rejects with something that is no `Error`. A wrapper may also
    // return something that is no promise.
    #[wasm_bindgen(catch, js_name = fetch)]
    pub(super) fn fetch(url: &str, init: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, js_namespace = fetch, js_name = toString)]
    fn fetch_as_text() -> Result<JsString, JsValue>;

    #[wasm_bindgen(js_namespace = console)]
    fn warn(text: &str);
}

/// Names a script that has replaced `fetch`, after a request that it may have broken.
pub(super) fn warn_of_wrapper() {
    // The browser's own search: Rust's would add 1 KB to the first load.
    if fetch_as_text().is_ok_and(|text| !text.includes("[native code]", 0)) {
        warn(
            "mailbox-password: a request failed, and a script of this page has replaced window.fetch. It has to pass on \
             every request as fetch(url, init), with its headers and body.",
        );
    }
}
