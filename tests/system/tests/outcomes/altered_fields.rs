//! A field is altered after it was sent, although it is read-only: by an extension, or by a script of the page.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::json;
use system_tests::{Browser, CHANGED, HostPage, NEW, OLD, UNKNOWN};

use super::lost_answer::{open_with_lost_answer, settle, unknown};

const HERE: &str = "Your new password is still here: show it and write it down.";
const ALTERED: &str =
    "The form was altered after it was sent. What it shows may not be what was sent.";

/// Puts a value into a field as an extension does, which a field that is read-only does not stop.
async fn fill_by_script(browser: &Browser, label: &str, value: &str) {
    let fill = "const field = find('field', arguments[0]); field.value = arguments[1];
        field.dispatchEvent(new Event('input', { bubbles: true }));";
    browser.run(fill, json!([label, value])).await;
}

#[tokio::test]
async fn a_field_that_is_altered_all_the_same_is_noticed() {
    let (_host, browser) = unknown(&HostPage::complete()).await;
    browser.wait_for_text(HERE).await;
    fill_by_script(&browser, "New password", "Another-Password-1").await;
    browser.wait_for_text(ALTERED).await;
    assert!(!browser.visible_text().await.contains(HERE));
}

#[tokio::test]
async fn a_field_that_is_altered_during_the_request_is_noticed() {
    let (host, browser) = open_with_lost_answer().await;
    browser.change(OLD, NEW).await;
    host.wait_for_request("POST /api/password", 1).await;
    fill_by_script(&browser, "Confirm new password", "Another-Password-1").await;
    host.release_held().await;
    browser.wait_for_focus(UNKNOWN).await;
    browser.wait_for_text(ALTERED).await;
    assert!(!browser.visible_text().await.contains(HERE));
}

/// Sets a field's value and tells nobody, as scripts and some extensions do.
async fn set_silently(browser: &Browser, label: &str, value: &str) {
    let set = "find('field', arguments[0]).value = arguments[1];";
    browser.run(set, json!([label, value])).await;
}

#[tokio::test]
async fn a_value_that_a_script_has_set_is_noticed_when_it_is_shown() {
    let (_host, browser) = unknown(&HostPage::complete()).await;
    browser.wait_for_text(HERE).await;
    set_silently(&browser, "New password", "Another-Password-1").await;
    browser.press("Show New password").await;
    browser.wait_for_text(ALTERED).await;
    assert!(!browser.visible_text().await.contains(HERE));
}

#[tokio::test]
async fn a_value_that_a_script_has_set_is_noticed_by_check() {
    let (host, browser) = unknown(&HostPage::complete()).await;
    set_silently(&browser, "Confirm new password", "Another-Password-1").await;
    browser.press("Check").await;
    browser.wait_for_text("Not changed so far").await;
    browser.wait_for_text(ALTERED).await;
    settle(&host, &browser).await;
    browser.wait_for_focus(CHANGED).await;
    browser
        .wait_for_text("The new password is the one that was sent.")
        .await;
}

#[tokio::test]
async fn a_value_that_only_a_change_event_tells_of_is_noticed() {
    let (_host, browser) = unknown(&HostPage::complete()).await;
    browser.wait_for_text(HERE).await;
    let tell =
        "find('field', 'New password').dispatchEvent(new Event('change', { bubbles: true }));";
    browser.run(tell, json!([])).await;
    browser.wait_for_text(HERE).await;
    set_silently(&browser, "New password", "Another-Password-1").await;
    browser.run(tell, json!([])).await;
    browser.wait_for_text(ALTERED).await;
}

#[tokio::test]
async fn a_value_that_a_script_has_set_during_the_request_is_noticed() {
    let (host, browser) = open_with_lost_answer().await;
    browser.change(OLD, NEW).await;
    host.wait_for_request("POST /api/password", 1).await;
    set_silently(&browser, "New password", "Another-Password-1").await;
    host.release_held().await;
    browser.wait_for_focus(UNKNOWN).await;
    browser.wait_for_text(ALTERED).await;
}

#[tokio::test]
async fn a_value_that_a_script_has_set_is_sent_under_a_key_of_its_own() {
    let (host, browser) = unknown(&HostPage::complete()).await;
    browser.press("Check").await;
    browser.wait_for_text("Not changed so far").await;
    browser.shift_clock(61).await;
    browser.press("Check").await;
    browser
        .wait_for_text("Your password was not changed. You can try again.")
        .await;
    for label in ["New password", "Confirm new password"] {
        set_silently(&browser, label, "Another-Password-1").await;
    }
    browser.press("Change").await;
    host.wait_for_request("POST /api/password", 2).await;
    let keys: Vec<_> = host
        .requests("POST /api/password")
        .iter()
        .map(|request| request.header("idempotency-key").map(str::to_owned))
        .collect();
    assert_ne!(keys[0], keys[1]);
}
