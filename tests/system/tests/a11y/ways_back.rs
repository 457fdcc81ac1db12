//! What a person comes back to, by keyboard alone: an outcome that is unknown, and a list that is not finished. What is
//! announced is compared word for word.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::json;
use system_tests::{Browser, CHANGED, HostPage, HostServer, Key, NEW, OLD, Response, UNKNOWN};

const FOCUS: &str = "document.querySelector('mailbox-password').focus();";

/// Opens the form of a page whose clock stands still, and focuses its first field.
async fn open() -> (HostServer, Browser) {
    let (host, browser) = HostPage::complete().with_fake_clock().ready().await;
    browser.wait_for_rules().await;
    host.wait_for_request("GET /widget/common", 1).await;
    browser.record_announcements().await;
    browser.run(FOCUS, json!([])).await;
    browser.wait_for_focus("Current password").await;
    (host, browser)
}

#[tokio::test]
async fn an_unknown_outcome_is_cleared_up_by_keyboard() {
    let (host, browser) = open().await;
    let unclear = Response::new(500, "text/plain", "no");
    host.respond("POST /api/password", unclear);
    browser.change_by_keyboard(OLD, NEW).await;
    browser.wait_for_focus(UNKNOWN).await;
    browser.wait_for_visible_focus().await;
    browser.press_by_keyboard("Check").await;
    browser.wait_for_text("Not changed so far").await;
    browser
        .press_by_keyboard("If Check gets no answer either")
        .await;
    browser.press_by_keyboard("The new one works").await;
    browser
        .wait_for_text("press the same button once more.")
        .await;
    // Not so soon that it may be a double press.
    browser.advance_clock(2).await;
    browser.press_key(Key::Enter).await;
    browser.wait_for_focus(CHANGED).await;
    browser.wait_for_visible_focus().await;
    let said = [
        "Changing…",
        "Not changed so far (TIME). Check again after TIME.",
        "If the new one did open webmail, press the same button once more.",
    ];
    browser.wait_for_all_announcements(&said).await;
}

#[tokio::test]
async fn an_unfinished_list_leads_back_to_the_form_by_keyboard() {
    let (host, browser) = open().await;
    browser.change_by_keyboard(OLD, NEW).await;
    browser.wait_for_focus(CHANGED).await;
    browser.wait_for_text("0 of 3 devices done").await;
    browser.open_unfinished_checklist(&host).await;
    browser.run(FOCUS, json!([])).await;
    browser
        .press_by_keyboard("Mark as done: Ann’s iPhone")
        .await;
    browser.wait_for_text("1 of 3 devices done").await;
    browser.press_by_keyboard("Change the password again").await;
    browser.wait_for_focus("Current password").await;
    browser.wait_for_visible_focus().await;
}
