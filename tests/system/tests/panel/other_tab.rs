//! A page of the panel that is seen again, after the session has ended or changed in another tab.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::json;
use system_tests::{ANN, Browser, NEW, OLD, Panel};

const ENDED: &str = "You are signed out here.";
const OTHER: &str = "Someone else is signed in here now: bob@example.com.";
const AGAIN: &str = "You have signed in again since.";

/// What the browser does in another tab, without this page: it signs out.
const SIGN_OUT: &str = "
    const token = document.querySelector('.panel-sign-out input[name=token]').value;
    return fetch('/sign-out', { method: 'POST', redirect: 'manual', body: new URLSearchParams({ token }) }).then(() => null);";

/// It signs in.
const SIGN_IN: &str = "
    const [address, password] = arguments;
    return fetch('/', { method: 'POST', redirect: 'manual', body: new URLSearchParams({ address, password }) }).then(() => null);";

/// The page is seen again.
async fn come_back(browser: &Browser) {
    browser
        .run("window.dispatchEvent(new Event('focus'));", json!([]))
        .await;
}

async fn open() -> (Panel, Browser) {
    let panel = Panel::start().await;
    let browser = Browser::start().await;
    browser.sign_in(&panel.url("/"), ANN, OLD).await;
    browser.wait_for_form().await;
    (panel, browser)
}

#[tokio::test]
async fn a_page_that_was_signed_out_elsewhere_says_so_and_keeps_what_was_typed() {
    let (_panel, browser) = open().await;
    browser.fill_in(OLD, NEW).await;
    browser.run(SIGN_OUT, json!([])).await;
    come_back(&browser).await;
    browser.wait_for_page_text(ENDED).await;
    assert_eq!(browser.values().await[1], NEW);
    browser.run(SIGN_IN, json!([ANN, OLD])).await;
    come_back(&browser).await;
    browser.wait_for_page_text(AGAIN).await;
}

#[tokio::test]
async fn a_page_in_whose_browser_somebody_else_signed_in_says_who() {
    let (_panel, browser) = open().await;
    browser
        .run(SIGN_IN, json!(["bob@example.com", "Copper-Lantern-28"]))
        .await;
    come_back(&browser).await;
    browser.wait_for_page_text(OTHER).await;
    assert_eq!(browser.axe_violations_of_page().await, Vec::<String>::new());
}

#[tokio::test]
async fn a_page_whose_session_goes_on_says_nothing() {
    let (panel, browser) = open().await;
    come_back(&browser).await;
    panel.wait_for_log("path=\"/session\"").await;
    let shown = "return all('.panel-session').filter((e) => !e.hidden).length;";
    assert_eq!(browser.run(shown, json!([])).await, json!(0));
}
