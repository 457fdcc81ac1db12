//! Answering a device of the checklist: what is filled, what folds, what can be undone, and how the list ends.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::json;
use system_tests::{Browser, DEVICES, HostPage, NEW, OFFER, OLD, Response, until};

const DONE: &str = "Mark as done";

/// The names of the filled buttons and links.
async fn filled(browser: &Browser) -> serde_json::Value {
    let script = "return all('mailbox-password .mbp-primary').filter(isSeen).map(nameOf);";
    browser.run(script, json!([])).await
}

/// The names of the devices that are one line.
const FOLDED: &str = "return all('.mbp-device[data-folded]').map(nameOf);";

#[tokio::test]
async fn the_one_filled_button_belongs_to_the_first_device_with_something_to_do() {
    let page = HostPage::complete().with("webmail", "https://webmail.example");
    let (_host, browser) = page.changed().await;
    for device in DEVICES {
        let first = format!("Mark as done: {device}");
        assert_eq!(filled(&browser).await, json!([first]));
        browser.answer_device(device, DONE).await;
    }
    browser
        .wait_for_text("All set. You can close this page. 3 of 3 devices done")
        .await;
    assert_eq!(filled(&browser).await, json!(["Open webmail"]));
    browser
        .wait_for_text("If a device stops getting mail later, come back to this list.")
        .await;
    browser.answer_device("Office PC", "Undo").await;
    browser.wait_for_text("2 of 3 devices done").await;
    assert_eq!(filled(&browser).await, json!(["Mark as done: Office PC"]));
}

#[tokio::test]
async fn a_row_keeps_its_place_and_height_until_something_else_is_pressed() {
    let (_host, browser) = HostPage::complete().changed().await;
    let boxes = "return all('.mbp-device').map((e) => [e.offsetTop, e.offsetHeight]);";
    browser
        .run(
            "find('button', 'Mark as done: Office PC').focus();",
            json!([]),
        )
        .await;
    let before = browser.run(boxes, json!([])).await;
    browser.press("Mark as done: Office PC").await;
    browser.wait_for_text("1 of 3 devices done").await;
    assert_eq!(browser.focused_name().await, "Undo: Office PC");
    assert_eq!(browser.run(boxes, json!([])).await, before);
    assert_eq!(browser.run(FOLDED, json!([])).await, json!([]));
    // On the way to what is below, and while that is pressed, nothing moves. So the press arrives.
    let pressed = browser.hold_down("Copy this list").await;
    assert_eq!(browser.run(FOLDED, json!([])).await, json!([]));
    assert_eq!(browser.run(boxes, json!([])).await, before);
    browser.release(pressed).await;
    browser.wait_for_text("The list was copied.").await;
    until("the row is folded", async || {
        (browser.run(FOLDED, json!([])).await == json!(["Office PC"])).then_some(())
    })
    .await;
    browser.answer_device("Office PC", "Undo").await;
    browser.wait_for_text("0 of 3 devices done").await;
    assert_eq!(browser.run(FOLDED, json!([])).await, json!([]));
    assert_eq!(browser.run(boxes, json!([])).await, before);
}

#[tokio::test]
async fn not_mine_for_the_only_device_is_not_the_end() {
    let (host, browser) = HostPage::complete().ready().await;
    let only = json!([{ "id": "1", "name": "Ann’s iPhone", "client": "ios-mail" }]);
    host.respond("GET /api/devices", Response::json(200, &only));
    browser.change(OLD, NEW).await;
    browser.answer_device("Ann’s iPhone", "Not mine").await;
    browser
        .wait_for_text("Ann’s iPhone may be an old one or a colleague’s.")
        .await;
    let words = browser.visible_text().await;
    assert!(!words.contains("All set"), "{words}");
    browser.open(host.url("/")).await;
    browser.wait_for_text("Now enter the new password on").await;
    browser.answer_device("Ann’s iPhone", "Undo").await;
    browser.wait_for_text("0 of 1 device done").await;
}

#[tokio::test]
async fn a_device_out_of_reach_stays_in_the_count_with_the_way_to_the_administrator() {
    let (_host, browser) = HostPage::complete().changed().await;
    browser.answer_device("Scanner", "Can’t reach it").await;
    browser
        .wait_for_text("Scanner, 2nd floor may keep trying the old password. Ask your administrator to block it: +1-555-0100")
        .await;
    browser.wait_for("link", "+1-555-0100").await;
    browser.wait_for_text("0 of 3 devices done").await;
    browser.answer_device("Scanner", "Undo").await;
    until("the advice leaves", async || {
        (!browser.visible_text().await.contains("block it")).then_some(())
    })
    .await;
}

#[tokio::test]
async fn while_the_mailbox_is_locked_its_recovery_stands_in_place_of_the_list() {
    let (host, browser) = HostPage::complete().with_fake_clock().changed().await;
    browser.answer_device("Office PC", DONE).await;
    let status =
        |locked: bool| Response::status("2026-11-23T14:03:00Z", json!({ "locked": locked }));
    host.respond("GET /api/status", status(true));
    browser.advance_clock(11).await;
    browser.wait_for("heading", "The mailbox is locked.").await;
    assert!(!browser.has("button", "Forget this list").await);
    let stored = "return Object.values(localStorage).flatMap((text) => JSON.parse(text).rows ?? []).map((row) => row.answer ?? null);";
    assert_eq!(
        browser.run(stored, json!([])).await,
        json!([null, "done", null])
    );
}

#[tokio::test]
async fn the_form_comes_in_place_of_the_list_and_the_list_in_place_of_the_form() {
    let (host, browser) = HostPage::complete().changed().await;
    browser.answer_device("Office PC", DONE).await;
    browser.open_unfinished_checklist(&host).await;
    browser
        .wait_for("heading", "2 devices still need the new password.")
        .await;
    assert_eq!(browser.run(FOLDED, json!([])).await, json!(["Office PC"]));
    browser.press("Change the password again").await;
    browser.wait_for_focus("Current password").await;
    assert!(!browser.has("device", "Office PC").await);
    browser
        .press("2 devices still need the new password.")
        .await;
    browser
        .wait_for_focus("2 devices still need the new password.")
        .await;
    assert!(!browser.has("field", "Current password").await);
}

#[tokio::test]
async fn after_another_change_the_list_begins_as_after_the_first() {
    let (host, browser) = HostPage::complete().changed().await;
    browser.open_unfinished_checklist(&host).await;
    browser.press("Change the password again").await;
    browser.change(NEW, OLD).await;
    browser.wait_for_focus("Your password was changed.").await;
    browser
        .wait_for_text("Now enter the new password on every device")
        .await;
    assert!(!browser.visible_text().await.contains(OFFER));
}
