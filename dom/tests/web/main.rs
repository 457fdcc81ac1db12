//! The builder in a browser, through its public API.

#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test ends where something is missing"
)]

mod attributes;
mod claim;
mod disposal;
mod events;
mod for_each;
mod foreign_nodes;
mod leaks;
mod leptos_views;
mod page;
mod policy;
mod reorder;
mod show;
mod skeleton;
mod switch;
mod text;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
