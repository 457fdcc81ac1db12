//! Where the checklist is stored: after a reload, in another tab, and in a browser without storage.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::{Value, json};
use system_tests::{DEVICES, HostPage, OFFER, Response};

const DONE: &str = "Mark as done";
const CANNOT: &str = "Can’t reach it";
const OTHER: &str = "Another mail program";
const NOT_STORED: &str = "This browser does not keep the list.";
const RECORDS: &str = "return Object.keys(localStorage).filter((key) => key.startsWith('mailbox-password:v1:')).length;";

#[tokio::test]
async fn another_tab_shows_answers_and_deletion_from_this_one() {
    let (host, browser) = HostPage::complete().changed().await;
    let first = browser.window().await.unwrap();
    let second = browser.new_tab().await.unwrap();
    browser.switch_to_window(second.clone()).await.unwrap();
    browser.open_unfinished_checklist(&host).await;
    browser
        .expect_checklist("0 of 3 devices done", &DEVICES)
        .await;
    browser.switch_to_window(first.clone()).await.unwrap();
    browser.answer_device("Office PC", DONE).await;
    browser.add_device(OTHER).await;
    browser.switch_to_window(second.clone()).await.unwrap();
    let followed = [DEVICES[0], "Office PC: Marked as done", DEVICES[2], OTHER];
    browser
        .expect_checklist("1 of 4 devices done", &followed)
        .await;
    browser.switch_to_window(first).await.unwrap();
    browser.press("Forget this list").await;
    browser.switch_to_window(second).await.unwrap();
    browser
        .expect_checklist("0 of 3 devices done", &DEVICES)
        .await;
}

#[tokio::test]
async fn without_storage_a_notice_is_shown_once_and_the_checklist_works() {
    let full =
        "const keep = Storage.prototype.setItem; Storage.prototype.setItem = function (...entry) {
        if (this === window.localStorage) throw new DOMException('full', 'QuotaExceededError');
        keep.apply(this, entry); };";
    let blocked = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });";
    for script in [full, blocked] {
        let page = HostPage::complete().head(&format!("<script>{script}</script>"));
        let (_host, browser) = page.changed().await;
        browser.wait_for_text(NOT_STORED).await;
        browser.answer_device("Ann’s iPhone", DONE).await;
        browser.answer_device("Scanner", CANNOT).await;
        let devices = [
            "Ann’s iPhone: Marked as done",
            "Office PC",
            "Scanner, 2nd floor: Can’t reach it",
        ];
        browser
            .expect_checklist("1 of 3 devices done", &devices)
            .await;
        assert_eq!(browser.visible_text().await.matches(NOT_STORED).count(), 1);
        assert_eq!(browser.script_errors().await, Vec::<Value>::new());
    }
}

#[tokio::test]
async fn a_deleted_checklist_stays_deleted_after_the_next_poll() {
    let (host, browser) = HostPage::complete().with_fake_clock().changed().await;
    browser.answer_device("Ann’s iPhone", DONE).await;
    browser.press("Forget this list").await;
    browser
        .expect_checklist("0 of 3 devices done", &DEVICES)
        .await;
    let added = json!([{ "id": "4", "name": "A new one", "client": "other" }]);
    host.respond("GET /api/devices", Response::json(200, &added));
    browser.advance_clock(31).await;
    browser.wait_for_text("A new one").await;
    assert_eq!(browser.run(RECORDS, json!([])).await, 0);
}

#[tokio::test]
async fn answers_survive_a_reload_and_expire_after_thirty_days() {
    let (host, browser) = HostPage::complete().changed().await;
    browser.answer_device("Ann’s iPhone", DONE).await;
    browser.answer_device("Scanner", CANNOT).await;
    let age = "for (const [key, text] of Object.entries(localStorage))
        localStorage[key] = JSON.stringify({ ...JSON.parse(text), savedAt: Date.now() - arguments[0] * 86400000 });";
    browser.run(age, json!([29.9])).await;
    browser.open_unfinished_checklist(&host).await;
    let stored = [
        "Ann’s iPhone: Marked as done",
        "Office PC",
        "Scanner, 2nd floor: Can’t reach it",
    ];
    browser
        .expect_checklist("1 of 3 devices done", &stored)
        .await;
    browser.run(age, json!([30.1])).await;
    browser.open(host.url("/")).await;
    browser.wait_for_form().await;
    assert!(!browser.visible_text().await.contains(OFFER), "too old");
    assert_eq!(browser.run(RECORDS, json!([])).await, 0);
}

