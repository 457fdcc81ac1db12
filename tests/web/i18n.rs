//! The texts: a language is loaded from its file, and custom texts take precedence.

use mailbox_password::{
    i18n::{Key, Language, Texts},
    json::Json,
};
use serde_json::{Value, json};
use wasm_bindgen_test::*;

use crate::harness::host_app::{Host, Options, read, valid_config};

const GERMAN: &str = include_str!("../../locales/de.json");

#[track_caller]
fn check(texts: &Texts, key: Key, count: u32, expected: &str) {
    assert_eq!(
        texts.count(key, count, &[("done", "1")]),
        expected,
        "{}",
        texts.lang()
    );
}

fn texts(lang: &str, own: &Value) -> Texts {
    Texts::new(lang, read(own), Language::english())
}

fn german() -> Texts {
    Texts::new("de", Json::object(), german_file())
}

fn german_file() -> Language {
    Language::new("de", &Json::parse(GERMAN))
}

#[wasm_bindgen_test]
fn a_count_selects_the_plural_form() {
    let english = texts("en", &json!({}));
    check(&english, Key::Progress, 1, "1 of 1 device done");
    check(&english, Key::Progress, 2, "1 of 2 devices done");
    check(&english, Key::Progress, 0, "1 of 0 devices done");
    check(&german(), Key::Minutes, 1, "1 Minute");
    check(&german(), Key::Minutes, 2, "2 Minuten");
}

#[wasm_bindgen_test]
fn plural_forms_follow_the_language() {
    let own = json!({ "minutes.one": "{count} minuta", "minutes.few": "{count} minuty", "minutes.many": "{count} minut" });
    let polish = texts("pl", &own);
    check(&polish, Key::Minutes, 1, "1 minuta");
    check(&polish, Key::Minutes, 3, "3 minuty");
    check(&polish, Key::Minutes, 5, "5 minut");
    check(&polish, Key::Minutes, 22, "22 minuty");
}

#[wasm_bindgen_test]
fn a_missing_plural_form_falls_back_to_other_then_to_english() {
    check(
        &texts("pl", &json!({ "minutes.other": "{count} min" })),
        Key::Minutes,
        3,
        "3 min",
    );
    check(&texts("pl", &json!({})), Key::Minutes, 3, "3 minutes");
}

#[wasm_bindgen_test]
fn a_custom_text_without_plural_forms_replaces_all_forms() {
    let own = json!({ "minutes": "{count} min" });
    check(&texts("en", &own), Key::Minutes, 1, "1 min");
    check(&texts("en", &own), Key::Minutes, 2, "2 min");
}

#[wasm_bindgen_test]
fn one_refused_sign_in_is_singular() {
    for (texts, expected) in [
        (
            texts("en", &json!({})),
            "The mailbox locks after 1 refused sign-in.",
        ),
        (
            german(),
            "Das Postfach sperrt sich nach 1 abgelehnter Anmeldung.",
        ),
    ] {
        assert_eq!(texts.count(Key::LocksAfter, 1, &[("row", "")]), expected);
    }
}

#[wasm_bindgen_test]
fn numbers_use_the_digits_of_the_language() {
    let own = json!({ "minutes": "{count} minutes" });
    for (texts, count, expected) in [
        (texts("en", &json!({})), 1234, "1,234 minutes"),
        (german(), 1234, "1.234 Minuten"),
        (texts("ar-EG", &own), 3, "٣ minutes"),
    ] {
        check(&texts, Key::Minutes, count, expected);
    }
}

#[wasm_bindgen_test]
fn placeholders_in_values_are_not_expanded() {
    let english = texts("en", &json!({}));
    let filled = english.fill(Key::ChangedBy, &[("mailbox", "{time}"), ("time", "12:00")]);
    assert_eq!(filled, "{time}, 12:00");
}

#[wasm_bindgen_test]
fn custom_texts_take_precedence_over_the_language() {
    let own = read(&json!({ "change": "Los" }));
    let texts = Texts::new("de", own, german_file());
    assert_eq!(texts.get(Key::Change), "Los");
    assert_ne!(texts.get(Key::NewPassword), Key::NewPassword.english(true));
}

#[wasm_bindgen_test]
fn an_invalid_language_tag_falls_back_to_english() {
    for lang in ["", "deutsch!", "_", "🦀"] {
        assert_eq!(texts(lang, &json!({})).lang(), "en");
    }
    let swiss = texts("DE-ch", &json!({}));
    assert_eq!(
        (swiss.lang(), swiss.base(), swiss.dir()),
        ("de-CH", "de", "ltr")
    );
}

