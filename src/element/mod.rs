//! The bridge to the custom element: attributes in, events out. Only this module and `embed/` know the host page.
//!
//! Free functions with a number for each widget, and no exported object: calls may nest without a borrow between them.

#![allow(unreachable_pub, reason = "JavaScript reaches it")]

mod event;
mod host;

use std::cell::RefCell;

use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use crate::{
    config::Source,
    json::Json,
    view::{Command, Events, Handle, Hosted},
};

/// A widget on the page.
struct Mounted {
    /// Disposing of it ends every signal at once, also while a request still runs.
    owner: Owner,
    /// Dropping it takes the view off the page.
    _view: Box<dyn std::any::Any>,
    source: RwSignal<Source, LocalStorage>,
    handle: Handle,
}

thread_local! {
    static MOUNTED: RefCell<Vec<Option<Mounted>>> = const { RefCell::new(Vec::new()) };
}

/// Shows a widget in its element; returns its number.
#[wasm_bindgen]
#[allow(clippy::needless_pass_by_value, reason = "JavaScript hands over what it has")]
#[must_use]
pub fn mount(element: HtmlElement, parts: JsValue) -> usize {
    let parts = Json::from(parts);
    host::look_around(&element);
    let prefix = host::prefix(&element);
    let events = {
        let element = element.clone();
        Events::new(move |told| event::dispatch(&element, told))
    };
    let owner = Owner::new();
    let (view, source, handle) = owner.with(|| {
        let source = RwSignal::new_local(Source::from(&parts));
        let handle = Handle::new();
        let assets = parts.get("assets");
        let view = mount_to(element, move || {
            view! { <Hosted source events assets prefix handle/> }
        });
        (view, source, handle)
    });
    let mounted = Mounted {
        owner,
        _view: Box::new(view),
        source,
        handle,
    };
    MOUNTED.with_borrow_mut(|all| {
        let free = all.iter().position(Option::is_none);
        let id = free.unwrap_or(all.len());
        match all.get_mut(id) {
            Some(place) => *place = Some(mounted),
            None => all.push(Some(mounted)),
        }
        id
    })
}

/// Attributes or properties have changed.
#[wasm_bindgen]
#[allow(clippy::needless_pass_by_value, reason = "JavaScript hands over what it has")]
pub fn update(id: usize, parts: JsValue) {
    let source = MOUNTED.with_borrow(|all| all.get(id)?.as_ref().map(|mounted| mounted.source));
    if let Some(source) = source {
        source.set(Source::from(&Json::from(parts)));
    }
}

/// The host calls a method: `check`, `resume`, `reset` or `focus`.
#[wasm_bindgen]
pub fn command(id: usize, name: &str) {
    let handle = MOUNTED.with_borrow(|all| all.get(id)?.as_ref().map(|mounted| mounted.handle));
    let command = match name {
        "check" => Command::Check,
        "resume" => Command::Resume,
        "reset" => Command::Reset,
        _ => Command::Focus,
    };
    if let Some(handle) = handle {
        handle.send(command);
    }
}

/// The element has left the page.
#[wasm_bindgen]
pub fn unmount(id: usize) {
    // Out of the list first: what follows dispatches events, and a host may call back.
    let mounted = MOUNTED.with_borrow_mut(|all| all.get_mut(id)?.take());
    if let Some(mounted) = mounted {
        // A request that runs holds its own share of the owner: dropping alone would end nothing.
        mounted.owner.cleanup();
        drop(mounted);
    }
}
