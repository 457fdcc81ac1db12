use wasm_bindgen::JsCast;
use web_sys::{Event, PageTransitionEvent, StorageEvent};

use super::window_listener::listen_to_window;
use crate::{actions, state::ElementSignals};

/// Listens to events of the window that concern every element, until the element leaves the page.
pub(super) fn listen_to_page(s: ElementSignals) {
    let on = |name: &'static str, act: fn(ElementSignals, &Event)| {
        listen_to_window(name, Box::new(move |event| act(s, &event)));
    };
    on("visibilitychange", |s, _| actions::poll_when_visible(s));
    on("storage", |s, event| {
        s.cx.keep_focus();
        let key = event.unchecked_ref::<StorageEvent>().key();
        actions::checklist_stored_elsewhere(s, key.as_deref());
        actions::recovery_stored_elsewhere(s, key.as_deref());
    });
    on("pageshow", |s, event| {
        if event.unchecked_ref::<PageTransitionEvent>().persisted() {
            actions::mask(s.form());
            // A page in the back-forward cache gets no event of the network.
            actions::notice_offline(s.form());
        }
    });
    on("pointerdown", |s, _| actions::pointer(s, true));
    on("pointerup", |s, _| actions::pointer(s, false));
    on("pointercancel", |s, _| actions::pointer(s, false));
    for name in ["offline", "online"] {
        on(name, |s, _| actions::notice_offline(s.form()));
    }
    on("beforeunload", |s, event| {
        if s.form().change().get_untracked().is_pending() {
            event.prevent_default();
        }
    });
}
