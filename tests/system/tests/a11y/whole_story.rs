//! The whole story of a user by keyboard alone: change, list of devices, lock and recovery. What is announced on the way is
//! compared word for word. An administrator's part is in `keyboard.rs`.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::json;
use system_tests::{
    Browser, CHANGED, DEVICES, HostPage, HostServer, Key, NEW, OLD, RECOVERY_DONE, RECOVERY_STEPS,
    Response,
};

const FOCUS: &str = "document.querySelector('mailbox-password').focus();";
const LOCKED: &str = "The mailbox is locked.";

fn set_locked(host: &HostServer, is_locked: bool) {
    let more = json!({ "locked": is_locked, "unlocksInSeconds": 900 });
    host.respond(
        "GET /api/status",
        Response::status("2026-11-23T14:03:00Z", more),
    );
}

/// Opens the form of a page whose clock stands still.
async fn open() -> (HostServer, Browser) {
    let (host, browser) = HostPage::complete().with_fake_clock().ready().await;
    browser.wait_for_rules().await;
    host.wait_for_request("GET /api/status", 1).await;
    browser.record_announcements().await;
    (host, browser)
}

/// Fills in the form and submits it.
async fn change(browser: &Browser) {
    browser.run(FOCUS, json!([])).await;
    browser.wait_for_focus("Current password").await;
    browser.change_by_keyboard(OLD, NEW).await;
    browser.wait_for_focus(CHANGED).await;
    browser.wait_for_visible_focus().await;
    browser.wait_for_text("0 of 3 devices done").await;
}

/// Chooses a mail client in the list with this label, and adds it.
async fn add(browser: &Browser, list: &str, client: &str) {
    browser.tab_to(list).await;
    browser.type_keys(client).await;
    browser.press_by_keyboard("Add").await;
    browser.wait_for("device", client).await;
    browser.wait_for_focus("Add").await;
}

/// The status region is emptied, so that nobody who reads the page line by line finds an old text there.
async fn check_emptied(browser: &Browser) {
    browser.advance_clock(6).await;
    assert_eq!(browser.live_region_text().await, "");
}

#[tokio::test]
async fn the_password_is_changed_and_each_device_is_answered_by_keyboard() {
    let (_host, browser) = open().await;
    change(&browser).await;
    let [phone, computer, scanner] = DEVICES;
    browser
        .press_by_keyboard(&format!("Mark as done: {phone}"))
        .await;
    browser.wait_for_focus(&format!("Undo: {phone}")).await;
    for (device, answer) in [(computer, "Not mine"), (scanner, "Can’t reach it")] {
        browser
            .press_by_keyboard(&format!("How to: {device}"))
            .await;
        browser
            .press_by_keyboard(&format!("{answer}: {device}"))
            .await;
    }
    add(&browser, "Add a device", "Thunderbird").await;
    browser
        .press_by_keyboard(&format!("Undo: {computer}"))
        .await;
    browser.press_by_keyboard("Forget this list").await;
    browser.wait_for_focus("Undo").await;
    browser.press_key(Key::Enter).await;
    browser.wait_for_focus("Forget this list").await;
    browser.wait_for_text("1 of 4 devices done").await;
    let said = [
        "Changing…",
        "1 of 3 devices done",
        "Office PC may be an old one or a colleague’s. If nobody knows it, tell your administrator today. 1 of 2 devices done",
        "Scanner, 2nd floor may keep trying the old password. Ask your administrator to block it. 1 of 2 devices done",
        "Thunderbird was added. 1 of 3 devices done",
        "1 of 4 devices done",
        "This browser no longer keeps this list. It is here until you leave the page.",
        "1 of 4 devices done",
    ];
    browser.wait_for_all_announcements(&said).await;
    check_emptied(&browser).await;
}

#[tokio::test]
async fn a_mailbox_that_locks_is_recovered_by_keyboard_and_the_list_is_done() {
    let (host, browser) = open().await;
    change(&browser).await;
    browser.tab_to("Mark as done: Office PC").await;
    set_locked(&host, true);
    browser.advance_clock(11).await;
    browser.wait_for_focus(RECOVERY_STEPS[0]).await;
    browser.wait_for_visible_focus().await;

    add(
        &browser,
        "Which devices connect to this mailbox?",
        "Thunderbird",
    )
    .await;
    browser.press_by_keyboard("That is every device").await;
    browser.wait_for_focus(RECOVERY_STEPS[1]).await;
    let devices = [DEVICES[0], DEVICES[1], DEVICES[2], "Thunderbird"];
    for device in devices {
        browser
            .press_by_keyboard(&format!("Mark as removed: {device}"))
            .await;
        browser.wait_for_focus(&format!("Undo: {device}")).await;
    }
    browser.press_by_keyboard("It is off every device").await;
    browser.wait_for_focus(RECOVERY_STEPS[2]).await;

    set_locked(&host, false);
    browser.advance_clock(11).await;
    browser.wait_for("link", "Open webmail").await;
    browser.wait_for_visible_focus().await;
    browser.advance_clock(241).await;
    browser.advance_clock(60).await;
    browser.press_by_keyboard("It let me in").await;
    browser.wait_for_focus(RECOVERY_STEPS[4]).await;
    for device in devices {
        browser
            .press_by_keyboard(&format!("It gets mail: {device}"))
            .await;
        browser.wait_for_focus(&format!("Undo: {device}")).await;
    }
    browser.press_by_keyboard("Every device gets mail").await;
    browser.wait_for_focus(RECOVERY_DONE).await;
    browser.wait_for_visible_focus().await;
    browser
        .wait_for_text("All set. You can close this page. 3 of 3 devices done")
        .await;
    let said = [
        "Changing…",
        "The mailbox is locked. It unlocks by itself after TIME.",
        "Thunderbird was added.",
        "1 of 4 devices done",
        "2 of 4 devices done",
        "3 of 4 devices done",
        "4 of 4 devices done",
        "The mailbox is not locked. Wait until TIME before anyone signs in.",
        "Wait about one minute more.",
        "The waiting time is over.",
        "Now only this device: Office PC",
        "Now only this device: Scanner, 2nd floor",
        "Now only this device: Thunderbird",
        "4 of 4 devices done",
    ];
    browser.wait_for_all_announcements(&said).await;
    check_emptied(&browser).await;
}

#[tokio::test]
async fn a_locked_form_leads_to_the_first_step_by_keyboard() {
    let page = HostPage::complete().with_fake_clock();
    let (_host, browser) = page.open_with(|host| set_locked(host, true)).await;
    browser.wait_for_text(LOCKED).await;
    browser.run(FOCUS, json!([])).await;
    browser.press_by_keyboard("Start with step 1").await;
    browser.wait_for_focus(LOCKED).await;
    browser.press_by_keyboard("That is every device").await;
    browser.wait_for_focus(RECOVERY_STEPS[1]).await;
    browser.wait_for_visible_focus().await;
}
