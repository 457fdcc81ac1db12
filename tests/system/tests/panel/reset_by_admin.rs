//! The user's document, step 4, when webmail refuses: the administrator sets a new password once.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use system_tests::{ANN, Browser, OLD, Panel, until};

const DEVICES: [(&str, &str); 3] = [
    ("ann-phone", "Ann’s iPhone"),
    ("ann-pc", "Office PC"),
    ("ann-scanner", "Scanner, 2nd floor"),
];
const STOP: &str = "Stop here. The administrator sets a new password, once, and tells you.";

/// Enters a password on a simulated device, or removes it, and waits for the result.
async fn set_device_password(
    devices_page: &Browser,
    panel: &Panel,
    id: &str,
    password: Option<&str>,
) {
    devices_page
        .open(panel.url(&format!("/demo/devices/{id}?mailbox={ANN}")))
        .await;
    if let Some(password) = password {
        devices_page.fill("Password in this device", password).await;
        devices_page.press("Enter").await;
        let accepted = format!("device=\"{id}\" outcome=\"accepted\"");
        panel.wait_for_log(&accepted).await;
    } else {
        let name = DEVICES
            .into_iter()
            .find(|(known, _)| *known == id)
            .unwrap()
            .1;
        devices_page
            .press(&format!("Remove the password from {name}"))
            .await;
        devices_page.wait_for_page_text("No password").await;
    }
}

#[tokio::test]
async fn after_webmail_refuses_the_administrator_sets_a_new_password_and_the_recovery_continues() {
    let panel = Panel::with_devices().await;
    let (user, administrator) = (Browser::start().await, Browser::start().await);
    let devices_page = Browser::start().await;
    for browser in [&user, &administrator] {
        browser.shorten_polling().await;
    }
    let webmail = panel.url("/webmail");

    // The mailbox locks while the user, who has forgotten the password, is signed in.
    user.sign_in(&panel.url("/"), ANN, OLD).await;
    for _ in 0..5 {
        assert!(
            !devices_page
                .webmail_accepts(&webmail, ANN, "Forgotten-Words-12")
                .await
        );
    }
    user.open(panel.url("/recovery")).await;
    user.wait_for_text(DEVICES[2].1).await;
    user.press("That is every device").await;
    for (id, name) in DEVICES {
        set_device_password(&devices_page, &panel, id, None).await;
        user.mark_device(name, "Mark as removed").await;
    }
    user.press("It is off every device").await;

    // Step 3, once no sign-in is refused any more.
    panel.set_clock(360);
    administrator.sign_in_as_administrator(&panel).await;
    administrator
        .open(panel.url(&format!("/recovery?mailbox={ANN}")))
        .await;
    administrator.wait_for_text("Safe to unlock.").await;
    administrator.press("Unlock").await;
    administrator.wait_for_unlocked(360).await;
    user.wait_for_text("The mailbox is not locked.").await;
    user.wait_for("link", "Open webmail").await;

    // Step 4: one attempt, then stop.
    assert!(
        !devices_page
            .webmail_accepts(&webmail, ANN, "Forgotten-Words-12")
            .await
    );
    user.press("It refused me").await;
    user.wait_for_text(STOP).await;
    administrator.open(panel.url("/admin")).await;
    administrator.open_mailbox("Ann Bell ann@example.com").await;
    administrator.press("Generate").await;
    let generated = until("a generated password", || async {
        Some(administrator.value("Password").await).filter(|value| !value.is_empty())
    })
    .await;
    administrator.press("Save").await;
    administrator
        .wait_for_focus("The password was changed.")
        .await;
    assert_eq!(
        administrator.events("changed").await.len(),
        1,
        "it was set once"
    );
    assert!(
        !administrator.visible_text().await.contains("still locked"),
        "it is unlocked by now"
    );
    assert!(
        devices_page
            .webmail_accepts(&webmail, ANN, &generated)
            .await
    );
    user.press("It let me in").await;

    // Step 5, with the new password.
    for (id, name) in DEVICES {
        set_device_password(&devices_page, &panel, id, Some(&generated)).await;
        user.mark_device(name, "It gets mail").await;
    }
    user.press("Every device gets mail").await;
    user.wait_for_text("The mailbox is back.").await;
    assert!(
        !user.visible_text().await.contains(STOP),
        "the message to stop is removed"
    );
    for browser in [&user, &administrator] {
        assert_eq!(browser.console_errors().await, Vec::<String>::new());
    }
    assert_eq!(panel.csp_reports(), 0);
}
