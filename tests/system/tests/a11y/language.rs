//! The `lang` and `dir` of the element's texts.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::{Value, json};
use system_tests::{Browser, HostPage, HostServer, Response, default_routes, german};

/// The `lang` and `dir` of the element's content.
async fn lang_and_dir(browser: &Browser) -> Value {
    let script = "const e = all('mailbox-password .mbp')[0]; return [e.lang, e.dir];";
    browser.run(script, json!([])).await
}

#[tokio::test]
async fn custom_texts_are_marked_with_the_language_of_the_page() {
    let (_host, browser) = HostPage::complete().in_arabic().ready().await;
    assert_eq!(lang_and_dir(&browser).await, json!(["ar", "rtl"]));
}

#[tokio::test]
async fn texts_without_a_translation_are_marked_as_english() {
    for lang in ["fr", "ar"] {
        let (_host, browser) = HostPage::complete().lang(lang).ready().await;
        assert_eq!(lang_and_dir(&browser).await, json!(["en", "ltr"]), "{lang}");
    }
}

#[tokio::test]
async fn german_texts_are_marked_as_german_inside_an_english_page() {
    let host = HostServer::start().await;
    default_routes(&host);
    let page = HostPage::complete().with("lang", "de");
    host.respond("GET /", Response::html(page.html()));
    let browser = Browser::start().await;
    browser.open(host.url("/")).await;
    // A language without a translation shows English texts.
    browser
        .wait_for("button", &german("change").unwrap_or("Change".to_owned()))
        .await;
    let lang = "return [document.documentElement.lang, all('mailbox-password [lang]')[0].lang];";
    assert_eq!(browser.run(lang, json!([])).await, json!(["en", "de"]));
}
