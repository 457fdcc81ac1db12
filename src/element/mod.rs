//! The bridge to the custom element: attributes in, events out. Only this module and `embed/` know the host page.
//!
//! Free functions with a number for each widget, and no exported object: calls may nest without a borrow between them.
#![allow(unreachable_pub, reason = "JavaScript reaches it")]

mod event;
mod host;
mod shown;

use std::cell::RefCell;

use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use crate::{json::Json, view::Command};
use shown::Shown;

thread_local! {
    static WIDGETS: RefCell<Vec<Option<Shown>>> = const { RefCell::new(Vec::new()) };
}

/// Shows a widget in its element, or a part of one in its place; returns its number.
#[wasm_bindgen]
#[allow(
    clippy::needless_pass_by_value,
    reason = "JavaScript hands over what it has"
)]
#[must_use]
pub fn mount(element: HtmlElement, parts: JsValue) -> usize {
    let parts = Json::from(parts);
    if parts.get("part").is_none() {
        host::look_around(&element);
    }
    let id = WIDGETS.with_borrow_mut(|all| {
        let free = all.iter().position(Option::is_none);
        free.unwrap_or_else(|| {
            all.push(None);
            all.len() - 1
        })
    });
    let shown = Shown::new(id, element, &parts);
    put(id, shown);
    id
}

/// Attributes or properties have changed.
#[wasm_bindgen]
#[allow(
    clippy::needless_pass_by_value,
    reason = "JavaScript hands over what it has"
)]
pub fn update(id: usize, parts: JsValue) {
    if let Some(shown) = take(id) {
        put(id, shown.update(id, Json::from(parts)));
    }
}

/// The host calls a method: `check`, `resume`, `reset` or `focus`.
#[wasm_bindgen]
pub fn command(id: usize, name: &str) {
    let command = match name {
        "check" => Command::Check,
        "resume" => Command::Resume,
        "reset" => Command::Reset,
        _ => Command::Focus,
    };
    let handle = WIDGETS.with_borrow(|all| all.get(id)?.as_ref()?.handle());
    if let Some(handle) = handle {
        handle.send(command);
    }
}

/// The element has left the page.
#[wasm_bindgen]
pub fn unmount(id: usize) {
    if let Some(shown) = take(id) {
        shown.end();
    }
}

/// A request has ended: a change that waited for it is made now.
fn settled(id: usize) {
    if let Some(shown) = take(id) {
        put(id, shown.catch_up(id));
    }
}

/// What stands in front of the ids of every widget on the page.
fn prefixes() -> Vec<String> {
    WIDGETS.with_borrow(|all| all.iter().flatten().filter_map(Shown::prefix).collect())
}

/// Out of the list while something is done with it: that may dispatch events, and a host may call back.
fn take(id: usize) -> Option<Shown> {
    WIDGETS.with_borrow_mut(|all| all.get_mut(id)?.take())
}

fn put(id: usize, shown: Shown) {
    WIDGETS.with_borrow_mut(|all| {
        if let Some(place) = all.get_mut(id) {
            *place = Some(shown);
        }
    });
}
