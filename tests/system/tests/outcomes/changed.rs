//! A password is changed at the panel, from sign-in to the checklist.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::json;
use system_tests::{ANN, Browser, HostPage, HostServer, NEW, OLD, Panel, Response, default_routes};

const LEAD: &str = "Now enter the new password on every device that uses this mailbox.";
const DONE: &str = "Mark as done";
const NEED: &str = "Your current password About 10 minutes All your devices";
const WARNING: &str = "enter it on every device that uses this mailbox";

#[tokio::test]
async fn a_password_is_changed_and_the_checklist_survives_a_reload() {
    let panel = Panel::start().await;
    let browser = Browser::start().await;
    browser.sign_in(&panel.url("/"), ANN, OLD).await;
    browser.wait_for_text(NEED).await;
    browser.wait_for_text(WARNING).await;
    browser.change(OLD, NEW).await;

    browser.wait_for_focus("Your password was changed.").await;
    browser.wait_for_text(LEAD).await;
    assert!(
        !browser.has("field", "New password").await,
        "the form was removed"
    );
    browser.answer_device("Ann’s iPhone", DONE).await;
    browser.answer_device("Office PC", DONE).await;
    browser.wait_for_text("2 of 3 devices done").await;

    browser.open(panel.url("/mailbox/password")).await;
    browser.wait_for_text("2 of 3 devices done").await;
    for device in ["Ann’s iPhone", "Office PC"] {
        let state = browser.device_state(device).await.unwrap();
        assert!(state.starts_with("Marked as done"), "{device}: {state}");
    }
    let state = browser.device_state("Scanner").await;
    assert_eq!(state.as_deref(), Some("Waiting"));

    browser
        .webmail_accepts_only_the_new_password(&panel.url("/webmail"))
        .await;
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
}

#[tokio::test]
async fn five_wrong_passwords_lock_the_mailbox_and_the_form_stays_usable() {
    let panel = Panel::start().await;
    let browser = Browser::start().await;
    browser.sign_in(&panel.url("/"), ANN, OLD).await;
    browser.fill_in("wrong-0", NEW).await;
    for left in (1..=4).rev() {
        browser
            .fill("Current password", &format!("wrong-{left}"))
            .await;
        browser.press("Change").await;
        let tries = if left == 1 {
            "1 try left".to_owned()
        } else {
            format!("{left} tries left")
        };
        browser.wait_for_text(&tries).await;
    }
    browser.fill("Current password", "wrong-5").await;
    browser.press("Change").await;
    browser.wait_for_focus("The mailbox is locked.").await;
    browser.wait_for_text("It unlocks by itself after").await;
    assert!(
        !browser.visible_text().await.contains("tries left"),
        "nothing contradicts the lock"
    );
    browser.fill("Current password", OLD).await;
    assert_eq!(browser.values().await, [OLD, NEW, NEW]);

    // The next visit shows the lock from the status.
    browser.open(panel.url("/mailbox/password")).await;
    browser.wait_for_form().await;
    browser.wait_for_text("The mailbox is locked.").await;
    assert!(
        !browser
            .visible_text()
            .await
            .contains("Your password was not changed."),
        "nothing was tried yet"
    );

    // Once the lock has expired, the same form works.
    panel.set_clock(901);
    browser.wait_until_unlocked().await;
    browser.change(OLD, NEW).await;
    browser.wait_for_focus("Your password was changed.").await;
}
#[tokio::test]
async fn an_accepted_change_is_polled_until_it_is_done() {
    let host = HostServer::start().await;
    let browser = Browser::start().await;
    default_routes(&host);
    let accepted = Response::json(202, &json!({}))
        .header("Location", "/api/jobs/7")
        .header("Retry-After", "1");
    host.respond("POST /api/password", accepted);
    let running = Response::json(200, &json!({ "state": "running", "retryAfter": 1 }));
    let done = json!({ "state": "done", "changedAt": "2026-11-23T14:03:00Z", "now": "2026-11-23T14:03:00Z" });
    host.respond_in_turn("GET /api/jobs/7", [running, Response::json(200, &done)]);
    host.respond("GET /", Response::html(HostPage::complete().html()));
    browser.open(host.url("/")).await;
    browser.wait_for_form().await;
    browser.change(OLD, NEW).await;
    browser.wait_for("button", "Changing…").await;
    browser.wait_for_focus("Your password was changed.").await;
    assert_eq!(host.requests("POST /api/password").len(), 1);
    assert_eq!(host.requests("GET /api/jobs/7").len(), 2);
}
