//! What the app says to the component: the attributes and properties that the custom element would have.

use mailbox_password::{config::Source, i18n::Language, json::Json};

/// The configuration, before it is checked.
pub(crate) fn source(lang: &str) -> Source {
    let config = Json::parse(
        r#"{
            "endpoint": "/api/mailbox/password",
            "mailbox": "ann@example.com",
            "help": "tel:+15550100",
            "policy": { "minLength": 12, "nameCheck": true, "lockout": { "threshold": 5 } }
        }"#,
    );
    config.set("lang", lang);
    Source {
        config,
        secure: web_sys::window().is_some_and(|window| window.is_secure_context()),
        language: Language::english(),
        ..Source::default()
    }
}

/// The files that are loaded when they are needed. Trunk copies them beside the page (`index.html`).
pub(crate) fn assets() -> Json {
    Json::parse(
        r#"{
            "locales": { "de": { "url": "/locales/de.json" } },
            "steps": {
                "ios-mail": { "url": "/steps/ios-mail.json" },
                "thunderbird": { "url": "/steps/thunderbird.json" }
            },
            "common": { "url": "/common-passwords.txt" },
            "words": { "url": "/words.txt" }
        }"#,
    )
}
