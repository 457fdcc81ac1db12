//! Event listeners that are removed with their element.

use leptos::prelude::Owner;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event};

use crate::effect::Scope;

/// An event listener, which is removed when this is dropped.
pub(crate) struct Listener {
    node: Element,
    name: &'static str,
    closure: Closure<dyn FnMut(Event)>,
}

impl Listener {
    /// Adds the listener. It runs under the current owner, as listeners of Leptos do, so that it
    /// finds contexts.
    ///
    /// Removing an element that has the focus is an event in some browsers. By then the owner has
    /// been cleaned up, and the event is ignored.
    pub(crate) fn new(node: &Element, name: &'static str, mut act: Box<dyn Act>) -> Self {
        let owner = Owner::current();
        let scope = Scope::current();
        let listen: Box<dyn FnMut(Event)> = Box::new(move |event| {
            if scope.as_ref().is_none_or(|scope| scope.is_alive()) {
                match &owner {
                    Some(owner) => owner.with(|| act.act(event)),
                    None => act.act(event),
                }
            }
        });
        let closure = Closure::wrap(listen);
        // It fails only for a listener that is no function.
        let _ = node.add_event_listener_with_callback(name, closure.as_ref().unchecked_ref());
        Self {
            node: node.clone(),
            name,
            closure,
        }
    }
}

/// What is done at an event. A trait of its own, as [`Read`](crate::binding::Read) is.
pub(crate) trait Act {
    /// Does it.
    fn act(&mut self, event: Event);
}

impl<F: FnMut(Event)> Act for F {
    fn act(&mut self, event: Event) {
        self(event);
    }
}

/// An event may be queued while the element is removed, such as `toggle` of a `details` element. It
/// must not reach a closure that was dropped.
impl Drop for Listener {
    fn drop(&mut self) {
        let _ = self
            .node
            .remove_event_listener_with_callback(self.name, self.closure.as_ref().unchecked_ref());
    }
}
