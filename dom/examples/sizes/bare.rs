//! Leptos with one signal and nothing to show, which both others contain.

use leptos::prelude::*;
use wasm_bindgen::prelude::*;

/// Follows a signal.
#[wasm_bindgen(start)]
pub fn start() {
    mount_to_body(|| {
        let count = RwSignal::new(0_u32);
        Effect::new(move || web_sys::console::log_1(&count.get().into()));
        count.set(1);
    });
}
