//! What an element holds: things that stay, that come and go, and lines of text.

use wasm_bindgen::prelude::*;
use web_sys::Node;

use super::{El, Parts, el, toggle};
use crate::view::state::State;

impl El {
    /// Something in it.
    pub(in crate::view) fn hold(mut self, child: Self) -> Self {
        let Parts {
            node,
            follows,
            listeners,
            kept,
        } = *child.0;
        append(&self.0.node, &node);
        self.0.follows.extend(follows);
        self.0.listeners.extend(listeners);
        self.0.kept.extend(kept);
        self
    }

    /// Several things in it.
    pub(in crate::view) fn hold_all(self, children: impl IntoIterator<Item = Self>) -> Self {
        children.into_iter().fold(self, Self::hold)
    }

    /// As many things as there are; those that are there already stay as they are.
    pub(in crate::view) fn hold_many(
        self,
        count: impl Fn(&State) -> usize + 'static,
        make: impl Fn(usize) -> Self + 'static,
    ) -> Self {
        self.hold_many_boxed(Box::new(count), Box::new(make))
    }

    /// Something that is in the document only while something holds.
    pub(in crate::view) fn hold_while(
        self,
        flag: impl Fn(&State) -> bool + 'static,
        make: impl Fn() -> Self + 'static,
    ) -> Self {
        self.hold_many(move |state| usize::from(flag(state)), move |_| make())
    }

    /// One thing that is made anew when what it is about changes; nothing while that is nothing.
    #[cfg(feature = "full")]
    pub(in crate::view) fn hold_keyed(
        self,
        key: impl Fn(&State) -> String + 'static,
        make: impl Fn(&State) -> Self + 'static,
    ) -> Self {
        self.hold_keyed_boxed(Box::new(key), Box::new(make))
    }

    /// Whatever a text says, a line an item; made anew when the text changes.
    pub(in crate::view) fn hold_lines(
        self,
        tag: &'static str,
        lines: impl Fn(&State) -> String + 'static,
    ) -> Self {
        self.hold_lines_boxed(tag, Box::new(lines))
    }

    fn hold_many_boxed(
        mut self,
        count: Box<dyn Fn(&State) -> usize>,
        make: Box<dyn Fn(usize) -> Self>,
    ) -> Self {
        let node = self.0.node.clone();
        // What comes stands where it was asked for, also when something follows.
        let end = create_text("");
        append(&node, &end);
        let mut held: Vec<Self> = Vec::new();
        self.0.follows.push(Box::new(move |state| {
            let count = count(state);
            while held.len() > count {
                if let Some(child) = held.pop() {
                    child.0.node.remove();
                }
            }
            while held.len() < count {
                let child = make(held.len());
                insert_before(&node, &child.0.node, &end);
                held.push(child);
            }
            for child in &mut held {
                child.update(state);
            }
        }));
        self
    }

    #[cfg(feature = "full")]
    fn hold_keyed_boxed(
        mut self,
        key: Box<dyn Fn(&State) -> String>,
        make: Box<dyn Fn(&State) -> Self>,
    ) -> Self {
        let node = self.0.node.clone();
        let mut shown = String::new();
        let mut held: Option<Self> = None;
        self.0.follows.push(Box::new(move |state| {
            let now = key(state);
            if now != shown {
                if let Some(old) = held.take() {
                    old.0.node.remove();
                }
                if !now.is_empty() {
                    let child = make(state);
                    append(&node, &child.0.node);
                    held = Some(child);
                }
                shown = now;
            }
            if let Some(child) = &mut held {
                child.update(state);
            }
        }));
        self
    }

    fn hold_lines_boxed(mut self, tag: &'static str, lines: Box<dyn Fn(&State) -> String>) -> Self {
        let node = self.0.node.clone();
        let mut shown = None;
        self.0.follows.push(Box::new(move |state| {
            let now = lines(state);
            if shown.as_deref() != Some(now.as_str()) {
                node.set_text_content(None);
                for line in now.split('\n').filter(|line| !line.is_empty()) {
                    append(&node, &el(tag, "").write(line).0.node);
                }
                toggle(&node, "hidden", now.is_empty());
                shown = Some(now);
            }
        }));
        self
    }
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = document, js_name = createTextNode)]
    pub(super) fn create_text(words: &str) -> Node;
}

// The browser refuses these for malformed trees only, and ours are not.

pub(super) fn append(node: &Node, child: &Node) {
    let _ = node.append_child(child);
}

fn insert_before(node: &Node, child: &Node, end: &Node) {
    let _ = node.insert_before(child, Some(end));
}
