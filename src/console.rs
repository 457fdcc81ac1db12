//! What the browser's console says to whoever embeds the element.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// A warning.
    #[wasm_bindgen(js_namespace = console)]
    fn warn(text: &str);
}

/// Warns the integrator. Nothing of what was typed may be in it.
pub(crate) fn warn_integrator(text: &str) {
    warn(&["mailbox-password: ", text].concat());
}