#[tokio::test]
async fn a_poll_that_finds_nothing_to_keep_writes_nothing() {
    let (host, browser) = HostPage::complete().with_fake_clock().changed().await;
    browser.answer_device("Ann’s iPhone", DONE).await;
    let sign_in = |minute: u32| {
        let at = format!("2026-11-23T14:0{minute}:00Z");
        let device = |id: &str, name: &str, client: &str, uses_new: Value| json!({ "id": id, "name": name, "client": client, "usesNewPassword": uses_new, "lastSuccessAt": at });
        let devices = json!([
            device("1", "Ann’s iPhone", "ios-mail", json!(null)),
            device("2", "Office PC", "outlook-windows", json!(true)),
            device("3", "Scanner, 2nd floor", "smtp-sender", json!(false)),
        ]);
        host.respond("GET /api/devices", Response::json(200, &devices));
    };
    sign_in(4);
    browser.advance_clock(11).await;
    browser.wait_for_text("2 of 3 devices done").await;
    browser.wait_until_idle().await;
    let record = "return JSON.stringify(localStorage);";
    let before = browser.run(record, json!([])).await;
    for minute in 5..8 {
        sign_in(minute);
        browser.advance_clock(11).await;
    }
    browser.wait_until_idle().await;
    assert_eq!(browser.run(record, json!([])).await, before);
}

#[tokio::test]
async fn what_another_tab_wrote_is_reported_only_if_it_is_progress() {
    let (_host, browser) = HostPage::complete().changed().await;
    browser.answer_device("Ann’s iPhone", DONE).await;
    browser.wait_for_text("1 of 3 devices done").await;
    let before = browser.events("checklist").await.len();
    let write = "const [key, text] = Object.entries(localStorage).find(([key]) => key.startsWith('mailbox-password:v1:'));
        localStorage[key] = JSON.stringify({ ...JSON.parse(text), savedAt: Date.now() + 5 });
        dispatchEvent(new StorageEvent('storage', { key, storageArea: localStorage }));
        await new Promise((done) => setTimeout(done));";
    browser.run_async(write, json!([])).await;
    assert_eq!(browser.events("checklist").await.len(), before);
}

#[tokio::test]
async fn what_proved_a_device_for_an_earlier_password_proves_nothing_for_the_one_of_another_tab() {
    let (host, browser) = HostPage::complete().with_fake_clock().changed().await;
    let seen = json!([{ "id": "1", "name": "Ann’s iPhone", "client": "ios-mail", "lastSuccessAt": "2026-11-23T14:04:00Z" }]);
    host.respond("GET /api/devices", Response::json(200, &seen));
    browser.advance_clock(11).await;
    browser.wait_for_text("1 of 3 devices done").await;
    let write = "const [key, text] = Object.entries(localStorage).find(([key]) => key.startsWith('mailbox-password:v1:'));
        const list = JSON.parse(text), at = Date.parse('2026-11-23T14:05:00Z');
        const rows = list.rows.map(({ proved, provedAt, ...row }) => row);
        localStorage[key] = JSON.stringify({ ...list, changedAt: at, change: { at }, rows });
        dispatchEvent(new StorageEvent('storage', { key, storageArea: localStorage }));";
    browser.run(write, json!([])).await;
    browser.wait_for_text("0 of 3 devices done").await;
    browser.advance_clock(11).await;
    browser.wait_until_idle().await;
    let words = browser.visible_text().await;
    assert!(words.contains("0 of 3 devices done"), "{words}");
}
