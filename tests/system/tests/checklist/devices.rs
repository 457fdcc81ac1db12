//! The checklist of devices after a change: adding and removing devices, and the instructions for each.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::json;
use system_tests::{Browser, DEVICES, HostPage, NEW, OLD, Response, until};

const DONE: &str = "Done: the new password is in";
const SAMSUNG: &str = "Samsung Email";
const OTHER: &str = "Another mail program";
const RECORDS: &str = "return Object.keys(localStorage).filter((key) => key.startsWith('mailbox-password:v1:')).length;";

/// Waits until the expanded instructions of a device meet a condition.
async fn wait_for_open_steps(browser: &Browser, device: &str, is_right: impl Fn(&str) -> bool) {
    until(&format!("the right instructions for {device}"), async || {
        let text = "return squeeze(find('group', arguments[0]).querySelector('details[open]')?.innerText ?? '');";
        let text = browser.run(text, json!([device])).await;
        is_right(text.as_str()?).then_some(())
    })
    .await;
}

#[tokio::test]
async fn added_devices_of_one_client_are_numbered_and_can_be_removed() {
    let (_host, browser) = HostPage::complete().changed().await;
    let [phone, pc, scanner] = DEVICES;
    browser.press(OTHER).await;
    browser.press(OTHER).await;
    let two = [phone, pc, scanner, OTHER, "Another mail program 2"];
    browser.expect_checklist("0 of 5 devices done", &two).await;
    browser.answer_device(two[4], DONE).await;
    browser.press("Remove Another mail program").await;
    let left = [phone, pc, scanner, "Another mail program: Done"];
    browser.expect_checklist("1 of 4 devices done", &left).await;
    assert_eq!(browser.run(RECORDS, json!([])).await, 1);
    browser.press("Forget this list").await;
    browser
        .expect_checklist("0 of 3 devices done", &DEVICES)
        .await;
    assert_eq!(browser.run(RECORDS, json!([])).await, 0);
}

#[tokio::test]
async fn steps_show_their_source_or_general_instructions() {
    let (_host, browser) = HostPage::complete().changed().await;
    browser.press(OTHER).await;
    for client in ["iPhone or iPad", "Outlook for Windows", OTHER] {
        let how = format!("How to: {client}");
        browser.press_a("summary", &how).await;
    }
    let source = "Source: Tiger Technologies: How do I enter a new email password on my iPhone or iPad?, 2026-";
    wait_for_open_steps(&browser, "Ann's iPhone", |text| text.contains(source)).await;
    wait_for_open_steps(&browser, "Office PC", |text| text.contains("Source: ")).await;
    let general = "Open the mail app. It usually asks for the password. If not, look in its account settings, for incoming and outgoing mail.";
    wait_for_open_steps(&browser, OTHER, |text| text.ends_with(general)).await;
}

#[tokio::test]
async fn steps_stay_with_their_device_when_another_is_removed() {
    let (_host, browser) = HostPage::complete().changed().await;
    browser.press(SAMSUNG).await;
    browser.press(OTHER).await;
    let how = format!("How to: {SAMSUNG}");
    browser.press_a("summary", &how).await;
    wait_for_open_steps(&browser, SAMSUNG, |text| text.contains("Source: ")).await;
    browser.press(&format!("Remove {SAMSUNG}")).await;
    browser.wait_for_text("0 of 4 devices done").await;
    wait_for_open_steps(&browser, OTHER, |text| !text.contains("Source: ")).await;
}

#[tokio::test]
async fn markup_in_the_name_of_a_device_is_shown_as_text() {
    let (host, browser) = HostPage::complete().ready().await;
    let name = "<img src=x onerror=\"window.ran = 1\"><b>Ann</b> &amp; {client}";
    let device = json!([{ "id": "1", "name": name, "client": "<i>x</i>" }]);
    host.respond("GET /api/devices", Response::json(200, &device));
    browser.change(OLD, NEW).await;
    browser
        .expect_checklist("0 of 1 device done", &[name])
        .await;
    let made = "return [all('mailbox-password :is(img, b, i)').length, typeof window.ran];";
    assert_eq!(browser.run(made, json!([])).await, json!([0, "undefined"]));
}
