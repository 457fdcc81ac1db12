//! Values of attributes and members of `config`: parsed once, or rejected with an error.

use mailbox_password::config::{self, Config, ConfigError, Credentials, Source};
use mailbox_password::i18n::Language;
use serde_json::{Value, json};
use wasm_bindgen_test::*;

use crate::harness::host_app::read;

/// Checks the errors of these attributes and this `config`, added to the required ones.
#[track_caller]
fn check(attributes: &Value, config: &Value, expected: &[ConfigError]) {
    let found = config::read(&source(attributes, config))
        .err()
        .unwrap_or_default();
    assert_eq!(found, expected, "{attributes} {config}");
}

/// The two required attributes, and these.
pub(crate) fn source(attributes: &Value, config: &Value) -> Source {
    let mut all = json!({ "endpoint": "/password", "mailbox": "ann@example.com" });
    for (name, value) in attributes.as_object().unwrap() {
        all[name] = value.clone();
    }
    Source {
        attributes: read(&all),
        config: read(config),
        page_lang: "de-AT".into(),
        secure: true,
        language: Language::english(),
        ..Source::default()
    }
}

fn good(attributes: &Value, config: &Value) -> Config {
    config::read(&source(attributes, config)).unwrap()
}

fn bad(name: &'static str, attributes: &Value) {
    let errors = config::read(&source(attributes, &json!({}))).unwrap_err();
    assert!(
        matches!(&errors[..], [ConfigError::BadValue { name: found, .. }] if *found == name),
        "{attributes}: {errors:?}"
    );
}

#[wasm_bindgen_test]
fn endpoint_and_mailbox_are_enough() {
    let config = good(&json!({}), &json!({}));
    assert!(config.endpoint.url.ends_with("/password") && config.endpoint.same_origin);
    assert_eq!(config.lang, "de-AT", "the page's language");
    assert_eq!((config.heading_level, config.timeout), (2, 60));
    assert_eq!(config.credentials, Credentials::SameOrigin);
}

#[wasm_bindgen_test]
fn missing_attributes_are_named() {
    for blank in [Value::Null, json!(""), json!(" \n")] {
        let nothing = json!({ "endpoint": blank, "mailbox": blank });
        let missing = ["mailbox", "endpoint"].map(|name| ConfigError::Missing { name });
        check(&nothing, &json!({}), &missing);
    }
}

#[wasm_bindgen_test]
fn an_attribute_takes_precedence_over_the_property() {
    let own = json!({ "mailbox": "bob@example.com", "timeout": 10, "headingLevel": 4 });
    let config = good(&json!({ "timeout": "20" }), &own);
    assert_eq!(config.mailbox, "ann@example.com");
    assert_eq!((config.timeout, config.heading_level), (20, 4));
}

#[wasm_bindgen_test]
fn an_unknown_member_is_rejected_with_a_suggestion() {
    let unknown = |name: &str, nearest: &str| ConfigError::UnknownMember {
        name: name.into(),
        nearest: String::from(nearest),
    };
    check(
        &json!({}),
        &json!({ "timeOut": 5 }),
        &[unknown("timeOut", "timeout")],
    );
    check(
        &json!({}),
        &json!({ "policy-endpoint": "/policy" }),
        &[unknown("policy-endpoint", "policyEndpoint")],
    );
    check(
        &json!({}),
        &json!({ "texts": { "chnage": "Go", "minutes.one": "m", "minute.one": "m" } }),
        &[
            unknown("chnage", "change"),
            unknown("minute.one", "minutes"),
        ],
    );
}

#[wasm_bindgen_test]
fn plain_http_is_accepted_for_loopback_only() {
    let own = json!({ "allowedOrigins": ["http://mail.example", "http://127.0.0.1:1", "http://[::1]:1"] });
    let insecure = ConfigError::InsecureEndpoint { name: "endpoint" };
    check(
        &json!({ "endpoint": "http://mail.example/p" }),
        &own,
        &[insecure],
    );
    check(&json!({ "endpoint": "http://127.0.0.1:1/p" }), &own, &[]);
    check(&json!({ "endpoint": "http://[::1]:1/p" }), &own, &[]);
}

