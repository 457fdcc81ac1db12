//! While the outcome is unknown the form is guarded as during the request: nothing in it changes, and nothing throws it away.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::{Value, json};
use system_tests::{Browser, CHANGED, HostPage, HostServer, NEW, OLD, Response, UNKNOWN, until};

const HERE: &str = "Your new password is still here: show it and write it down.";
const ALTERED: &str =
    "The form was altered after it was sent. What it shows may not be what was sent.";
const SET: &str =
    "document.querySelector('mailbox-password').setAttribute(arguments[0], arguments[1]);";
const BOB: &str = "bob@example.com";

/// Opens a page, and sends a change that gets no clear response.
async fn unknown(page: &HostPage) -> (HostServer, Browser) {
    let (host, browser) = page
        .open_with(|host| {
            host.respond("POST /api/password", Response::new(500, "text/plain", "no"));
        })
        .await;
    host.wait_for_request("GET /widget/common", 1).await;
    browser.change(OLD, NEW).await;
    browser.wait_for_focus(UNKNOWN).await;
    (host, browser)
}

/// Puts a value into a field as an extension does, which a field that is read-only does not stop.
async fn fill_by_script(browser: &Browser, label: &str, value: &str) {
    let fill = "const field = find('field', arguments[0]); field.value = arguments[1];
        field.dispatchEvent(new Event('input', { bubbles: true }));";
    browser.run(fill, json!([label, value])).await;
}

/// **Check** finds that somebody changed the password, and the person that the new one works.
async fn settle(host: &HostServer, browser: &Browser) {
    let status = Response::status("2026-11-23T14:03:00Z", json!({}));
    host.respond("GET /api/status", status);
    browser.press("Check").await;
    browser.press("The new one works").await;
    browser.say_again("The new one works").await;
}

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
async fn a_field_that_is_altered_all_the_same_is_noticed() {
    let (_host, browser) = unknown(&HostPage::complete()).await;
    browser.wait_for_text(HERE).await;
    fill_by_script(&browser, "New password", "Another-Password-1").await;
    browser.wait_for_text(ALTERED).await;
    assert!(!browser.visible_text().await.contains(HERE));
}

/// Opens the page with a back end that holds the answer to a change; the answer does not tell the outcome.
async fn open_with_lost_answer() -> (HostServer, Browser) {
    let (host, browser) = HostPage::complete()
        .open_with(|host| {
            let lost = Response::new(500, "text/plain", "no").held();
            host.respond("POST /api/password", lost);
        })
        .await;
    browser.wait_for_form().await;
    (host, browser)
}

#[tokio::test]
async fn a_field_that_is_altered_during_the_request_is_noticed() {
    let (host, browser) = open_with_lost_answer().await;
    browser.change(OLD, NEW).await;
    host.wait_for_request("POST /api/password", 1).await;
    fill_by_script(&browser, "Confirm new password", "Another-Password-1").await;
    host.release_held();
    browser.wait_for_focus(UNKNOWN).await;
    browser.wait_for_text(ALTERED).await;
    assert!(!browser.visible_text().await.contains(HERE));
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
    host.release_held();
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
    browser.check_unknown().await;
    browser.shift_clock(61).await;
    browser.press("Check").await;
    browser
        .wait_for_text("Your password was not changed. You can try again.")
        .await;
}
