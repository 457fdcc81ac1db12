//! The panel by keyboard alone: signing in, every page of the navigation, and what either role does there.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use system_tests::{
    ADMINISTRATOR, ADMINISTRATORS_PASSWORD, ANN, Browser, CHANGED, Key, NEW, OLD, Panel,
};

/// Fills in the sign-in that is open, and submits it.
async fn sign_in(browser: &Browser, address: &str, password: &str) {
    browser.tab_to("E-mail address").await;
    browser.type_keys(address).await;
    browser.tab_to("Password").await;
    browser.type_keys(password).await;
    browser.press_key(Key::Enter).await;
}

/// Follows a link, and waits until its page shows this.
async fn follow(browser: &Browser, link: &str, shows: &str) {
    browser.tab_to(link).await;
    browser.press_key(Key::Enter).await;
    browser.wait_for_page_text(shows).await;
}

#[tokio::test]
async fn a_user_changes_the_password_in_the_panel_by_keyboard() {
    let panel = Panel::start().await;
    let browser = Browser::start().await;
    browser.open(panel.url("/")).await;
    sign_in(&browser, ANN, OLD).await;
    browser.wait_for_form().await;
    browser.wait_for_rules().await;
    browser.tab_to("Current password").await;
    browser.change_by_keyboard(OLD, NEW).await;
    browser.wait_for_focus(CHANGED).await;
    browser.wait_for_visible_focus().await;
    browser
        .press_by_keyboard("Mark as done: Ann’s iPhone")
        .await;
    browser.wait_for_text("1 of 3 devices done").await;
    follow(
        &browser,
        "Devices",
        "3 of 3 devices have not signed in with the new password yet",
    )
    .await;
    follow(&browser, "Recovery", "The mailbox is not locked.").await;
    browser.wait_for("button", "That is every device").await;
    browser.press_by_keyboard("That is every device").await;
    follow(&browser, "Mailbox", "Finish your devices").await;
    browser
        .press_by_keyboard("AB ann@example.com Account")
        .await;
    follow(&browser, "Sign out", "Sign in to your mailbox").await;
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
}

#[tokio::test]
async fn an_administrator_sets_a_password_and_unlocks_in_the_panel_by_keyboard() {
    let panel = Panel::start().await;
    let browser = Browser::start().await;
    browser.open(panel.url("/admin")).await;
    sign_in(&browser, ADMINISTRATOR, ADMINISTRATORS_PASSWORD).await;
    browser.wait_for_page_text("Microsoft Exchange").await;
    follow(&browser, "Mailboxes", "Name or address").await;
    follow(
        &browser,
        "Cleo Marsh cleo@example.com",
        "Set a new password",
    )
    .await;
    browser.wait_for_rules().await;
    browser.wait_for("button", "Unlock").await;
    browser.press_by_keyboard("Generate").await;
    let password = browser.generated_password().await;
    browser.press_by_keyboard("Save").await;
    browser.wait_for_focus("The password was changed.").await;
    browser.press_by_keyboard("Unlock").await;
    browser
        .wait_for_focus_starting("The mailbox was unlocked today at")
        .await;
    browser.wait_for_visible_focus().await;
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
    let webmail = panel.url("/webmail");
    let accepts = browser.webmail_accepts(&webmail, "cleo@example.com", &password);
    assert!(accepts.await);
}
