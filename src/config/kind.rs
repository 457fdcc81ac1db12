use js_sys::Function;
use wasm_bindgen::JsCast;

use super::{ConfigError, Source, url};
use crate::json::Json;

/// What is given as another kind of thing than it has to be: read as nothing, it would half-work.
pub(super) fn wrong_kinds(source: &Source, errors: &mut Vec<ConfigError>) {
    let own = &source.config;
    let mut check = |name, given: &Json, is_right: bool, expected| {
        if !is_right && !given.is_none() {
            errors.push(ConfigError::BadValue { name, expected });
        }
    };
    check("config", own, own.is_record(), "an object");
    let headers = &source.headers;
    let is_function = headers.as_js().dyn_ref::<Function>().is_some();
    check("headers", headers, is_function, "a function");
    let policy = own.get("policy");
    check("policy", &policy, policy.is_record(), "an object");
    let devices = own.get("devices");
    check("devices", &devices, devices.is_list(), "a list of objects");
    let texts = own.get("texts");
    let is_text = |name: &String| texts.get(name).text().is_some();
    let are_texts = texts.is_record() && texts.names().iter().all(is_text);
    check("texts", &texts, are_texts, "an object of texts");
    let statement = own.get("statement");
    let is_statement = statement.text().is_some() || statement.is_record();
    check(
        "statement",
        &statement,
        is_statement,
        "a text, or an object with one a language",
    );
    let origins = own.get("allowedOrigins");
    let is_origin = |json: &Json| json.text().is_some_and(|text| url::is_origin(&text));
    let are_origins = origins.is_list() && origins.items().iter().all(is_origin);
    check(
        "allowedOrigins",
        &origins,
        are_origins,
        "a list of origins, such as https://mail.example",
    );
}
