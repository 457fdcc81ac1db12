//! What is read from and done to the element's own nodes.

use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::{JsCast, prelude::*};
use web_sys::{Element, HtmlElement, HtmlInputElement};

use super::Context;
use crate::model::{Client, Field};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = CSS)]
    fn escape(text: &str) -> String;
}

/// The longest time that a browser's timer takes, about 24 days.
const LONGEST_TIMER: Duration = Duration::from_millis(i32::MAX as u64);

impl Context {
    /// The node whose id has this end, inside the element only.
    pub(crate) fn find(self, end: &str) -> Option<HtmlElement> {
        self.query(&["#", &escape(&self.id(end))].concat())?
            .dyn_into()
            .ok()
    }

    /// The first node that matches, inside the element only.
    pub(crate) fn query(self, selector: &str) -> Option<Element> {
        self.environment()?.root.query_selector(selector).ok()?
    }

    /// The input of a password field. Each key press needs all of them: the node is kept, and looked up again once it has
    /// left the page.
    pub(crate) fn input(self, field: Field) -> Option<HtmlInputElement> {
        let environment = self.environment()?;
        let mut inputs = environment.inputs.borrow_mut();
        let input = inputs.get_mut(field as usize)?;
        if input.as_ref().is_none_or(|input| !input.is_connected()) {
            *input = self.find(field.id()).and_then(|node| node.dyn_into().ok());
        }
        input.clone()
    }

    /// Lets go of a field's input, because the field leaves the page: a password may be in it.
    pub(crate) fn forget_input(self, field: Field) {
        if let Some(environment) = self.environment()
            && let Some(input) = environment.inputs.borrow_mut().get_mut(field as usize)
        {
            *input = None;
        }
    }

    /// The value of a field, exactly as typed.
    pub(crate) fn value(self, field: Field) -> String {
        self.input(field)
            .map(|input| input.value())
            .unwrap_or_default()
    }

    /// Puts a value into fields.
    pub(crate) fn set_values(self, fields: &[Field], value: &str) {
        for field in fields {
            if let Some(input) = self.input(*field) {
                input.set_value(value);
            }
        }
    }

    /// Moves the focus to the node whose id has this end, once it is there.
    pub(crate) fn focus(self, end: &'static str) {
        self.after(
            Duration::ZERO,
            Box::new(move || {
                if let Some(node) = self.find(end) {
                    // It fails only for a node that has left the page meanwhile.
                    let _ = node.focus();
                }
            }),
        );
    }

    /// Does something later, if the element is still on the page by then.
    pub(crate) fn after(self, delay: Duration, action: Box<dyn FnOnce()>) {
        let now = delay.min(LONGEST_TIMER);
        let rest = delay.saturating_sub(now);
        set_timeout(
            move || {
                if self.is_disposed() {
                } else if rest.is_zero() {
                    action();
                } else {
                    self.after(rest, action);
                }
            },
            now,
        );
    }
}

/// Whether the page is visible.
pub(crate) fn is_visible() -> bool {
    web_sys::window()
        .and_then(|window| window.document())
        .is_some_and(|document| !document.hidden())
}

/// The page's origin, for a person to type.
pub(crate) fn origin() -> String {
    web_sys::window()
        .and_then(|window| window.location().origin().ok())
        .unwrap_or_default()
}

/// The mail client that is probably used on this device.
pub(crate) fn client_in_use() -> Option<Client> {
    let agent = web_sys::window()?.navigator().user_agent().ok()?;
    // The browser's own search: Rust's would add 2 KB to the first load.
    let agent = js_sys::JsString::from(agent);
    Client::from_user_agent(|name| agent.includes(name, 0))
}
