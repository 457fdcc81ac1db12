//! What is told to whoever develops the page. Never a secret.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// Writes a warning to the console.
    #[wasm_bindgen(js_namespace = console)]
    pub(crate) fn warn(text: &str);
}
