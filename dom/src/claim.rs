//! Taking over nodes that a script has already created.

use std::sync::Arc;

use fragile::Fragile;
use js_sys::{Array, Map};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Element;

/// Nodes that a script created before the WebAssembly module was loaded, by key.
///
/// A page that must respond at once creates its first elements with a few lines of JavaScript and
/// keeps them in a `Map`. When the module is loaded, [`Element::claim`](crate::Element::claim) takes
/// them over. No node is removed, moved or replaced, so that focus, caret, selection and what was
/// typed are preserved.
///
/// Pass it as an argument or provide it as a Leptos context. Clones share one map with the script,
/// and claimed keys are deleted from it.
///
/// Text that changes, or stands beside elements, needs an element of its own in the script, too. Do
/// not bind the `value` of a field that people may have typed in to something else than what they
/// typed.
///
/// ```no_run
/// # use dom::{Claims, html};
/// # fn view(nodes: js_sys::Map) -> dom::Element {
/// let claims = Claims::new(nodes);
/// let form = html::form()
///     .claim(&claims, "form")
///     .child(html::label().claim(&claims, "label").text("Name"))
///     .child(html::input().claim(&claims, "field").attr("type", "text"));
/// claims.discard_unclaimed();
/// # form
/// # }
/// ```
#[derive(Clone, Default)]
pub struct Claims(Option<Arc<Fragile<Map>>>);

impl Claims {
    /// The nodes in a JavaScript `Map` from keys to elements.
    #[must_use]
    pub fn new(nodes: Map) -> Self {
        Self(Some(Arc::new(Fragile::new(nodes))))
    }

    /// No nodes: every element is created.
    #[must_use]
    pub fn none() -> Self {
        Self(None)
    }

    /// The keys that have not been claimed.
    #[must_use]
    pub fn unclaimed(&self) -> Vec<String> {
        self.keys()
            .iter()
            .filter_map(|key| key.as_string())
            .collect()
    }

    /// Removes the nodes that have not been claimed from the document.
    pub fn discard_unclaimed(&self) {
        if let Some(map) = self.map() {
            for key in self.keys().iter() {
                if let Some(node) = map.get(&key).dyn_ref::<Element>() {
                    node.remove();
                }
            }
            map.clear();
        }
    }

    /// Takes the node of a key out of the map, if it has the same tag as the given one.
    pub(crate) fn take(&self, key: &str, like: &Element) -> Option<Element> {
        let map = self.map()?;
        let key = JsValue::from_str(key);
        let node = map.get(&key).dyn_into::<Element>().ok()?;
        // It differs between namespaces, too: names of HTML elements are in upper case.
        if node.tag_name() != like.tag_name() {
            return None;
        }
        map.delete(&key);
        Some(node)
    }

    fn keys(&self) -> Array {
        self.map()
            .map_or_else(Array::new, |map| Array::from(&map.keys()))
    }

    fn map(&self) -> Option<&Map> {
        self.0.as_deref().map(Fragile::get)
    }
}

impl From<Map> for Claims {
    fn from(nodes: Map) -> Self {
        Self::new(nodes)
    }
}
