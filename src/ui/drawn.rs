use dom::Claims;
use js_sys::Map;
use wasm_bindgen::JsCast;

use crate::{json::Json, model::Field};

/// The skeleton of the form, as a script has drawn it before the module was there, and what a person did in it.
#[derive(Clone, Default)]
pub struct Drawn {
    /// The nodes by key, as in `embed/skeleton.json`.
    pub nodes: Claims,
    /// For each field whether it shows what is in it.
    pub revealed: [bool; 3],
    /// Whether the form was submitted.
    pub is_submitted: bool,
}

impl From<&Json> for Drawn {
    /// Reads what the loader hands over: `{nodes: Map, revealed: ["new", …], submitted}`.
    fn from(json: &Json) -> Self {
        let nodes = json.get("nodes").as_js().dyn_ref::<Map>().cloned();
        let revealed = json.get("revealed").items();
        let is_revealed = |field: Field| {
            revealed
                .iter()
                .any(|id| id.text().as_deref() == Some(field.id()))
        };
        Self {
            nodes: nodes.map_or_else(Claims::none, Claims::new),
            revealed: Field::ALL.map(is_revealed),
            is_submitted: json.get("submitted").flag() == Some(true),
        }
    }
}

impl std::fmt::Debug for Drawn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Drawn")
    }
}
