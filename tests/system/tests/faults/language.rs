//! The file of a language cannot be loaded.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::json;
use system_tests::{Browser, HostPage, HostServer, Response, default_routes};

/// Opens a page in German while these files cannot be had.
async fn open_without(files: &str) -> (HostServer, Browser) {
    let host = HostServer::start().await;
    default_routes(&host);
    let page = HostPage::complete().lang("de");
    host.respond("GET /", Response::html(page.html()));
    let browser = Browser::start().await;
    browser.block_urls(&[files]).await;
    browser.open(host.url("/")).await;
    (host, browser)
}

#[tokio::test]
async fn english_stands_in_for_a_language_that_cannot_be_loaded() {
    let (_host, browser) = open_without("*/locales/de-*").await;
    browser.wait_for_form().await;
    browser.fill("New password", "Copper-Lantern-28").await;
    let lang = "return document.querySelector('mailbox-password .mbp').lang;";
    assert_eq!(browser.run(lang, json!([])).await, "en");
}

#[tokio::test]
async fn without_any_language_the_form_says_that_it_cannot_run_until_a_retry() {
    let (_host, browser) = open_without("*/locales/*").await;
    browser.wait_for_text("Es wurde nichts geändert.").await;
    browser.block_urls(&[]).await;
    let set = "document.querySelector('mailbox-password').setAttribute('lang', 'en');";
    browser.run(set, json!([])).await;
    browser.wait_for_form().await;
}