#[wasm_bindgen_test]
fn a_host_name_that_looks_like_loopback_is_rejected() {
    let own =
        json!({ "allowedOrigins": ["http://127.0.0.1.mail.example", "http://127.mail.example"] });
    for host in ["127.0.0.1.mail.example", "127.mail.example"] {
        let insecure = ConfigError::InsecureEndpoint { name: "endpoint" };
        check(
            &json!({ "endpoint": format!("http://{host}/p") }),
            &own,
            &[insecure],
        );
    }
}

#[wasm_bindgen_test]
fn another_origin_must_be_listed_in_allowed_origins() {
    let foreign = |name| ConfigError::ForeignOrigin {
        name,
        origin: "https://mail.example".into(),
    };
    let elsewhere = json!({ "endpoint": "https://mail.example/p", "policy-endpoint": "https://mail.example/q" });
    check(
        &elsewhere,
        &json!({}),
        &[foreign("endpoint"), foreign("policy-endpoint")],
    );
    check(
        &elsewhere,
        &json!({ "allowedOrigins": ["https://mail.example"] }),
        &[],
    );

    let by_markup =
        json!({ "endpoint": "https://mail.example/p", "allowed-origins": "https://mail.example" });
    check(&by_markup, &json!({}), &[foreign("endpoint")]);
}

#[wasm_bindgen_test]
fn javascript_and_data_urls_are_rejected() {
    for address in [
        "javascript:alert(1)",
        "data:text/html,x",
        "blob:x",
        "file:///etc/passwd",
    ] {
        bad("endpoint", &json!({ "endpoint": address }));
        for (name, expected) in [
            ("webmail", "an https: address"),
            ("help", "an https:, mailto: or tel: address"),
        ] {
            check(
                &json!({ name: address }),
                &json!({}),
                &[ConfigError::BadValue { name, expected }],
            );
        }
    }
    bad(
        "endpoint",
        &json!({ "endpoint": "https://ann:secret@mail.example/p" }),
    );
}

#[wasm_bindgen_test]
fn the_mailbox_is_encoded_in_urls() {
    let odd =
        json!({ "endpoint": "/boxes/{mailbox}/password", "mailbox": "a/../b?c#d@example.com" });
    let config = good(&odd, &json!({}));
    assert!(
        config
            .endpoint
            .url
            .ends_with("/boxes/a%2F..%2Fb%3Fc%23d%40example.com/password")
    );
}

#[wasm_bindgen_test]
fn credentials_include_is_accepted_as_a_property_only() {
    bad("credentials", &json!({ "credentials": "include" }));
    let config = good(&json!({}), &json!({ "credentials": "include" }));
    assert_eq!(config.credentials, Credentials::Include);
}

#[wasm_bindgen_test]
fn invalid_values_are_rejected() {
    for (name, value) in [
        ("mode", "other"),
        ("heading-level", "0"),
        ("heading-level", "7"),
        ("timeout", "soon"),
        ("timeout", "0"),
        ("credentials", "always"),
    ] {
        bad(name, &json!({ name: value }));
    }
}

#[wasm_bindgen_test]
fn the_help_link_is_shown_without_its_scheme() {
    for (help, text, is_link) in [
        (
            "mailto:help@example.com?subject=x",
            "help@example.com",
            true,
        ),
        ("tel:+15550100", "+15550100", true),
        ("https://example.com/help/", "example.com/help", true),
        ("Room 12, extension: 34", "Room 12, extension: 34", false),
    ] {
        let found = good(&json!({ "help": help }), &json!({})).help.unwrap();
        assert_eq!(
            (found.text.as_str(), found.href.is_some()),
            (text, is_link),
            "{help}"
        );
    }
}

#[wasm_bindgen_test]
fn an_insecure_page_is_rejected_and_all_errors_are_reported_together() {
    let page = Source {
        secure: false,
        ..source(&json!({ "timeout": "x" }), &json!({ "devics": [] }))
    };
    let sentences: Vec<_> = config::read(&page)
        .unwrap_err()
        .iter()
        .map(ConfigError::sentence)
        .collect();
    assert_eq!(sentences.len(), 3, "{sentences:?}");
    assert!(sentences[0].contains("plain http"));
    assert_eq!(sentences[1], "devics is not known. Did you mean devices?");
    assert!(sentences[2].starts_with("timeout: "));
}