#[wasm_bindgen_test]
fn texts_are_marked_as_english_until_a_translation_is_loaded() {
    let words = |lang: &str, own: &Value, file: Language| {
        let texts = Texts::new(lang, read(own), file);
        (texts.words_lang().to_owned(), texts.dir())
    };
    let (none, own) = (json!({}), json!({ "heading": "x" }));
    let english = ("en".to_owned(), "ltr");
    for lang in ["fr", "ar", "de"] {
        assert_eq!(words(lang, &none, Language::english()), english, "{lang}");
    }
    assert_eq!(
        words("en-GB", &none, Language::english()),
        ("en-GB".into(), "ltr")
    );
    assert_eq!(words("de", &none, german_file()), ("de".into(), "ltr"));
    assert_eq!(
        words("ar-EG", &own, Language::english()),
        ("ar-EG".into(), "rtl")
    );
    assert_eq!(words("he", &own, Language::english()), ("he".into(), "rtl"));
}

#[wasm_bindgen_test]
fn a_duration_uses_its_largest_whole_unit() {
    let english = texts("en", &json!({}));
    for (seconds, words) in [
        (0, "0 seconds"),
        (59, "59 seconds"),
        (60, "1 minute"),
        (61, "2 minutes"),
        (3600, "1 hour"),
        (3660, "61 minutes"),
        (172_800, "2 days"),
    ] {
        assert_eq!(english.duration(seconds), words);
    }
}

#[wasm_bindgen_test]
fn english_in_its_file_is_what_is_compiled_in() {
    let file = Language::new("en", &Json::parse(include_str!("../../locales/en.json")));
    let from_file = Texts::new("en", Json::object(), file);
    let compiled = Texts::english();
    for key in Key::ALL {
        for count in [1, 2] {
            assert_eq!(
                from_file.count(*key, count, &[]),
                compiled.count(*key, count, &[])
            );
        }
    }
}

#[wasm_bindgen_test]
fn a_text_of_ones_own_goes_before_every_form_of_the_language() {
    let own = read(&json!({ "minutes": "{count} min" }));
    let texts = Texts::new("de", own, german_file());
    check(&texts, Key::Minutes, 1, "1 min");
    check(&texts, Key::Minutes, 2, "2 min");
}

#[wasm_bindgen_test]
fn an_administrator_reads_the_texts_for_administrators() {
    let texts = german().for_administrator();
    assert_eq!(texts.get(Key::Heading), german().get(Key::AdminHeading));
    assert_eq!(texts.get(Key::Change), german().get(Key::AdminChange));
}

#[wasm_bindgen_test]
fn german_has_every_text_with_the_same_placeholders() {
    let file = Json::parse(GERMAN);
    for key in Key::ALL {
        let forms: &[&str] = if key.is_plural() {
            &[".one", ".other"]
        } else {
            &[""]
        };
        for form in forms {
            let name = [key.name(), form].concat();
            let words = file
                .get(&name)
                .text()
                .unwrap_or_else(|| panic!("{name} is missing"));
            for place in places(key.english(*form == ".one")).filter(|place| *place != "count") {
                assert!(
                    words.contains(&format!("{{{place}}}")),
                    "{name} has no {{{place}}}"
                );
            }
        }
    }
}

fn places(words: &str) -> impl Iterator<Item = &str> {
    words
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split('}').next())
}

#[wasm_bindgen_test]
async fn the_form_switches_to_german_once_the_file_is_loaded() {
    let url = web_sys::Url::new(&format!(
        "data:application/json,{}",
        js_sys::encode_uri_component(GERMAN)
    ));
    let assets = json!({ "locales": { "de": { "url": url.unwrap().href() } } });
    let host = Host::show(Options {
        config: valid_config(json!({ "lang": "de" })),
        assets: read(&assets),
        ..Options::default()
    })
    .await;
    host.wait_for_text(&german().get(Key::NewPassword)).await;
    assert_eq!(
        host.get(".mbp").get_attribute("lang").as_deref(),
        Some("de")
    );
    // What was typed before the language was loaded stays.
    host.type_into("new", "x");
    host.configure(valid_config(json!({ "lang": "en" })));
    host.wait_for_text("New password").await;
    assert_eq!(host.field("new").value(), "x");
}

#[wasm_bindgen_test]
fn numbers_and_times_are_of_the_language_of_the_words() {
    let english = texts("en", &json!({}));
    let without_words = texts("fr-FR", &json!({}));
    let count = |texts: &Texts| texts.count(Key::RuleMinLength, 12_345, &[]);
    assert_eq!(count(&without_words), count(&english));
    assert_eq!(without_words.date(0.0), english.date(0.0));
    let own = texts("fr-FR", &json!({ "rule-min-length": "{count}" }));
    assert_ne!(own.date(0.0), english.date(0.0));
    assert_ne!(count(&own), "12,345");
}
