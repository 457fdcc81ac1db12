//! The panel's own pages, narrow and wide, light and dark: no violations by axe-core, no horizontal overflow, at most
//! one filled button, and a screenshot of each.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::json;
use system_tests::{ANN, Browser, Key, NEW, OLD, Panel};

use super::page_checks::{Page, check, check_shown};

pub(super) const NOBODYS: [Page; 9] = [
    ("sign-in", "/", "Demo accounts"),
    ("not-found", "/nowhere", "There is no such page"),
    ("admin-sign-in", "/admin", "Sign in as an administrator"),
    ("webmail", "/webmail", "Signing in here shows"),
    ("recovery-guide", "/recovery", "Can you sign in?"),
    ("demo", "/demo", "A desk of devices"),
    ("demo-devices", "/demo/devices", "Scanner, 2nd floor"),
    (
        "demo-device",
        "/demo/devices/ann-pc",
        "Password in this device",
    ),
    (
        "demo-no-device",
        "/demo/devices/none",
        "There is no such device",
    ),
];

pub(super) const USERS: [Page; 5] = [
    ("mailbox", "/mailbox", "Activity"),
    ("password", "/mailbox/password", "12+ characters"),
    ("devices", "/mailbox/devices", "Scanner, 2nd floor"),
    ("recovery-user", "/recovery", "Scanner, 2nd floor"),
    (
        "admin-for-a-user",
        "/admin",
        "Signing in here signs you out there.",
    ),
];

pub(super) const ADMINISTRATORS: [Page; 10] = [
    (
        "sign-in-for-an-administrator",
        "/",
        "Signing in here signs you out there.",
    ),
    ("admin", "/admin", "Microsoft Exchange"),
    ("admin-activity", "/admin/activity", "Not about one mailbox"),
    ("mailboxes", "/admin/exchange/mailboxes", "Name or address"),
    (
        "mailboxes-none",
        "/admin/exchange/mailboxes?q=nobody",
        "No mailbox",
    ),
    (
        "admin-mailbox",
        "/admin/exchange/mailboxes/cleo@example.com",
        "12+ characters",
    ),
    (
        "admin-own-mailbox",
        "/admin/exchange/mailboxes/admin@example.com",
        "This is your own mailbox.",
    ),
    (
        "admin-no-mailbox",
        "/admin/exchange/mailboxes/dora@example.net",
        "There is no such mailbox",
    ),
    (
        "recovery-choose",
        "/recovery",
        "Choose the mailbox to see its state",
    ),
    (
        "recovery-administrator",
        "/recovery?mailbox=cleo@example.com",
        "The user says it is done",
    ),
];

/// After a change, before any device has signed in with the new password.
const CHANGED: [Page; 3] = [
    ("mailbox-unfinished", "/mailbox", "Finish your devices"),
    (
        "password-unfinished",
        "/mailbox/password",
        "3 devices still need the new password.",
    ),
    (
        "devices-unfinished",
        "/mailbox/devices",
        "3 of 3 devices have not signed in with the new password yet",
    ),
];

const LOCKED: [Page; 4] = [
    ("mailbox-locked", "/mailbox", "Recover it step by step"),
    (
        "password-locked",
        "/mailbox/password",
        "That is every device",
    ),
    ("devices-locked", "/mailbox/devices", "Locked"),
    ("recovery-locked", "/recovery", "That is every device"),
];

/// Checks all pages at this width.
async fn check_all(width: u32) {
    let panel = Panel::with_devices().await;
    let browser = Browser::start().await;
    let mut faults = check(&browser, &panel, &NOBODYS, width).await;
    browser.open(panel.url("/")).await;
    browser.fill("E-mail address", ANN).await;
    browser.fill("Password", "not the password").await;
    browser.press("Sign in").await;
    browser.wait_for_page_text("is not right").await;
    faults.extend(check_shown(&browser, "sign-in-refused", width).await);
    assert!(
        browser
            .webmail_accepts(&panel.url("/webmail"), ANN, OLD)
            .await
    );
    faults.extend(check_shown(&browser, "webmail-works", width).await);
    browser.sign_in(&panel.url("/"), ANN, OLD).await;
    faults.extend(check(&browser, &panel, &USERS, width).await);
    browser.sign_in_as_administrator(&panel).await;
    faults.extend(check(&browser, &panel, &ADMINISTRATORS, width).await);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
    assert_eq!(panel.csp_reports(), 0);
}

