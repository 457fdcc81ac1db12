//! The devices of a recovery: which are listed, how to remove the password from each, and entering it on one at a time.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::{Value, json};
use system_tests::{Browser, DEVICES, HostPage, RECOVERY_STEPS, Response};

const OTHER: &str = "Another mail program";

/// The names of the devices that a step lists.
async fn devices(browser: &Browser, selector: &str) -> Value {
    let names = "return all(arguments[0]).filter(isSeen).map((e) => squeeze(e.querySelector('strong').innerText));";
    browser.run(names, json!([selector])).await
}

/// Adds a device by its mail client.
async fn add(browser: &Browser, client: &str) {
    let choose = "const select = all('mailbox-password select').find(isSeen);
        select.value = [...select.options].find((option) => option.text === arguments[0]).value;";
    browser.wait_for("button", "Add").await;
    browser.run(choose, json!([client])).await;
    browser.press("Add").await;
}

#[tokio::test]
async fn in_place_of_the_list_its_devices_are_there_at_once() {
    let page = HostPage::complete().with_tab_visibility();
    let (host, browser) = page.changed().await;
    let locked = Response::status("2026-11-23T14:03:00Z", json!({ "locked": true }));
    host.respond("GET /api/status", locked);
    host.respond("GET /api/devices", Response::json(200, &json!([])).held());
    browser.set_tab_hidden(true).await;
    browser.set_tab_hidden(false).await;
    browser.wait_for("heading", "The mailbox is locked.").await;
    assert_eq!(devices(&browser, ".mbp-device").await, json!(DEVICES));
}

#[tokio::test]
async fn devices_are_added_and_removed_and_markup_in_names_is_shown_as_text() {
    let hostile = "<img src=x onerror=\"window.ran = 1\"><b>Ann</b> &amp; {client}";
    let page = HostPage::recovery("user");
    let (host, browser) = page
        .open_with(|host| {
            let listed = json!([{ "id": "1", "name": hostile, "client": "<i>x</i>" }]);
            host.respond("GET /api/devices", Response::json(200, &listed));
        })
        .await;
    browser.wait_for_text(hostile).await;
    for _ in 0..2 {
        add(&browser, OTHER).await;
    }
    let own = [hostile, OTHER, "Another mail program 2"];
    assert_eq!(devices(&browser, ".mbp-device").await, json!(own));
    browser.press("Remove Another mail program 2").await;
    browser.wait_for_focus(RECOVERY_STEPS[0]).await;
    browser.report_steps(1..=1).await;
    assert_eq!(devices(&browser, ".mbp-device").await, json!(own[..2]));
    assert!(
        !browser.has("button", &format!("Remove {hostile}")).await,
        "devices of the back end cannot be removed"
    );
    let made = "return [all('mailbox-password :is(img, b, i)').length, typeof window.ran];";
    assert_eq!(browser.run(made, json!([])).await, json!([0, "undefined"]));
    browser.open(host.url("/")).await;
    browser.wait_for_text("Mark as removed").await;
    assert_eq!(
        devices(&browser, ".mbp-device").await,
        json!(own[..2]),
        "stored"
    );
}

#[tokio::test]
async fn five_hundred_devices_are_listed_with_one_request() {
    let names: Vec<String> = (1..=500).map(|number| format!("Device {number}")).collect();
    let listed: Vec<Value> = names
        .iter()
        .map(|name| json!({ "id": name, "name": name, "client": "ios-mail" }))
        .collect();
    let page = HostPage::recovery("user");
    let (host, browser) = page
        .open_with(|host| host.respond("GET /api/devices", Response::json(200, &json!(listed))))
        .await;
    browser.wait_for_text("Device 500").await;
    assert_eq!(devices(&browser, ".mbp-device").await, json!(names));
    browser.press("That is every device").await;
    browser.wait_for_focus(RECOVERY_STEPS[1]).await;
    assert_eq!(devices(&browser, ".mbp-device").await, json!(names));
    browser.mark_device("Device 500", "Mark as removed").await;
    assert_eq!(
        devices(&browser, ".mbp-device[data-done]").await,
        json!(["Device 500"])
    );
    assert_eq!(host.requests("GET /api/devices").len(), 1);
    assert!(host.requests("GET /widget/steps").is_empty());
}

#[tokio::test]
async fn steps_to_remove_the_password_show_their_source_and_what_would_be_lost() {
    let (_host, browser) = HostPage::recovery("user").open_recovery().await;
    browser.report_steps(1..=1).await;
    browser.mark_device(DEVICES[0], "How to").await;
    for words in [
        "Where the password is",
        "What deleting the account would lose",
        "Source: ",
    ] {
        browser.wait_for_text(words).await;
    }
}

#[tokio::test]
async fn the_password_is_entered_on_one_device_at_a_time() {
    let (_host, browser) = HostPage::recovery("user").open_recovery().await;
    browser.report_steps(1..=4).await;
    browser.record_announcements().await;
    let now = |device: &str| format!("Now only this device: {device}");
    assert_eq!(devices(&browser, ".mbp-device").await, json!([DEVICES[0]]));
    browser.mark_device(DEVICES[0], "It gets mail").await;
    browser.wait_for_announcement(&now(DEVICES[1])).await;
    assert_eq!(
        devices(&browser, ".mbp-device").await,
        json!([DEVICES[0], DEVICES[1]])
    );
    browser.mark_device(DEVICES[0], "Undo").await;
    assert_eq!(devices(&browser, ".mbp-device").await, json!([DEVICES[0]]));
    for device in DEVICES {
        browser.mark_device(device, "It gets mail").await;
    }
    assert_eq!(devices(&browser, ".mbp-device").await, json!(DEVICES));
}

#[tokio::test]
async fn a_marked_device_keeps_its_place_and_the_focus_and_folds_once_the_list_is_left() {
    let (_host, browser) = HostPage::recovery("user").open_recovery().await;
    browser.report_steps(1..=1).await;
    let place = "const row = all('.mbp-device').find(isSeen);
        return [row.getBoundingClientRect().height, row.hasAttribute('data-folded'), focused().innerText.includes('Undo')];";
    let press =
        "const button = all('.mbp-device-do').find(isSeen); button.focus(); button.click();";
    let [before, after] = ["", press].map(|press| [press, place].concat());
    let before = browser.run(&before, json!([])).await;
    browser.run(&after, json!([])).await;
    system_tests::until("it is marked in its place", async || {
        let now = browser.run(place, json!([])).await;
        (now == json!([before[0], false, true])).then_some(())
    })
    .await;
    // The pointer may lie over the rows, where step 1 was reported.
    browser.hover("Print").await;
    browser
        .run("find('button', 'Print').focus();", json!([]))
        .await;
    system_tests::until("it is folded", async || {
        (browser.run(place, json!([])).await[1] == true).then_some(())
    })
    .await;
    browser.mark_device(DEVICES[0], "Undo").await;
    system_tests::until("it is unfolded", async || {
        (browser.run(place, json!([])).await[1] == false).then_some(())
    })
    .await;
}

#[tokio::test]
async fn the_button_below_the_last_device_does_not_move_away_from_a_press() {
    let (_host, browser) = HostPage::recovery("user").open_recovery().await;
    browser.report_steps(1..=4).await;
    for device in DEVICES {
        browser.press(&format!("It gets mail: {device}")).await;
    }
    let pressed = browser.hold_down("Every device gets mail").await;
    browser.release(pressed).await;
    browser.wait_for_text("The mailbox is back.").await;
}
