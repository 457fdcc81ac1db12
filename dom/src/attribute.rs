//! Writing the value of a binding to an element, only where it differs from what is there.

use wasm_bindgen::JsValue;
use web_sys::{Element, Node};

use crate::binding::{Binding, Read};
use crate::effect::Effect;
use crate::value::Attr;

/// What a binding sets.
#[derive(Clone, Copy)]
pub(crate) enum Target {
    /// An attribute.
    Attribute,
    /// One class among others.
    Class,
    /// The text.
    Text,
    /// The text, and the attribute `hidden` while there is none.
    TextOrHidden,
}

/// Sets a reactive value. The effect that is returned sets it again when it changes.
pub(crate) fn follow(
    node: &Element,
    target: Target,
    name: &'static str,
    mut read: Box<dyn Read<Attr<'static>>>,
) -> Effect {
    let node = node.clone();
    // Not read from the document: a translator may have replaced the text in it.
    let mut shown: Option<Attr<'static>> = None;
    Effect::new(Box::new(move || {
        let now = read.read();
        if now.is_some() && now != shown {
            set(&node, target, name, now.as_ref().and_then(Option::as_deref));
            shown = now;
        }
    }))
}

/// Sets a property. A reactive binding also returns the effect that sets it again.
pub(crate) fn bind_property(
    node: &Element,
    name: &'static str,
    binding: Binding<JsValue>,
) -> Option<Effect> {
    match binding {
        Binding::Fixed(value) => {
            set_property(node, name, &value);
            None
        }
        Binding::Reactive(mut read) => {
            let node = node.clone();
            Some(Effect::new(Box::new(move || {
                if let Some(value) = read.read() {
                    set_property(&node, name, &value);
                }
            })))
        }
    }
}

// The results are ignored: the browser refuses only malformed names, which a first test shows.

pub(crate) fn set(node: &Element, target: Target, name: &str, value: Option<&str>) {
    match target {
        Target::Attribute => set_attribute(node, name, value),
        Target::Class => {
            let classes = node.class_list();
            if classes.contains(name) != value.is_some() {
                let _ = classes.toggle(name);
            }
        }
        Target::Text => set_text(node, value),
        Target::TextOrHidden => {
            set_text(node, value);
            let is_empty = value.unwrap_or_default().is_empty();
            set_attribute(node, "hidden", is_empty.then_some(""));
        }
    }
}

fn set_attribute(node: &Element, name: &str, value: Option<&str>) {
    if node.get_attribute(name).as_deref() != value {
        let _ = match value {
            Some(value) => node.set_attribute(name, value),
            None => node.remove_attribute(name),
        };
    }
}

/// A text of another length gets a new node. If the node stayed, Chromium would count its lines as having moved (layout
/// shift) when they wrap in another way. A text of the same length, such as another number in a sentence, is written
/// into the present node, and the browser need not calculate a style for a new one.
fn set_text(node: &Element, value: Option<&str>) {
    let value = value.unwrap_or_default();
    let shown = node.text_content().unwrap_or_default();
    if shown == value {
        return;
    }
    match only_text_node(node) {
        Some(text) if shown.len() == value.len() => text.set_node_value(Some(value)),
        _ => node.set_text_content(Some(value)),
    }
}

/// The text node of an element that contains nothing else.
fn only_text_node(node: &Element) -> Option<Node> {
    let child = node.first_child()?;
    let is_alone = child.node_type() == Node::TEXT_NODE && child.next_sibling().is_none();
    is_alone.then_some(child)
}

/// Compares with the present property, because people change it, too: what they type is the `value`.
fn set_property(node: &Element, name: &str, value: &JsValue) {
    let name = JsValue::from_str(name);
    if js_sys::Reflect::get(node, &name).as_ref() != Ok(value) {
        let _ = js_sys::Reflect::set(node, &name, value);
    }
}
