//! The checklist of devices after a change: adding and removing devices, and the instructions for each.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::json;
use system_tests::{Browser, DEVICES, HostPage, NEW, OLD, Response, until};

const DONE: &str = "Mark as done";
const SAMSUNG: &str = "Samsung Email";
const OTHER: &str = "Another mail program";
const RECORDS: &str = "return Object.keys(localStorage).filter((key) => key.startsWith('mailbox-password:v1:')).length;";

/// Waits until the expanded instructions of a device meet a condition.
async fn wait_for_open_steps(browser: &Browser, device: &str, is_right: impl Fn(&str) -> bool) {
    until(
        &format!("the right instructions for {device}"),
        async || {
            let text =
                "const more = find('device', arguments[0])?.querySelector('.mbp-device-more');
            return more && isSeen(more) ? squeeze(more.innerText) : '';";
            let text = browser.run(text, json!([device])).await;
            is_right(text.as_str()?).then_some(())
        },
    )
    .await;
}

#[tokio::test]
async fn added_devices_of_one_client_are_numbered_and_can_be_removed() {
    let (_host, browser) = HostPage::complete().changed().await;
    let [phone, pc, scanner] = DEVICES;
    browser.record_announcements().await;
    browser.add_device(OTHER).await;
    browser
        .wait_for_announcement("Another mail program was added. 0 of 4 devices done")
        .await;
    browser.add_device(OTHER).await;
    let two = [phone, pc, scanner, OTHER, "Another mail program 2"];
    browser.expect_checklist("0 of 5 devices done", &two).await;
    browser.answer_device(two[4], DONE).await;
    browser.expand_device(OTHER).await;
    browser.press("Remove Another mail program").await;
    let left = [phone, pc, scanner, "Another mail program: Marked as done"];
    browser.expect_checklist("1 of 4 devices done", &left).await;
}

#[tokio::test]
async fn an_added_device_stands_below_the_chooser_and_in_the_list_on_the_next_visit() {
    let (host, browser) = HostPage::complete().changed().await;
    browser.add_device(OTHER).await;
    browser.wait_for_text("0 of 4 devices done").await;
    let is_below = "const { bottom } = find('button', 'Add').getBoundingClientRect();
        return find('device', arguments[0]).getBoundingClientRect().top >= bottom;";
    assert_eq!(browser.run(is_below, json!([OTHER])).await, true);
    assert_eq!(browser.run(is_below, json!(["Office PC"])).await, false);
    browser.open_unfinished_checklist(&host).await;
    browser.wait_for("device", OTHER).await;
    assert_eq!(browser.run(is_below, json!([OTHER])).await, false);
}

#[tokio::test]
async fn a_forgotten_list_can_be_had_back_and_the_focus_stays() {
    let (_host, browser) = HostPage::complete().changed().await;
    browser.add_device(OTHER).await;
    browser.answer_device("Office PC", DONE).await;
    browser.wait_for_text("1 of 4 devices done").await;
    assert_eq!(browser.run(RECORDS, json!([])).await, 1);
    browser.record_announcements().await;
    browser
        .run("find('button', 'Forget this list').focus();", json!([]))
        .await;
    browser.press("Forget this list").await;
    browser
        .wait_for_announcement(
            "This browser no longer keeps this list. It is here until you leave the page.",
        )
        .await;
    browser
        .expect_checklist("0 of 3 devices done", &DEVICES)
        .await;
    assert_eq!(browser.run(RECORDS, json!([])).await, 0);
    assert_eq!(browser.focused_name().await, "Undo");
    browser.press("Undo").await;
    let [phone, _, scanner] = DEVICES;
    let back = [phone, "Office PC: Marked as done", scanner, OTHER];
    browser.expect_checklist("1 of 4 devices done", &back).await;
    assert_eq!(browser.focused_name().await, "Forget this list");
    assert_eq!(browser.run(RECORDS, json!([])).await, 1);
}

#[tokio::test]
async fn a_device_that_the_back_end_no_longer_lists_can_be_taken_out() {
    let (host, browser) = HostPage::complete().with_fake_clock().changed().await;
    host.respond("GET /api/devices", Response::json(200, &json!([])));
    browser.advance_clock(11).await;
    browser.wait_for_text("No longer listed").await;
    for device in DEVICES {
        browser.expand_device(device).await;
        browser.press(&format!("Remove {device}")).await;
        browser.wait_for_focus_starting("Now enter").await;
    }
    browser.expect_checklist("Add a device", &[]).await;
}

#[tokio::test]
async fn steps_show_their_source_or_general_instructions() {
    let (_host, browser) = HostPage::complete().changed().await;
    browser.add_device(OTHER).await;
    for device in ["Ann’s iPhone", "Office PC", OTHER] {
        browser.expand_device(device).await;
    }
    wait_for_open_steps(&browser, "Ann’s iPhone", |text| {
        text.starts_with("Exchange account")
            && text.contains("Source: ")
            && text.contains("seen November 2026")
    })
    .await;
    wait_for_open_steps(&browser, "Office PC", |text| text.contains("Source: ")).await;
    let general = "Open the mail app. It usually asks for the password. If not, look in its account settings, for incoming and outgoing mail.";
    wait_for_open_steps(&browser, OTHER, |text| text.starts_with(general)).await;
    let folded = "return [...find('device', 'Ann').querySelectorAll('details:not([open]) > summary')].map(nameOf);";
    let folded = browser.run(folded, json!([])).await;
    assert_eq!(folded, json!(["Not an Exchange account? IMAP or POP"]));
}

#[tokio::test]
async fn steps_stay_with_their_device_when_another_is_removed() {
    let (_host, browser) = HostPage::complete().changed().await;
    browser.add_device(SAMSUNG).await;
    browser.add_device(OTHER).await;
    for device in [SAMSUNG, OTHER] {
        browser.expand_device(device).await;
    }
    wait_for_open_steps(&browser, SAMSUNG, |text| text.contains("Source: ")).await;
    browser.press(&format!("Remove {SAMSUNG}")).await;
    browser.wait_for_text("0 of 4 devices done").await;
    wait_for_open_steps(&browser, OTHER, |text| {
        text.contains("Open the mail app") && !text.contains("Source: ")
    })
    .await;
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

#[tokio::test]
async fn instructions_that_could_not_be_loaded_are_loaded_when_they_are_asked_for_again() {
    let (host, browser) = HostPage::complete().changed().await;
    browser.expand_device(DEVICES[0]).await;
    let steps = host.wait_for_request("GET /widget/steps", 1).await.route;
    let read = "return await (await fetch(args[0])).text();";
    let path = steps.trim_start_matches("GET ");
    let text = browser.run_async(read, json!([path])).await;
    host.respond(&steps, Response::new(502, "text/plain", "no"));
    let browser = Browser::start().await;
    browser.open(host.url("/")).await;
    browser.wait_for_form().await;
    browser.change(OLD, NEW).await;
    browser.expand_device(DEVICES[0]).await;
    let general = "Open the mail app. It usually asks for the password.";
    wait_for_open_steps(&browser, DEVICES[0], |text| text.starts_with(general)).await;
    let again = Response::new(200, "application/json", text.as_str().unwrap());
    host.respond(&steps, again);
    let how = "find('device', arguments[0]).querySelector('[aria-expanded]').click();";
    browser.run(how, json!([DEVICES[0]])).await;
    browser.expand_device(DEVICES[0]).await;
    wait_for_open_steps(&browser, DEVICES[0], |text| {
        !text.is_empty() && !text.contains(general) && text.contains("Source")
    })
    .await;
}
