use fragile::Fragile;
use leptos::prelude::on_cleanup;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::Event;

/// Listens to an event of the window until the owner is cleaned up.
pub(super) fn listen_to_window(name: &'static str, act: Box<dyn FnMut(Event)>) {
    let closure = Fragile::new(Closure::wrap(act));
    let listener = |closure: &Fragile<Closure<dyn FnMut(Event)>>| {
        Some((
            web_sys::window()?,
            closure.get().as_ref().clone().unchecked_into(),
        ))
    };
    if let Some((window, function)) = listener(&closure) {
        // It fails only for a listener that is no function.
        let _ = window.add_event_listener_with_callback(name, &function);
    }
    on_cleanup(move || {
        if let Some((window, function)) = listener(&closure) {
            let _ = window.remove_event_listener_with_callback(name, &function);
        }
    });
}
