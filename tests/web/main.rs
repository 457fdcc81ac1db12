//! The widget in a real browser, through the crate's public face: `MailboxPassword` in a plain Leptos app.
//!
//! The back end is a stand-in: a guard takes the place of `fetch` and puts it back (`harness/mock_fetch.rs`). What the wire and a
//! real server do to the widget is tested in `tests/system`; here it matters what the component makes of an answer.

#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test ends where something is missing"
)]

mod attributes {
    mod declarations;
    mod modes;
    mod types;
    mod values;
}

mod form {
    mod submit;
    mod typing;
}

mod harness {
    pub(crate) mod host_app;
    pub(crate) mod mock_fetch;
    pub(crate) mod wait;
}

mod i18n;

mod lifecycle {
    mod mount;
    mod unmount;
}

mod storage;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
