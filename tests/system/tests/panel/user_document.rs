//! The user's document, row by row, as people would go through it: the panel with its widget, a directory, and devices
//! that really sign in.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::json;
use system_tests::{ANN, Browser, NEW, OLD, Panel, until};

const DEVICES: [(&str, &str); 3] = [
    ("ann-phone", "Ann's iPhone"),
    ("ann-pc", "Office PC"),
    ("ann-scanner", "Scanner, 2nd floor"),
];

/// The page of one of her devices, which stands for the device itself.
fn device(panel: &Panel, id: &str) -> String {
    panel.url(&format!("/demo/devices/{id}?mailbox={ANN}"))
}

#[tokio::test]
async fn the_sign_in_page_lists_other_ways_in() {
    let panel = Panel::start().await;
    let browser = Browser::start().await;
    browser.open(panel.url("/")).await;
    browser.fill("E-mail address", ANN).await;
    browser.fill("Password", "not the password").await;
    browser.press("Sign in").await;
    browser
        .wait_for_page_text("is not right, or the mailbox is locked")
        .await;
    browser.wait_for("link", "+1-555-0100").await;
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
    let desk = Browser::start().await;
    for browser in [&user, &administrator] {
        browser.shorten_polling().await;
    }

    // The change, with every device left behind.
    user.sign_in(&panel.url("/"), ANN, OLD).await;
    user.change(OLD, NEW).await;
    user.wait_for_focus("Your password was changed.").await;
    user.wait_for_text("0 of 3 devices done").await;
    desk.open(panel.url(&format!("/demo/devices?mailbox={ANN}")))
        .await;
    desk.press("Start the devices").await;
    user.wait_for_text("The mailbox is locked.").await;
    assert!(
        !user
            .visible_text()
            .await
            .contains("Your password was not changed."),
        "it was changed, and is locked all the same"
    );

    // Steps 1 and 2: the user.
    user.open(panel.url("/recovery")).await;
    user.press("Step 1 is done").await;
    user.wait_for_text("Still being refused").await;
    for (id, name) in DEVICES {
        desk.open(device(&panel, id)).await;
        desk.press(&format!("Remove the password from {name}"))
            .await;
        desk.wait_for_page_text("No password in it.").await;
        tick(&user, name, "The password is off").await;
    }
    user.press("Step 2 is done").await;

    // Step 3: the administrator, who finds the mailbox in the list, and sees when it is safe.
    administrator.sign_in_as_administrator(&panel).await;
    administrator.open_mailbox("Ann Bell ann@example.com").await;
    // It opens in another tab, so that what is on this page stays; here, in this one.
    let recovery = administrator
        .find_by_name("link", "Recover it step by step")
        .await;
    let address = recovery.attr("href").await.unwrap().unwrap();
    let address = address.replace("http://", "");
    let path = address.split_once('/').map_or("", |(_, path)| path);
    administrator.open(panel.url(&format!("/{path}"))).await;
    administrator.wait_for("button", "Unlock").await;
    administrator.wait_for_text("Still being refused").await;
    panel.set_clock(360);
    administrator
        .wait_for_text("No refused sign-in for 5 minutes. Safe to unlock.")
        .await;
    administrator.press("Unlock").await;
    administrator
        .wait_for_text("The mailbox was unlocked at")
        .await;
    assert_eq!(administrator.events("unlocked").await.len(), 1);

    // Steps 4 and 5: the user again.
    user.wait_for_text("The mailbox is not locked now.").await;
    user.press("Step 3 is done").await;
    assert!(desk.webmail_accepts(&panel.url("/webmail"), ANN, NEW).await);
    user.press("Step 4 is done").await;
    for (id, name) in DEVICES {
        user.wait_for_text(&format!("Now only this device: {name}"))
            .await;
        desk.open(device(&panel, id)).await;
        desk.fill("Password in this device", NEW).await;
        desk.press("Enter").await;
        let accepted = format!("device=\"{id}\" outcome=\"accepted\"");
        panel.wait_for_log(&accepted).await;
        tick(&user, name, "It gets mail").await;
    }
    user.press("Step 5 is done").await;
    user.wait_for_text("The mailbox is back.").await;

    // The devices go on, and it stays open.
    user.open(panel.url("/mailbox")).await;
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
        .wait_for_text("The user must now enter the new password on every device.")
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
        "what is handed over on paper does not hold it"
    );
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
    assert_eq!(panel.csp_reports(), 0);
    let webmail = panel.url("/webmail");
    assert!(browser.webmail_accepts(&webmail, ANN, &generated).await);
    assert!(!browser.webmail_accepts(&webmail, ANN, OLD).await);
}

/// Ticks a box beside a device.
async fn tick(browser: &Browser, device: &str, label: &str) {
    let script = "
        const group = all('[role=group]').find((g) => isSeen(g) && g.getAttribute('aria-label') === arguments[0]
            && [...g.querySelectorAll('label')].some((l) => isSeen(l) && l.textContent.includes(arguments[1])));
        const box = group && [...group.querySelectorAll('label')].find((l) => l.textContent.includes(arguments[1])).querySelector('input');
        if (box && !box.checked) box.click();
        return !!box;";
    until(&format!("\"{label}\" of {device}"), || async {
        (browser.run(script, json!([device, label])).await == true).then_some(())
    })
    .await;
}
