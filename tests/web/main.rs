//! Browser tests of the widget through the crate's public API: `MailboxPassword` in a Leptos app.
//!
//! The back end is mocked by replacing `fetch` (`harness/mock_fetch.rs`). Real servers and network faults are tested in
//! `tests/system`; here it matters what the component makes of a response.

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
    pub(crate) mod values;
}

mod dates;

mod form {
    mod submit;
    mod typing;
}

mod fuzz {
    mod answers;
    mod decoders;
    mod documents;
    mod random;
    mod records;
}

mod harness {
    pub(crate) mod host_app;
    pub(crate) mod mock_fetch;
    pub(crate) mod storage;
    pub(crate) mod wait;
}

mod i18n;

mod lifecycle {
    mod mount;
    mod unmount;
}

mod storage;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
