//! Elements, put together by hand.
//!
//! Leptos compiles every shape of a view anew: elements, attributes and closures are types, and this widget has many
//! small shapes. Written as views it was 156 KB (brotli) of module. So its elements are made here, by one function
//! each, and what follows the state is a list of small closures that one Leptos effect runs when the state has changed.

use std::any::Any;

use wasm_bindgen::{JsCast, prelude::*};
use web_sys::{Element, Event};

use self::children::{append, create_text};
use super::state::State;

mod children;

/// An element, and whatever in it follows the state. What it listens with goes when it goes.
pub(crate) struct El(Box<Parts>);

struct Parts {
    node: Element,
    follows: Vec<Follow>,
    listeners: Vec<Closure<dyn FnMut(Event)>>,
    kept: Vec<Box<dyn Any>>,
}

/// Something that shows a part of the state.
type Follow = Box<dyn FnMut(&State)>;

/// An element with its class.
pub(super) fn el(tag: &str, class: &str) -> El {
    let node = create(tag);
    if !class.is_empty() {
        node.set_class_name(class);
    }
    El(Box::new(Parts {
        node,
        follows: Vec::new(),
        listeners: Vec::new(),
        kept: Vec::new(),
    }))
}

impl El {
    /// The element in the document.
    pub(crate) fn node(&self) -> &Element {
        &self.0.node
    }

    /// Shows the state as it is now.
    pub(super) fn update(&mut self, state: &State) {
        for follow in &mut self.0.follows {
            follow(state);
        }
    }

    /// An attribute that stays.
    pub(super) fn set(self, name: &str, value: &str) -> Self {
        set(&self.0.node, name, value);
        self
    }

    /// Attributes that stay.
    pub(super) fn set_all(self, attributes: &[(&str, &str)]) -> Self {
        for (name, value) in attributes {
            set(&self.0.node, name, value);
        }
        self
    }

    /// An attribute that follows the state; an empty one is none.
    pub(super) fn follow(
        self,
        name: &'static str,
        words: impl Fn(&State) -> String + 'static,
    ) -> Self {
        self.follow_boxed(name, Box::new(words))
    }

    /// An attribute that is there while something holds.
    pub(super) fn set_while(
        self,
        name: &'static str,
        value: &'static str,
        flag: impl Fn(&State) -> bool + 'static,
    ) -> Self {
        self.set_while_boxed(name, value, Box::new(flag))
    }

    /// Not on the screen while something holds.
    pub(super) fn hidden_while(self, flag: impl Fn(&State) -> bool + 'static) -> Self {
        self.set_while("hidden", "", flag)
    }

    /// A radio button that is on while something holds.
    #[cfg(feature = "full")]
    pub(super) fn checked_while(mut self, flag: impl Fn(&State) -> bool + 'static) -> Self {
        let input: web_sys::HtmlInputElement = self.0.node.clone().unchecked_into();
        self.0
            .follows
            .push(Box::new(move |state| input.set_checked(flag(state))));
        self
    }

    /// Something that is dropped with it.
    pub(super) fn keep(mut self, what: Box<dyn Any>) -> Self {
        self.0.kept.push(what);
        self
    }

    /// What happens at an event.
    pub(super) fn on(self, name: &str, what: impl FnMut(Event) + 'static) -> Self {
        self.on_boxed(name, Box::new(what))
    }

    /// Words in it.
    pub(super) fn say(self, words: impl Fn(&State) -> String + 'static) -> Self {
        self.say_boxed(Box::new(words), false)
    }

    /// Words in it; without any, it is not on the screen.
    pub(super) fn say_if_any(self, words: impl Fn(&State) -> String + 'static) -> Self {
        self.say_boxed(Box::new(words), true)
    }

    /// Words in it that stay.
    pub(super) fn write(self, words: &str) -> Self {
        // It fails only for a node that cannot have children.
        let _ = self.0.node.append_with_str_1(words);
        self
    }

    fn follow_boxed(mut self, name: &'static str, words: Box<dyn Fn(&State) -> String>) -> Self {
        let node = self.0.node.clone();
        let mut shown = String::new();
        self.0.follows.push(Box::new(move |state| {
            let now = words(state);
            if now != shown {
                if now.is_empty() {
                    remove(&node, name);
                } else {
                    set(&node, name, &now);
                }
                shown = now;
            }
        }));
        self
    }

    fn set_while_boxed(
        mut self,
        name: &'static str,
        value: &'static str,
        flag: Box<dyn Fn(&State) -> bool>,
    ) -> Self {
        let node = self.0.node.clone();
        let mut is_set = false;
        self.0.follows.push(Box::new(move |state| {
            let now = flag(state);
            if now != is_set {
                if now {
                    set(&node, name, value);
                } else {
                    remove(&node, name);
                }
                is_set = now;
            }
        }));
        self
    }

    fn on_boxed(mut self, name: &str, what: Box<dyn FnMut(Event)>) -> Self {
        let listener = Closure::wrap(what);
        // It fails only for a listener that is no function.
        let _ = self
            .0
            .node
            .add_event_listener_with_callback(name, listener.as_ref().unchecked_ref());
        self.0.listeners.push(listener);
        self
    }

    fn say_boxed(mut self, words: Box<dyn Fn(&State) -> String>, only_if_any: bool) -> Self {
        let node = self.0.node.clone();
        let text = create_text("");
        append(&node, &text);
        let mut shown = None;
        self.0.follows.push(Box::new(move |state| {
            let now = words(state);
            if shown.as_deref() != Some(now.as_str()) {
                text.set_node_value(Some(&now));
                if only_if_any {
                    toggle(&node, "hidden", now.is_empty());
                }
                shown = Some(now);
            }
        }));
        self
    }
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = document, js_name = createElement)]
    fn create(tag: &str) -> Element;
}

// The browser refuses these for malformed names only, and ours are not.

fn set(node: &Element, name: &str, value: &str) {
    let _ = node.set_attribute(name, value);
}

fn remove(node: &Element, name: &str) {
    let _ = node.remove_attribute(name);
}

fn toggle(node: &Element, name: &str, is_set: bool) {
    let _ = node.toggle_attribute_with_force(name, is_set);
}
