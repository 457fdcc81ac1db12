use js_sys::Function;
use mailbox_password_declarations::{JsKind, MEMBER_SHAPES, Shape};
use wasm_bindgen::JsCast;

use super::{ConfigError, Source, url};
use crate::json::Json;

/// Values of another type than they must have: read as nothing, they would be ignored silently.
pub(super) fn wrong_kinds(source: &Source, errors: &mut Vec<ConfigError>) {
    check(&CONFIG, &source.config, errors);
    check(&HEADERS, &source.headers, errors);
    for shape in &MEMBER_SHAPES {
        check(shape, &source.config.get(shape.name), errors);
    }
}

fn check(shape: &Shape, given: &Json, errors: &mut Vec<ConfigError>) {
    let is_right = kind(given).is_some_and(|kind| shape.kinds.contains(&kind))
        && given
            .items()
            .iter()
            .all(|item| shape.name != "allowedOrigins" || is_origin(item));
    if !is_right && !given.is_none() {
        errors.push(ConfigError::BadValue {
            name: shape.name,
            expected: shape.expected,
        });
    }
}

/// What kind of value it is, if a property or a member can be of that kind.
fn kind(json: &Json) -> Option<JsKind> {
    Some(if json.as_js().dyn_ref::<Function>().is_some() {
        JsKind::Function
    } else if json.is_list() {
        JsKind::List
    } else if json.is_object() {
        JsKind::Object
    } else {
        json.text()?;
        JsKind::Text
    })
}

fn is_origin(json: &Json) -> bool {
    json.text().is_some_and(|text| url::is_origin(&text))
}

/// The property `config`.
const CONFIG: Shape = Shape {
    name: "config",
    kinds: &[JsKind::Object],
    expected: "an object",
};
/// The property `headers`.
const HEADERS: Shape = Shape {
    name: "headers",
    kinds: &[JsKind::Function],
    expected: "a function",
};
