//! **Change** or Enter before the module is there, or before the policy has answered: held, judged, and sent once.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::json;
use system_tests::{HostPage, Key, NEW, OLD, Response};

const ONE_MOMENT: &str = "One moment…";

#[tokio::test]
async fn enter_before_the_module_is_sent_once_when_the_module_is_there() {
    let (host, browser) = HostPage::complete().open_without_module(|_| {}).await;
    browser.fill_in(OLD, NEW).await;
    browser.press_key(Key::Enter).await;
    browser.press_key(Key::Enter).await;
    browser.wait_for_text(ONE_MOMENT).await;
    assert!(host.requests("POST").is_empty());
    browser.release_module().await;
    browser.wait_for_focus("Your password was changed.").await;
    assert_eq!(host.requests("POST").len(), 1);
    assert_eq!(host.requests("GET /api/policy").len(), 1);
}

#[tokio::test]
async fn a_submit_is_held_until_the_policy_has_answered_and_then_judged() {
    let strict = json!({ "minLength": 60 });
    let (host, browser) = HostPage::complete()
        .open_without_module(|host| {
            host.respond("GET /api/policy", Response::policy(strict).held());
        })
        .await;
    browser.fill_in(OLD, NEW).await;
    browser.press("Change").await;
    browser.release_module().await;
    browser.wait_for_text(ONE_MOMENT).await;
    assert!(host.requests("POST").is_empty());
    host.release_held().await;
    browser
        .wait_for_text("Nothing was sent. Please correct:")
        .await;
    assert!(host.requests("POST").is_empty());
    assert!(!browser.visible_text().await.contains(ONE_MOMENT));
}

#[tokio::test]
async fn a_submit_goes_on_when_the_policy_fails() {
    let (host, browser) = HostPage::complete()
        .open_with(|host| {
            // The loader asks first; without a clear answer the element asks again.
            let failed = || Response::json(500, &json!({}));
            host.respond_in_turn("GET /api/policy", [failed().held(), failed()]);
        })
        .await;
    browser.wait_for_form().await;
    browser.change(OLD, NEW).await;
    browser.wait_for_text(ONE_MOMENT).await;
    host.release_held().await;
    browser.wait_for_focus("Your password was changed.").await;
    assert_eq!(host.requests("POST").len(), 1);
}