#[tokio::test]
async fn no_page_of_the_panel_has_violations_on_a_narrow_screen() {
    check_all(320).await;
}

#[tokio::test]
async fn no_page_of_the_panel_has_violations_on_a_telephone() {
    check_all(390).await;
}

#[tokio::test]
async fn no_page_of_the_panel_has_violations_with_a_rail_for_navigation() {
    check_all(768).await;
}

#[tokio::test]
async fn no_page_of_the_panel_has_violations_on_a_wide_screen() {
    check_all(1280).await;
}

#[tokio::test]
async fn no_page_of_the_panel_has_violations_after_a_change_and_while_the_mailbox_is_locked() {
    let panel = Panel::start().await;
    let browser = Browser::start().await;
    browser.sign_in(&panel.url("/"), ANN, OLD).await;
    browser.wait_for_rules().await;
    browser.change(OLD, NEW).await;
    browser.wait_for_focus("Your password was changed.").await;
    let mut faults = Vec::new();
    for width in [320, 1280] {
        faults.extend(check(&browser, &panel, &CHANGED, width).await);
    }
    for _ in 0..5 {
        let webmail = panel.url("/webmail");
        assert!(!browser.webmail_accepts(&webmail, ANN, OLD).await);
    }
    for width in [320, 1280] {
        faults.extend(check(&browser, &panel, &LOCKED, width).await);
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
}

#[tokio::test]
async fn on_the_mailbox_page_a_person_types_before_any_script_is_there() {
    let panel = Panel::start().await;
    let browser = Browser::start().await;
    browser.block_urls(&["*element.js"]).await;
    browser.sign_in(&panel.url("/"), ANN, OLD).await;
    browser.fill_in(OLD, NEW).await;
    browser.press_key(Key::Enter).await;
    assert_eq!(browser.values().await, [OLD, NEW, NEW]);
    let is_styled = "return getComputedStyle(document.querySelector('.mbp-input')).position;";
    assert_eq!(browser.run(is_styled, json!([])).await, "relative");
    browser.block_urls(&[]).await;
    // Another address: a browser remembers that the first one failed.
    let load = "window.given = document.querySelector('mailbox-password').firstElementChild; await import('/widget/element.js?again');";
    browser.run_async(load, json!([])).await;
    browser.wait_for_text("12+ characters met").await;
    let is_given =
        "return window.given === document.querySelector('mailbox-password').firstElementChild;";
    assert_eq!(browser.run(is_given, json!([])).await, true);
    assert_eq!(browser.values().await, [OLD, NEW, NEW]);
    browser.press("Change").await;
    browser.wait_for_focus("Your password was changed.").await;
    assert_eq!(panel.csp_reports(), 0);
}

#[tokio::test]
async fn the_first_paint_of_a_page_with_the_element_waits_for_no_other_file() {
    let panel = Panel::start().await;
    let browser = Browser::start().await;
    browser.sign_in(&panel.url("/"), ANN, OLD).await;
    let waits_for = "return performance.getEntriesByType('resource')
        .filter((file) => file.renderBlockingStatus === 'blocking').map((file) => file.name);";
    let none = json!([]);
    assert_eq!(browser.run(waits_for, none.clone()).await, none);
    browser.open(panel.url("/recovery")).await;
    assert_eq!(browser.run(waits_for, none.clone()).await, none);
}

#[tokio::test]
async fn the_account_menu_is_not_shown_before_all_of_it_is_there() {
    let panel = Panel::start().await;
    let browser = Browser::start().await;
    browser.sign_in(&panel.url("/"), ANN, OLD).await;
    let shown = "const menu = document.querySelector('.panel-account');
        const whole = isSeen(menu); menu.querySelector('.panel-menu').remove(); return [whole, isSeen(menu)];";
    assert_eq!(browser.run(shown, json!([])).await, json!([true, false]));
}
