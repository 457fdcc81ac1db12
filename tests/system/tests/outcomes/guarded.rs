//! While the outcome is unknown the form is guarded as during the request: nothing in it changes, and nothing throws it away.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::{Value, json};
use system_tests::{CHANGED, HostPage, NEW, OLD, UNKNOWN, until};

use super::lost_answer::{open_with_lost_answer, settle, unknown};

const HERE: &str = "Your new password is still here: show it and write it down.";
const SET: &str =
    "document.querySelector('mailbox-password').setAttribute(arguments[0], arguments[1]);";
const BOB: &str = "bob@example.com";

#[tokio::test]
async fn the_fields_cannot_be_edited_and_can_be_shown() {
    let (_host, browser) = unknown(&HostPage::complete()).await;
    let fields = "return all('input[type=password]').map((e) => [e.readOnly, e.disabled]);";
    let fields = browser.run(fields, json!([])).await;
    assert_eq!(fields, json!([[true, false], [true, false], [true, false]]));
    browser.focus_field("New password").await;
    browser.type_keys("x").await;
    browser.press("Show New password").await;
    assert_eq!(browser.values().await, [OLD, NEW, NEW]);
    browser.wait_for_text(HERE).await;
}

#[tokio::test]
async fn what_was_found_out_to_be_not_changed_is_told_to_the_page() {
    let (_host, browser) = unknown(&HostPage::complete()).await;
    browser.press("Check").await;
    browser.wait_for_text("Not changed so far").await;
    assert!(browser.events("failed").await.is_empty());
    browser.shift_clock(61).await;
    browser.press("Check").await;
    browser
        .wait_for_text("Your password was not changed. You can try again.")
        .await;
    let sent = browser.events("unknown").await;
    let failed = browser.events("failed").await;
    assert_eq!(failed.len(), 1);
    let reference = &sent[0]["detail"]["reference"];
    assert_eq!(
        failed[0]["detail"],
        json!({ "code": null, "status": 0, "reference": reference })
    );
}

#[tokio::test]
async fn reset_does_nothing() {
    let (_host, browser) = unknown(&HostPage::complete()).await;
    let reset = "document.querySelector('mailbox-password').reset();";
    browser.run(reset, json!([])).await;
    browser.check_unknown().await;
}

#[tokio::test]
async fn another_mailbox_waits_until_the_outcome_is_known() {
    let (host, browser) = unknown(&HostPage::complete()).await;
    browser.run(SET, json!(["mailbox", BOB])).await;
    browser
        .run(SET, json!(["mailbox", "ann@example.com"]))
        .await;
    browser.run(SET, json!(["mailbox", BOB])).await;
    browser.wait_for_form().await;
    browser.check_unknown().await;
    assert_eq!(browser.value("Mailbox").await, "ann@example.com");
    settle(&host, &browser).await;
    browser.wait_for_form().await;
    assert_eq!(browser.value("Mailbox").await, BOB);
    let changed = browser.events("changed").await;
    assert_eq!(changed[0]["detail"]["mailbox"], "ann@example.com");
    assert_eq!(changed.len(), 1);
}

#[tokio::test]
async fn a_mailbox_that_was_set_back_does_not_come_afterwards() {
    let (host, browser) = unknown(&HostPage::complete()).await;
    browser.run(SET, json!(["mailbox", BOB])).await;
    browser.wait_for_form().await;
    browser
        .run(SET, json!(["mailbox", "ann@example.com"]))
        .await;
    browser.wait_for_form().await;
    settle(&host, &browser).await;
    browser.wait_for_focus(CHANGED).await;
    assert!(browser.visible_text().await.contains("ann@example.com"));
}

#[tokio::test]
async fn a_configuration_that_became_invalid_leaves_the_outcome_alone() {
    let (host, browser) = unknown(&HostPage::complete()).await;
    browser.run(SET, json!(["heading-level", "11"])).await;
    let asked = host.requests("GET /api/status").len();
    browser.press("Check").await;
    host.wait_for_request("GET /api/status", asked + 1).await;
    browser.wait_for_text("Not changed so far").await;
    browser.check_unknown().await;
    settle(&host, &browser).await;
    until("the console names it", async || {
        let errors = browser.console_errors().await;
        let is_named = |error: &String| error.contains("heading-level");
        errors.iter().any(is_named).then_some(())
    })
    .await;
    browser.wait_for_text(CHANGED).await;
    assert_eq!(browser.events("changed").await.len(), 1);
}

#[tokio::test]
async fn another_endpoint_waits_until_the_outcome_is_known() {
    let (host, browser) = unknown(&HostPage::complete()).await;
    browser.run(SET, json!(["endpoint", "/api/other"])).await;
    browser.wait_for_form().await;
    settle(&host, &browser).await;
    browser.wait_for_focus(CHANGED).await;
    let left = "return Object.keys(sessionStorage).length;";
    assert_eq!(browser.run(left, json!([])).await, 0, "it is forgotten");
}

#[tokio::test]
async fn the_language_can_change_meanwhile() {
    let (_host, browser) = unknown(&HostPage::complete()).await;
    browser.run(SET, json!(["lang", "de"])).await;
    browser
        .wait_for_text("Wir wissen nicht, ob Ihr Passwort geändert wurde.")
        .await;
    let values = "return all('input[type=password]').map((e) => e.value);";
    let values: Value = browser.run(values, json!([])).await;
    assert_eq!(values, json!([OLD, NEW, NEW]));
}

/// A host's router: it asks the element before it takes it out of the page.
const ROUTER: &str = "window.route = () => {
    const element = document.querySelector('mailbox-password');
    if (element.pending) return false;
    element.remove();
    return true;
  };";

#[tokio::test]
async fn a_router_can_ask_and_the_browser_asks_before_the_page_is_left() {
    let (host, browser) = open_with_lost_answer().await;
    browser.run(ROUTER, json!([])).await;
    let pending = "return document.querySelector('mailbox-password').pending;";
    assert_eq!(browser.run(pending, json!([])).await, false);
    browser.change(OLD, NEW).await;
    host.wait_for_request("POST /api/password", 1).await;
    assert_eq!(browser.run(pending, json!([])).await, true);
    host.release_held().await;
    browser.wait_for_focus(UNKNOWN).await;
    let leave = "const event = new Event('beforeunload', { cancelable: true });
        dispatchEvent(event); return [event.defaultPrevented, route()];";
    assert_eq!(browser.run(leave, json!([])).await, json!([true, false]));
    browser.check_unknown().await;
    settle(&host, &browser).await;
    browser.wait_for_focus(CHANGED).await;
    assert_eq!(browser.run(leave, json!([])).await, json!([false, true]));
}

#[tokio::test]
async fn setting_the_clock_forward_settles_nothing() {
    let (_host, browser) = unknown(&HostPage::complete()).await;
    browser.press("Check").await;
    browser.wait_for_text("Not changed so far").await;
    browser.set_clock(7200).await;
    let found = "return words().match(/Not changed so far \\(([^)]*)\\)/)?.[1] ?? '';";
    let before = browser.run(found, json!([])).await;
    browser.press("Check").await;
    until("it was checked again", || async {
        let now = browser.run(found, json!([])).await;
        (now != before && now != "").then_some(())
    })
    .await;
    // Late in the evening, two hours lead to another day.
    let day = match browser.is_today(-7200).await {
        true => "today",
        false => "yesterday",
    };
    browser.check_unknown_since(day).await;
    browser.shift_clock(61).await;
    browser.press("Check").await;
    browser
        .wait_for_text("Your password was not changed. You can try again.")
        .await;
}
