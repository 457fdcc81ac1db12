//! The devices of a recovery: which are listed, how to remove the password from each, and entering it on one at a time.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::{Value, json};
use system_tests::{Browser, DEVICES, HostPage, RECOVERY_STEPS, Response};

const OTHER: &str = "Another mail program";

/// The names of the devices that a step lists.
async fn devices(browser: &Browser, selector: &str) -> Value {
    let names = "return all(arguments[0]).filter(isSeen).map((e) => squeeze(e.firstElementChild.innerText));";
    browser.run(names, json!([selector])).await
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
    browser.press(OTHER).await;
    browser.press(OTHER).await;
    let own = [hostile, OTHER, "Another mail program 2"];
    assert_eq!(devices(&browser, ".mbp-step li").await, json!(own));
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
    browser.wait_for_text("The password is off").await;
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
    assert_eq!(devices(&browser, ".mbp-step li").await, json!(names));
    browser.press("Step 1 is done").await;
    browser.wait_for_focus(RECOVERY_STEPS[1]).await;
    assert_eq!(devices(&browser, ".mbp-device").await, json!(names));
    let tick = "find('checkbox', 'The password is off', find('group', 'Device 500')).click();";
    browser.run(tick, json!([])).await;
    let off = "return all('.mbp-device[data-done]').map((e) => e.getAttribute('aria-label'));";
    assert_eq!(browser.run(off, json!([])).await, json!(["Device 500"]));
    assert_eq!(host.requests("GET /api/devices").len(), 1);
    assert!(host.requests("GET /widget/steps").is_empty());
}

#[tokio::test]
async fn steps_to_remove_the_password_show_their_source_and_what_would_be_lost() {
    let (_host, browser) = HostPage::recovery("user").open_recovery().await;
    browser.report_steps(1..=1).await;
    browser
        .press_a("summary", "How to take it out: iPhone or iPad")
        .await;
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
    let tick = async |device: &str| {
        let tick = "find('checkbox', 'It gets mail', find('group', arguments[0])).click();";
        browser.run(tick, json!([device])).await;
    };
    assert_eq!(
        devices(&browser, ".mbp-device").await,
        json!([now(DEVICES[0])])
    );
    browser
        .wait_for_text("The next device comes when this one gets mail.")
        .await;
    tick(DEVICES[0]).await;
    browser.wait_for_announcement(&now(DEVICES[1])).await;
    assert_eq!(
        devices(&browser, ".mbp-device").await,
        json!([DEVICES[0], now(DEVICES[1])])
    );
    tick(DEVICES[0]).await;
    assert_eq!(
        devices(&browser, ".mbp-device").await,
        json!([now(DEVICES[0])])
    );
    for device in DEVICES {
        tick(device).await;
    }
    assert_eq!(devices(&browser, ".mbp-device").await, json!(DEVICES));
}
