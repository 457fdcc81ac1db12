//! Each form and the recovery from start to end by keyboard alone, with everything that is announced.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::json;
use system_tests::{
    ANN, Browser, HostPage, HostServer, Key, NEW, OLD, RECOVERY_DONE, RECOVERY_STEPS, Response,
};

const ONCE: &str = "You cannot see this password again after Save. Write it down or copy it now.";
const FOCUS: &str = "document.querySelector('mailbox-password').focus();";

async fn ready(page: &HostPage) -> (HostServer, Browser) {
    let (host, browser) = page.open().await;
    browser.wait_for_text("12+ characters").await;
    (host, browser)
}

#[tokio::test]
async fn tab_order_of_the_form_follows_the_page() {
    let (_host, browser) = ready(&HostPage::complete()).await;
    let order = [
        "Mailbox",
        "Get ready, so that the mailbox does not lock",
        "Current password",
        "Show Current password",
        "New password",
        "Show New password",
        "Confirm new password",
        "Show Confirm new password",
        "Change",
    ];
    assert_eq!(browser.tab_order().await, order);
}

#[tokio::test]
async fn a_password_is_changed_by_keyboard_alone() {
    let (host, browser) = ready(&HostPage::complete()).await;
    browser
        .run(
            "document.querySelector('mailbox-password').focus();",
            json!([]),
        )
        .await;
    browser.wait_for_focus("Current password").await;
    browser.press_key(Key::Enter).await;
    browser
        .wait_for_text("Nothing was sent. Please correct:")
        .await;
    browser.wait_for_focus("Current password").await;
    browser.type_keys(OLD).await;
    for _ in 0..2 {
        browser.press_key(Key::Tab).await;
        browser.press_key(Key::Tab).await;
        browser.type_keys(NEW).await;
    }
    assert_eq!(browser.values().await, [OLD, NEW, NEW]);
    browser.press_key(Key::Enter).await;
    browser.wait_for_focus("Your password was changed.").await;
    assert_eq!(host.requests("POST").len(), 1);
    let after = browser.tab_order().await;
    for control in [
        "Copy this list",
        "Print this list",
        "Forget this list",
        "Places people forget",
        "How to: Ann’s iPhone",
    ] {
        assert!(
            after.iter().any(|name| name == control),
            "{control} in {after:?}"
        );
    }
}

#[tokio::test]
async fn tab_order_of_the_administrators_form_follows_the_page() {
    let (_host, browser) = HostPage::administrator().open().await;
    browser.wait_for_text("12+ characters").await;
    let fields = [
        "User Name",
        "Password",
        "Show Password",
        "Confirm",
        "Show Confirm",
        "Generate",
    ];
    let order = browser.tab_order().await;
    assert_eq!(order, [&fields[..], &["Save"]].concat());
    browser.press("Generate").await;
    browser.wait_for_text(ONCE).await;
    let fields = [
        "User Name",
        "Password",
        "Hide Password",
        "Confirm",
        "Hide Confirm",
        "Generate",
    ];
    let order = browser.tab_order().await;
    assert_eq!(
        order,
        [&fields[..], &["Copy password", "Type one instead", "Save"]].concat()
    );
}

