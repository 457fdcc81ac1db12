//! The user's document from beginning to end, with the panel and simulated devices that sign in.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::json;
use system_tests::{ANN, Browser, NEW, OLD, Panel, until};

const DEVICES: [(&str, &str); 3] = [
    ("ann-phone", "Ann’s iPhone"),
    ("ann-pc", "Office PC"),
    ("ann-scanner", "Scanner, 2nd floor"),
];

/// The page that simulates one of Ann's devices.
fn device(panel: &Panel, id: &str) -> String {
    panel.url(&format!("/demo/devices/{id}?mailbox={ANN}"))
}

#[tokio::test]
async fn the_sign_in_page_lists_other_ways_in() {
    let panel = Panel::start().await;
    let browser = Browser::start().await;
    browser.open(panel.url("/")).await;
    browser.wait_for("link", "Webmail").await;
    browser.fill("E-mail address", ANN).await;
    browser.fill("Password", "not the password").await;
    browser.press("Sign in").await;
    browser
        .wait_for_page_text("is not right, or the mailbox is locked")
        .await;
    // Now it would be one more try, and those lock the mailbox.
    browser.wait_for("link", "+1-555-0100").await;
    browser
        .wait_for("link", "When a mailbox is locked: five steps")
        .await;
    browser.open(panel.url("/")).await;
    browser.press_a("link", "Webmail").await;
    browser.wait_for("button", "Sign in to webmail").await;
    assert!(
        browser
            .webmail_accepts(&panel.url("/webmail"), ANN, OLD)
            .await
    );
}

#[tokio::test]
async fn forgotten_devices_lock_the_mailbox_and_user_and_administrator_recover_it() {
    let panel = Panel::with_devices().await;
    let (user, administrator) = (Browser::start().await, Browser::start().await);
    let devices_page = Browser::start().await;
    for browser in [&user, &administrator] {
        browser.shorten_polling().await;
    }

    // The change; no device gets the new password.
    user.sign_in(&panel.url("/"), ANN, OLD).await;
    user.change(OLD, NEW).await;
    user.wait_for_focus("Your password was changed.").await;
    user.wait_for_text("0 of 3 devices done").await;
    devices_page
        .open(panel.url(&format!("/demo/devices?mailbox={ANN}")))
        .await;
    devices_page.press("Start the devices").await;
    user.wait_for_text("The mailbox is locked.").await;
    assert!(
        !user
            .visible_text()
            .await
            .contains("Your password was not changed."),
        "the password was changed, and the mailbox is locked"
    );

    // Steps 1 and 2: the user.
    user.open(panel.url("/recovery")).await;
    user.press("That is every device").await;
    user.wait_for_text("It still tries a password.").await;
    for (id, name) in DEVICES {
        devices_page.open(device(&panel, id)).await;
        devices_page
            .press(&format!("Remove the password from {name}"))
            .await;
        devices_page.wait_for_page_text("No password").await;
        user.mark_device(name, "Mark as removed").await;
    }
    user.press("It is off every device").await;

    // Step 3: the administrator finds the mailbox in the list, and waits until unlocking is safe.
    administrator.sign_in_as_administrator(&panel).await;
    administrator.open_mailbox("Ann Bell ann@example.com").await;
    // The link opens another tab. The test opens its address in the same one.
    let recovery = administrator
        .find_by_name("link", "Recover it step by step")
        .await;
    let address = recovery.attr("href").await.unwrap().unwrap();
    let address = address.replace("http://", "");
    let path = address.split_once('/').map_or("", |(_, path)| path);
    administrator.open(panel.url(&format!("/{path}"))).await;
    administrator.wait_for("button", "Unlock").await;
    administrator.wait_for_text("Not safe to unlock yet.").await;
    panel.set_clock(360);
    administrator
        .wait_for_text("Quiet for 5 minutes. Safe to unlock.")
        .await;
    administrator.press("Unlock").await;
    administrator.wait_for_unlocked(360).await;
    assert_eq!(administrator.events("unlocked").await.len(), 1);

    // Steps 4 and 5: the user again.
    user.wait_for_text("The mailbox is not locked.").await;
    user.wait_for("link", "Open webmail").await;
    assert!(
        devices_page
            .webmail_accepts(&panel.url("/webmail"), ANN, NEW)
            .await
    );
    user.press("It let me in").await;
    for (id, name) in DEVICES {
        devices_page.open(device(&panel, id)).await;
        devices_page.fill("Password in this device", NEW).await;
        devices_page.press("Enter").await;
        let accepted = format!("device=\"{id}\" outcome=\"accepted\"");
        panel.wait_for_log(&accepted).await;
        user.mark_device(name, "It gets mail").await;
    }
    user.press("Every device gets mail").await;
    user.wait_for_text("The mailbox is back.").await;

    // The list is finished too. The devices keep signing in, and the mailbox stays open.
    user.open(panel.url("/mailbox/password")).await;
    user.wait_for_form().await;
    let devices = user
        .run_async(
            "return (await fetch('/api/mailbox/devices')).json();",
            json!([]),
        )
        .await;
    let uses: Vec<_> = devices
        .as_array()
        .unwrap()
        .iter()
        .map(|d| &d["usesNewPassword"])
        .collect();
    assert_eq!(uses, [true, true, true]);
    for browser in [&user, &administrator] {
        assert_eq!(browser.console_errors().await, Vec::<String>::new());
    }
    assert_eq!(panel.csp_reports(), 0);
}

#[tokio::test]
async fn an_administrator_sets_the_password_and_hands_it_over() {
    let panel = Panel::start().await;
    let browser = Browser::start().await;
    browser.sign_in_as_administrator(&panel).await;
    browser.open_mailbox("Ann Bell ann@example.com").await;
    browser.wait_for_text("User Name").await;
    browser
        .wait_for_text("After Save, the user must enter it on every device.")
        .await;
    browser.press("Generate").await;
    let generated = until("a generated password", || async {
        Some(browser.value("Password").await).filter(|value| !value.is_empty())
    })
    .await;
    assert_eq!(browser.value("Confirm").await, generated);
    browser.press("Save").await;
    browser.wait_for_focus("The password was changed.").await;
    assert!(
        !browser.visible_text().await.contains(&generated),
        "the note does not contain the password"
    );
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
    assert_eq!(panel.csp_reports(), 0);
    let webmail = panel.url("/webmail");
    assert!(browser.webmail_accepts(&webmail, ANN, &generated).await);
    assert!(!browser.webmail_accepts(&webmail, ANN, OLD).await);
}
