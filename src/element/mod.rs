//! The module's side of the custom element: attributes in, events out. Only this module and `embed/` know the host
//! page.
//!
//! Free functions with a number for each element, and no exported object: calls may nest without a borrow between them.
#![allow(unreachable_pub, reason = "JavaScript calls it")]

mod event;
mod host_page;
mod instance;
mod registration;

use std::cell::RefCell;

use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use crate::{i18n::Language, json::Json, ui::Command};
use instance::Instance;
use registration::Registration;

thread_local! {
    static INSTANCES: RefCell<Vec<Option<Instance>>> = const { RefCell::new(Vec::new()) };
}

/// Mounts the component in its element; returns its number. `source` is
/// `{attributes, config, headers, lang, secure, prefix, assets, drawn}`.
#[wasm_bindgen]
#[allow(
    clippy::needless_pass_by_value,
    reason = "JavaScript hands over what it has"
)]
#[must_use]
pub fn mount(element: HtmlElement, source: JsValue) -> usize {
    host_page::check_page(&element);
    let id = INSTANCES.with_borrow_mut(|all| {
        let free = all.iter().position(Option::is_none);
        free.unwrap_or_else(|| {
            all.push(None);
            all.len() - 1
        })
    });
    let source = Json::from(source);
    let language = Language::from(&source.get("assets").get("language"));
    put(
        id,
        Instance::new(element, &source, language, &registration(id)),
    );
    id
}

/// Attributes or properties have changed.
#[wasm_bindgen]
pub fn update(id: usize, source: JsValue) {
    if let Some(instance) = take(id) {
        put(id, instance.update(Json::from(source), &registration(id)));
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
    let handle = INSTANCES.with_borrow(|all| all.get(id)?.as_ref()?.handle());
    if let Some(handle) = handle {
        handle.send(command);
    }
}

/// Whether a change was sent and its outcome is not known.
#[wasm_bindgen]
#[must_use]
pub fn is_pending(id: usize) -> bool {
    INSTANCES
        .with_borrow(|all| all.get(id)?.as_ref()?.handle())
        .is_some_and(crate::ui::Handle::is_busy)
}

/// The element has left the page.
#[wasm_bindgen]
pub fn unmount(id: usize) {
    if let Some(instance) = take(id) {
        instance.unmount();
    }
}

fn registration(id: usize) -> Registration {
    Registration { id, settled }
}

fn settled(id: usize) {
    if let Some(instance) = take(id) {
        put(id, instance.apply_waiting(&registration(id)));
    }
}

/// Takes an instance out of the list while it is used: that may dispatch events, and a host may call back.
fn take(id: usize) -> Option<Instance> {
    INSTANCES.with_borrow_mut(|all| all.get_mut(id)?.take())
}

fn put(id: usize, instance: Instance) {
    INSTANCES.with_borrow_mut(|all| {
        if let Some(slot) = all.get_mut(id) {
            *slot = Some(instance);
        }
    });
}
