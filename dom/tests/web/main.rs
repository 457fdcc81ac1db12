//! The builder in a browser.
#![cfg(target_arch = "wasm32")]

mod page;
mod smoke;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
