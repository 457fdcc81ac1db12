//! Event listeners that leave with their element.

use leptos::prelude::Owner;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event};

/// An event listener; dropping it takes it off its element.
pub(crate) struct Listener {
    node: Element,
    name: &'static str,
    closure: Closure<dyn FnMut(Event)>,
}

impl Listener {
    /// Listens; what is done runs under the present owner, where contexts are found.
    pub(crate) fn new(node: &Element, name: &'static str, mut act: Box<dyn FnMut(Event)>) -> Self {
        if let Some(owner) = Owner::current() {
            act = Box::new(move |event| owner.with(|| act(event)));
        }
        let closure = Closure::wrap(act);
        // It fails only for a listener that is no function.
        let _ = node.add_event_listener_with_callback(name, closure.as_ref().unchecked_ref());
        Self {
            node: node.clone(),
            name,
            closure,
        }
    }
}

/// An event may be on its way while the element leaves, such as `toggle` of a `details`: it must not find a closure
/// that is gone.
impl Drop for Listener {
    fn drop(&mut self) {
        let _ = self
            .node
            .remove_event_listener_with_callback(self.name, self.closure.as_ref().unchecked_ref());
    }
}