#[tokio::test]
async fn an_administrator_sets_a_password_by_keyboard_and_each_step_is_announced() {
    let page = HostPage::administrator().with_fake_clock();
    let (host, browser) = page
        .open_with(|host| {
            let locked = Response::status("2026-08-25T14:03:00Z", json!({ "locked": true }));
            host.respond("GET /api/status", locked);
        })
        .await;
    browser.wait_for_text("12+ characters").await;
    browser
        .wait_for_text("A new password does not unlock it.")
        .await;
    browser.allow_clipboard(&host).await;
    browser.record_announcements().await;
    browser.run(FOCUS, json!([])).await;
    browser.wait_for_focus("Password").await;
    browser.press_key(Key::Enter).await;
    browser
        .wait_for_text("Enter a password, or generate one.")
        .await;
    browser.wait_for_focus("Password").await;
    browser.press_by_keyboard("Generate").await;
    browser.wait_for_text(ONCE).await;
    assert_eq!(
        browser.focused_name().await,
        "Generate",
        "the focus does not move"
    );
    browser.press_by_keyboard("Copy password").await;
    browser.wait_for_text("The password was copied.").await;
    assert_eq!(browser.clipboard().await, browser.value("Password").await);
    browser.press_by_keyboard("Type one instead").await;
    browser.wait_for_focus("Password").await;
    browser.type_keys(NEW).await;
    browser.advance_clock(1).await;
    browser
        .wait_for_announcement("Every rule that can be checked here is met.")
        .await;
    browser.tab_to("Confirm").await;
    browser.type_keys(NEW).await;
    browser.press_key(Key::Enter).await;
    browser.wait_for_focus("The password was changed.").await;
    host.respond(
        "GET /api/status",
        Response::status("2026-11-23T14:03:00Z", json!({})),
    );
    browser.press_by_keyboard("Unlock").await;
    browser
        .wait_for_text("The mailbox was unlocked today at")
        .await;
    browser
        .wait_for_focus_starting("The mailbox was unlocked today at")
        .await;
    browser.press_by_keyboard("Copy this note").await;
    let said = [
        "Nothing was sent. Please correct: Password, Confirm",
        "A password was generated. It is visible.",
        "The password was copied. Do not leave it in the clipboard.",
        "Every rule that can be checked here is met.",
        "Saving…",
        "Wait until TIME before anyone signs in.",
        "The note was copied.",
    ];
    browser.wait_for_all_announcements(&said).await;
    assert_eq!(host.requests("POST").len(), 2);
    assert_eq!(
        host.requests("POST /api/unlock")[0].json(),
        json!({ "mailbox": ANN })
    );
}

#[tokio::test]
async fn a_recovery_is_done_by_keyboard_and_each_step_is_announced() {
    let page = HostPage::recovery("administrator").with("unlock-endpoint", "/api/unlock");
    let (host, browser) = page
        .with_fake_clock()
        .open_with(|host| {
            let locked = Response::status("2026-08-25T14:03:00Z", json!({ "locked": true }));
            host.respond("GET /api/status", locked);
            let away = Response::problem(503, "directory-unavailable", json!({}));
            host.respond_in_turn(
                "POST /api/unlock",
                [away, Response::new(204, "text/plain", "")],
            );
        })
        .await;
    host.wait_for_request("GET /api/policy", 1).await;
    browser.wait_for_text("The mailbox is locked.").await;
    browser.allow_clipboard(&host).await;
    browser.record_announcements().await;
    browser.run(FOCUS, json!([])).await;
    browser.wait_for_focus("The mailbox is locked.").await;
    browser.press_by_keyboard("The user says it is done").await;
    browser.wait_for_focus(RECOVERY_STEPS[1]).await;
    browser.press_by_keyboard("The user says it is done").await;
    browser.wait_for_focus(RECOVERY_STEPS[2]).await;
    let refused = "The mailbox was not unlocked. The mail server cannot be reached right now.";
    browser.press_by_keyboard("Unlock").await;
    browser.wait_for_announcement(refused).await;
    assert_eq!(
        browser.focused_name().await,
        "Unlock",
        "it can be pressed again"
    );
    host.respond(
        "GET /api/status",
        Response::status("2026-08-25T14:03:00Z", json!({})),
    );
    browser.press_key(Key::Enter).await;
    browser
        .wait_for_focus_starting("The mailbox was unlocked")
        .await;
    browser.wait_for_text("Wait until").await;
    browser.advance_clock(241).await;
    browser
        .wait_for_announcement("Wait about one minute more.")
        .await;
    browser.advance_clock(60).await;
    browser
        .wait_for_announcement("The waiting time is over.")
        .await;
    browser.press_by_keyboard("The user says it is done").await;
    browser.wait_for_focus(RECOVERY_STEPS[4]).await;
    browser.press_by_keyboard("The user says it is done").await;
    browser.wait_for_focus(RECOVERY_DONE).await;
    browser.press_by_keyboard("Copy as text").await;
    browser.wait_for_text("The steps were copied.").await;
    browser.press_by_keyboard("Start again at step 1").await;
    let said = [
        refused,
        "Wait until TIME before anyone signs in.",
        "Wait about one minute more.",
        "The waiting time is over.",
        "The steps were copied.",
        "Nothing is marked as done any more.",
    ];
    browser.wait_for_all_announcements(&said).await;
    assert_eq!(host.requests("POST").len(), 2);
}
