//! What a browser lacks or is wrong about is found before anything is sent.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::Value;
use system_tests::{CHANGED, HostPage, NEW, OLD, until};

#[tokio::test]
async fn without_abort_signal_any_a_message_is_shown_and_nothing_is_requested() {
    let page = HostPage::complete().head("<script>delete AbortSignal.any;</script>");
    let (host, browser) = page.open().await;
    browser
        .wait_for_text("This form cannot run in this browser or on this page. Nothing was changed.")
        .await;
    until("the console names what is missing", || async {
        let console = browser.console().await;
        let names = |message: &str| message.contains("AbortSignal.any");
        console
            .iter()
            .any(|entry| names(&entry.message))
            .then_some(())
    })
    .await;
    assert!(host.requests("GET /api").is_empty() && host.requests("POST").is_empty());
    assert_eq!(browser.script_errors().await, Vec::<Value>::new());
}

#[tokio::test]
async fn a_browser_that_is_wrong_about_being_offline_does_not_stop_a_change() {
    let page = HostPage::complete()
        .head("<script>Object.defineProperty(navigator, 'onLine', { get: () => false });</script>");
    let (host, browser) = page.ready().await;
    browser.fill_in(OLD, NEW).await;
    browser
        .wait_for_text("Your browser says that it is offline.")
        .await;
    browser.press("Change").await;
    browser.wait_for_focus(CHANGED).await;
    assert_eq!(host.requests("POST").len(), 1);
}
