//! The panel is killed during a change: before it changed the password, and after.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use system_tests::{ANN, Browser, CHANGED, LossyProxy, NEW, NOT_CHANGED, OLD, Panel, UNKNOWN};

#[tokio::test]
async fn a_panel_killed_before_the_change_is_found_to_be_not_changed() {
    let mut panel = Panel::start().await;
    let browser = Browser::start().await;
    browser.sign_in(&panel.url("/"), ANN, OLD).await;
    browser.wait_for_text("12+ characters").await;
    // Lock the store, so that the change cannot be completed.
    let store = panel.store();
    store.execute_batch("BEGIN IMMEDIATE").unwrap();
    browser.change(OLD, NEW).await;
    panel.wait_for_log("change received").await;
    panel.freeze();
    browser.wait_for("button", "Changing…").await;
    panel.kill();
    browser.wait_for_focus(UNKNOWN).await;
    browser.check_unknown().await;
    store.execute_batch("ROLLBACK").unwrap();
    let panel = panel.restart();

    browser.press("Check").await;
    browser.wait_for_text("Not changed so far").await;
    browser.press("Check").await;
    browser.wait_for_text("Not changed so far").await;
    assert!(
        !browser.visible_text().await.contains(NOT_CHANGED),
        "one check is not enough"
    );
    browser.shift_clock(61).await;
    browser.press("Check").await;
    browser
        .wait_for_text("Your password was not changed. You can try again.")
        .await;
    browser.press("Change").await;
    browser.wait_for_focus(CHANGED).await;
    assert!(
        browser
            .webmail_accepts(&panel.url("/webmail"), ANN, NEW)
            .await
    );
}

#[tokio::test]
async fn a_panel_killed_after_the_change_is_found_to_be_changed() {
    let mut panel = Panel::start().await;
    let proxy = LossyProxy::start(panel.address(), "POST /api/mailbox/password").await;
    let browser = Browser::start().await;
    browser.sign_in(&proxy.url("/"), ANN, OLD).await;
    browser.change(OLD, NEW).await;
    proxy.wait_for_lost_response().await;
    panel.kill();
    browser.wait_for_focus(UNKNOWN).await;
    browser.check_unknown().await;
    let panel = panel.restart();

    browser.press("Check").await;
    browser.wait_for_focus(CHANGED).await;
    assert_eq!(browser.events("changed").await.len(), 1);
    browser
        .webmail_accepts_only_the_new_password(&panel.url("/webmail"))
        .await;
}
