//! What the table of attributes declares is what the element reads.

use std::{cell::RefCell, collections::BTreeSet, rc::Rc};

use js_sys::{Object, Proxy, Reflect};
use mailbox_password::{
    config::{self, Source},
    json::Json,
};
use mailbox_password_declarations::{
    ATTRIBUTE_NAMES, ATTRIBUTES, Kind, LOADER_TEXT_NAMES, WithoutIt,
};
use serde_json::{Value, json};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::*;

use super::values::source;

type Names = Rc<RefCell<BTreeSet<String>>>;

/// Attributes that note which of them are asked for.
fn noting(attributes: &Json) -> (Json, Names) {
    let names = Names::default();
    let note = Closure::<dyn Fn(Object, JsValue) -> JsValue>::new({
        let names = names.clone();
        move |attributes: Object, name: JsValue| {
            names.borrow_mut().extend(name.as_string());
            Reflect::get_own_property_descriptor(&attributes, &name).unwrap()
        }
    });
    let handler = Object::new();
    let trap = "getOwnPropertyDescriptor";
    Reflect::set(&handler, &trap.into(), &note.into_js_value()).unwrap();
    (
        Json::from(JsValue::from(Proxy::new(attributes.as_js(), &handler))),
        names,
    )
}

/// The configuration with this attribute, in the words of a test's failure.
fn with(name: &str, value: &str) -> Result<String, String> {
    let read = config::read(&source(&json!({ name: value }), &json!({})));
    read.map(|config| format!("{config:?}"))
        .map_err(|errors| format!("{errors:?}"))
}

#[wasm_bindgen_test]
fn every_declared_attribute_is_read_and_no_other() {
    let given = source(&json!({}), &json!({}));
    let (attributes, names) = noting(&given.attributes);
    config::read(&Source {
        attributes,
        ..given
    })
    .unwrap();
    let declared: BTreeSet<_> = ATTRIBUTE_NAMES.map(String::from).into();
    let read = names.borrow();
    let unread: Vec<_> = declared.difference(&read).collect();
    let undeclared: Vec<_> = read.difference(&declared).collect();
    assert!(
        unread.is_empty() && undeclared.is_empty(),
        "src/config/read.rs does not read {unread:?}; declarations/src/attributes.rs does not declare {undeclared:?}"
    );
}

#[wasm_bindgen_test]
fn what_holds_without_an_attribute_is_what_is_declared() {
    let nothing = config::read(&source(&json!({}), &json!({}))).unwrap();
    for attribute in ATTRIBUTES {
        let value = match attribute.without_it {
            WithoutIt::Number(number) => number.to_string(),
            WithoutIt::Word(word) => word.into(),
            WithoutIt::Nothing | WithoutIt::Required(_) | WithoutIt::Said(_) => continue,
        };
        let read = with(attribute.name, &value);
        assert_eq!(read, Ok(format!("{nothing:?}")), "{}", attribute.name);
    }
}

#[wasm_bindgen_test]
fn what_must_be_given_is_asked_for() {
    for attribute in ATTRIBUTES {
        if let WithoutIt::Required(_) = attribute.without_it {
            let errors = with(attribute.name, "").unwrap_err();
            assert!(
                errors.starts_with("[Missing"),
                "{}: {errors}",
                attribute.name
            );
        }
    }
}

#[wasm_bindgen_test]
fn exactly_what_is_declared_may_be_written() {
    for attribute in ATTRIBUTES {
        let name = attribute.name;
        match attribute.kind {
            Kind::Number { most, .. } => {
                for good in [1, most] {
                    assert!(with(name, &good.to_string()).is_ok(), "{name} {good}");
                }
                for bad in [0, most + 1] {
                    assert!(with(name, &bad.to_string()).is_err(), "{name} {bad}");
                }
            }
            Kind::OneOf {
                words, in_config, ..
            } => {
                for word in words {
                    assert!(with(name, word).is_ok(), "{name} {word}");
                }
                for word in in_config {
                    assert!(with(name, word).is_err(), "{name} {word}");
                    let own = Value::from_iter([(attribute.member, *word)]);
                    assert!(
                        config::read(&source(&json!({}), &own)).is_ok(),
                        "{name} {word}"
                    );
                }
                assert!(with(name, "something-else").is_err(), "{name}");
            }
            Kind::Prefixed { prefixes, .. } => {
                for prefix in prefixes {
                    let csrf = json!({ "csrf-header": "X-CSRF", name: format!("{prefix}:a") });
                    assert!(config::read(&source(&csrf, &json!({}))).is_ok(), "{prefix}");
                }
            }
            Kind::Text => {}
        }
    }
}

#[wasm_bindgen_test]
fn texts_that_only_the_loader_says_are_known_too() {
    for name in LOADER_TEXT_NAMES {
        let own = json!({ "texts": { name: "x" } });
        assert!(config::read(&source(&json!({}), &own)).is_ok(), "{name}");
    }
}
