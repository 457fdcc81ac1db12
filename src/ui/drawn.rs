use dom::Claims;
use js_sys::{Map, Promise};
use wasm_bindgen::JsCast;

use crate::{json::Json, model::Field};

/// What a script did before the module was there: the skeleton of the form, what a person did in it, and the policy's
/// request.
#[derive(Clone, Default)]
pub struct Drawn {
    /// The nodes by key, as in `embed/skeleton.js`.
    pub nodes: Claims,
    /// For each field whether it shows what is in it.
    pub revealed: [bool; 3],
    /// Whether the form was submitted.
    pub is_submitted: bool,
    /// The answer to the policy's request, if the script has sent it already.
    pub policy: Option<Promise>,
}

impl From<&Json> for Drawn {
    /// Reads what the loader hands over: `{nodes: Map, revealed: ["new", …], submitted, policy: Promise}`.
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
            policy: json.get("policy").as_js().dyn_ref::<Promise>().cloned(),
        }
    }
}

impl std::fmt::Debug for Drawn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Drawn")
    }
}
