//! How the value of a binding gets into the document: only if it is not there yet.

use wasm_bindgen::JsValue;
use web_sys::Element;

use crate::binding::{AttrBinding, Binding};
use crate::effect::Effect;
use crate::value::Attr;

/// What of an element a binding sets.
#[derive(Clone, Copy)]
pub(crate) enum Target {
    /// An attribute.
    Attribute,
    /// One class among others.
    Class,
    /// The text.
    Text,
    /// The text; without any, the element is hidden.
    TextOrHidden,
}

/// Sets a target of an element now and, if an effect is returned, whenever the value changes.
pub(crate) fn bind(
    node: &Element,
    target: Target,
    name: &'static str,
    binding: AttrBinding<'_>,
) -> Option<Effect> {
    match binding {
        Binding::Fixed(value) => {
            set(node, target, name, value.as_deref());
            None
        }
        Binding::Reactive(mut read) => {
            let node = node.clone();
            // What was set last, which need not be what is there: a translator may have replaced it.
            let mut shown: Option<Attr<'static>> = None;
            Some(Effect::new(Box::new(move || {
                let now = read();
                if now.is_some() && now != shown {
                    set(&node, target, name, now.as_ref().and_then(Option::as_deref));
                    shown = now;
                }
            })))
        }
    }
}

/// Sets a property now and, if an effect is returned, whenever the value changes.
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
                if let Some(value) = read() {
                    set_property(&node, name, &value);
                }
            })))
        }
    }
}

// The browser refuses these for malformed names only; there is nothing to be done about it here.

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

fn set_text(node: &Element, value: Option<&str>) {
    let value = value.unwrap_or_default();
    if node.text_content().as_deref() != Some(value) {
        node.set_text_content(Some(value));
    }
}

/// A property is compared with what it is, since people change it, too: what they type is a field's `value`.
fn set_property(node: &Element, name: &str, value: &JsValue) {
    let name = JsValue::from_str(name);
    if js_sys::Reflect::get(node, &name).as_ref() != Ok(value) {
        let _ = js_sys::Reflect::set(node, &name, value);
    }
}
