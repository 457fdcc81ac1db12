//! While the outcome is unknown or the mailbox is locked, **Change** waits and sends nothing.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::{Value, json};
use system_tests::{Browser, HostPage, HostServer, Key, NEW, OLD, Response, UNKNOWN};

const BEFORE: &str = "2026-08-25T14:03:00Z";
const BUTTON: &str = "const e = find('button', 'Change');
    return [e.disabled, e.getAttribute('aria-disabled'), squeeze(document.getElementById(e.getAttribute('aria-describedby')).innerText)];";

/// The button waits for this; pressing it, Enter and a script send nothing, and lead to the heading.
async fn check(host: &HostServer, browser: &Browser, waits: &str, heading: &str) {
    let sent = host.requests("POST").len();
    let button: Value = browser.run(BUTTON, json!([])).await;
    assert_eq!(button, json!([false, "true", waits]));
    browser.press("Change").await;
    browser.wait_for_focus(heading).await;
    browser.focus_field("Confirm new password").await;
    browser.press_key(Key::Enter).await;
    browser.wait_for_focus(heading).await;
    let submit = "all('form')[0].requestSubmit();";
    browser.run(submit, json!([])).await;
    assert_eq!(browser.values().await, [OLD, NEW, NEW]);
    assert_eq!(host.requests("POST").len(), sent);
}

/// Opens the page and sends a change, whose answer does not tell the outcome.
async fn open_with_unknown_outcome(page: HostPage) -> (HostServer, Browser) {
    let (host, browser) = page
        .open_with(|host| {
            host.respond("POST /api/password", Response::new(500, "text/plain", "no"));
        })
        .await;
    browser.wait_for_text("12+ characters").await;
    host.wait_for_request("GET /widget/common", 1).await;
    browser.change(OLD, NEW).await;
    browser.wait_for_focus(UNKNOWN).await;
    (host, browser)
}

#[tokio::test]
async fn while_the_outcome_is_unknown() {
    let (host, browser) = open_with_unknown_outcome(HostPage::complete()).await;
    check(&host, &browser, "Waiting for Check", UNKNOWN).await;
    browser.press("Check").await;
    browser.wait_for_text("Not changed so far").await;
    browser.shift_clock(61).await;
    browser.press("Check").await;
    browser.wait_for_text("You can try again.").await;
    let button = browser.run(BUTTON, json!([])).await;
    assert!(button[1].is_null(), "{button}");
}

#[tokio::test]
async fn where_nothing_can_be_checked_it_waits_for_what_webmail_says() {
    let page = HostPage::complete().without("status-endpoint");
    let (host, browser) = open_with_unknown_outcome(page).await;
    check(&host, &browser, "Waiting for your answer above", UNKNOWN).await;
    browser.wait_for("summary", "Find out by webmail").await;
    // What the host asks for is not what the person can press.
    let check = "document.querySelector('mailbox-password').check();";
    browser.run(check, json!([])).await;
    let words = browser.visible_text().await;
    assert!(!words.contains("Check"), "{words}");
    browser.wait_for("button", "The old one works").await;
}

#[tokio::test]
async fn while_the_mailbox_is_locked() {
    let (host, browser) = HostPage::complete()
        .open_with(|host| {
            let locked = json!({ "locked": true });
            host.respond("GET /api/status", Response::status(BEFORE, locked));
        })
        .await;
    browser.wait_for_text("The mailbox is locked.").await;
    browser.fill_in(OLD, NEW).await;
    let waits = "Waiting until the mailbox is unlocked";
    check(&host, &browser, waits, "The mailbox is locked.").await;
    host.respond("GET /api/status", Response::status(BEFORE, json!({})));
    browser.wait_until_unlocked().await;
    browser.press("Change").await;
    browser.wait_for_focus("Your password was changed.").await;
    assert_eq!(host.requests("POST").len(), 1);
}
