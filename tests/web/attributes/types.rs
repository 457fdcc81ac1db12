//! Values of the wrong type are rejected instead of ignored.

use mailbox_password::config::{self, ConfigError, CsrfSource, Source};
use serde_json::{Value, json};
use wasm_bindgen_test::*;

use super::values::source;
use crate::harness::host_app::read;

/// Checks that this name has a bad value, and that there are no other errors.
#[track_caller]
fn check(name: &str, attributes: &Value, config: &Value) {
    let errors = config::read(&source(attributes, config)).unwrap_err();
    let is_it = |error: &ConfigError| matches!(error, ConfigError::BadValue { name: found, .. } if *found == name);
    assert!(
        errors.iter().all(is_it),
        "{attributes} {config}: {errors:?}"
    );
}

#[wasm_bindgen_test]
fn a_csrf_header_and_its_source_require_each_other() {
    let csrf = |header: &str, source: &str| json!({ "csrf-header": header, "csrf-source": source });
    let given = |attributes: &Value| source(attributes, &json!({}));
    for header in ["X-CSRF-Token", "x_csrf!"] {
        let config = config::read(&given(&csrf(header, "meta:csrf-token"))).unwrap();
        assert_eq!(config.csrf_header.as_deref(), Some(header));
        assert_eq!(
            config.csrf_source,
            Some(CsrfSource::Meta("csrf-token".into()))
        );
    }
    for (header, source, name) in [
        ("X-CSRF-Token", "", "csrf-source"),
        ("", "meta:csrf-token", "csrf-header"),
    ] {
        let errors = config::read(&given(&csrf(header, source))).unwrap_err();
        assert_eq!(errors, [ConfigError::Missing { name }]);
    }
    for header in [
        "X CSRF",
        "X-CSRF:",
        "X-CSRF-Tökén",
        "Accept",
        "Accept-Language",
        "content-type",
        "Idempotency-Key",
    ] {
        check("csrf-header", &csrf(header, "meta:csrf-token"), &json!({}));
    }
    for source in ["cookie:", "header:x", "csrf-token"] {
        check("csrf-source", &csrf("X-CSRF-Token", source), &json!({}));
    }
}

#[wasm_bindgen_test]
fn a_value_of_the_wrong_type_is_rejected() {
    let wrong = [
        (json!("x"), "config"),
        (json!([]), "config"),
        (json!({ "policy": "x" }), "policy"),
        (json!({ "policy": [] }), "policy"),
        (json!({ "devices": {} }), "devices"),
        (json!({ "texts": "x" }), "texts"),
        (json!({ "statement": 5 }), "statement"),
        (
            json!({ "allowedOrigins": "https://mail.example" }),
            "allowedOrigins",
        ),
        (
            json!({ "allowedOrigins": ["https://mail.example/"] }),
            "allowedOrigins",
        ),
        (
            json!({ "allowedOrigins": ["mail.example"] }),
            "allowedOrigins",
        ),
        (json!({ "timeout": -5 }), "timeout"),
        (json!({ "timeout": 2.5 }), "timeout"),
        (json!({ "headingLevel": [2] }), "heading-level"),
        (json!({ "lang": {} }), "lang"),
        (json!({ "policyEndpoint": true }), "policy-endpoint"),
    ];
    for (config, name) in wrong {
        check(name, &json!({}), &config);
    }
    let no_function = Source {
        headers: read(&json!({ "X-Token": "x" })),
        ..source(&json!({}), &json!({}))
    };
    assert_eq!(
        config::read(&no_function).unwrap_err()[0].sentence(),
        "headers: write a function."
    );
    let nothing = json!({ "policy": null, "devices": null, "texts": null, "statement": null, "allowedOrigins": null, "timeout": null });
    assert!(config::read(&source(&json!({}), &nothing)).is_ok());
}
