//! Nodes that a script has already drawn, to be taken over as they are.

use js_sys::{Array, Map};
use send_wrapper::SendWrapper;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Element;

/// The nodes that a script has drawn before the module was there, by key.
///
/// A page that has to react at once draws its first elements with a few lines of JavaScript, and keeps them in a `Map`.
/// When the module has arrived, [`Element::claim`](crate::Element::claim) takes them over: focus, caret, selection and
/// what was typed stay, since nothing is removed, moved or replaced.
///
/// It can be handed around or be a Leptos context; clones share what has been claimed, and so does the script, which
/// sees claimed keys leave its map.
///
/// ```no_run
/// # use dom::{Claims, html};
/// # fn view(drawn: js_sys::Map) -> dom::Element {
/// let claims = Claims::new(drawn);
/// let form = html::form()
///     .claim(&claims, "form")
///     .child(html::label().claim(&claims, "label").text("Name"))
///     .child(html::input().claim(&claims, "field").attr("type", "text"));
/// claims.discard_unclaimed();
/// # form
/// # }
/// ```
#[derive(Clone, Default)]
pub struct Claims(Option<SendWrapper<Map>>);

impl Claims {
    /// What a script has drawn: a JavaScript `Map` from keys to elements.
    #[must_use]
    pub fn new(drawn: Map) -> Self {
        Self(Some(SendWrapper::new(drawn)))
    }

    /// No nodes: everything is made anew.
    #[must_use]
    pub fn none() -> Self {
        Self(None)
    }

    /// The keys that nobody has claimed so far.
    #[must_use]
    pub fn unclaimed(&self) -> Vec<String> {
        self.keys()
            .iter()
            .filter_map(|key| key.as_string())
            .collect()
    }

    /// Takes the nodes that nobody has claimed out of the document.
    pub fn discard_unclaimed(&self) {
        if let Some(map) = &self.0 {
            for key in self.keys().iter() {
                if let Some(node) = map.get(&key).dyn_ref::<Element>() {
                    node.remove();
                }
            }
            map.clear();
        }
    }

    /// The drawn node of a key, if it is like the one that was made, and still there to be taken.
    pub(crate) fn take(&self, key: &str, like: &Element) -> Option<Element> {
        let map = self.0.as_ref()?;
        let key = JsValue::from_str(key);
        let node = map.get(&key).dyn_into::<Element>().ok()?;
        // Only elements of SVG and the like have names in lower case.
        if node.tag_name() != like.tag_name() {
            return None;
        }
        map.delete(&key);
        Some(node)
    }

    fn keys(&self) -> Array {
        self.0
            .as_ref()
            .map_or_else(Array::new, |map| Array::from(&map.keys()))
    }
}

impl From<Map> for Claims {
    fn from(drawn: Map) -> Self {
        Self::new(drawn)
    }
}
