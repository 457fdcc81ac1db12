use js_sys::Function;
use wasm_bindgen::JsCast;

use super::{ConfigError, Source, url};
use crate::json::Json;

/// Values of another type than they must have: read as nothing, they would be ignored silently.
pub(super) fn wrong_kinds(source: &Source, errors: &mut Vec<ConfigError>) {
    let own = &source.config;
    for (name, kinds, expected) in MEMBERS {
        let given = match name {
            "config" => own.clone(),
            "headers" => source.headers.clone(),
            _ => own.get(name),
        };
        let is_right = kinds.contains(&kind(&given))
            && given
                .items()
                .iter()
                .all(|item| name != "allowedOrigins" || is_origin(item));
        if !is_right && !given.is_none() {
            errors.push(ConfigError::BadValue { name, expected });
        }
    }
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Kind {
    Function,
    List,
    Object,
    Other,
    Text,
}

fn kind(json: &Json) -> Kind {
    if json.as_js().dyn_ref::<Function>().is_some() {
        Kind::Function
    } else if json.is_list() {
        Kind::List
    } else if json.is_object() {
        Kind::Object
    } else if json.text().is_some() {
        Kind::Text
    } else {
        Kind::Other
    }
}

fn is_origin(json: &Json) -> bool {
    json.text().is_some_and(|text| url::is_origin(&text))
}

/// The type of each, and its name in an error.
const MEMBERS: [(&str, &[Kind], &str); 7] = [
    ("config", &[Kind::Object], "an object"),
    ("headers", &[Kind::Function], "a function"),
    ("policy", &[Kind::Object], "an object"),
    ("devices", &[Kind::List], "a list"),
    ("texts", &[Kind::Object], "an object"),
    (
        "statement",
        &[Kind::Object, Kind::Text],
        "a text, or an object with one a language",
    ),
    (
        "allowedOrigins",
        &[Kind::List],
        "a list of origins, such as https://mail.example",
    ),
];
