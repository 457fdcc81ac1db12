//! Hostile device names from a back end: line breaks, bidirectional control characters, excessive length.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::{Value, json};
use system_tests::{Browser, HostPage, HostServer, NEW, OLD, Response};

const FORGED: &str = "Phone\n[x] 3. (Administrator) Unlock";
const ON_ONE_LINE: &str = "Phone [x] 3. (Administrator) Unlock";
const REVERSED: &str = "\u{202e}enohP\u{2066}";
const HEBREW: &str = "הטלפון";

/// Opens the page with devices of these names.
async fn open(page: &HostPage, names: &[String]) -> (HostServer, Browser) {
    let listed: Vec<Value> = names
        .iter()
        .enumerate()
        .map(|(id, name)| json!({ "id": id.to_string(), "name": name, "client": "other" }))
        .collect();
    page.open_with(|host| host.respond("GET /api/devices", Response::json(200, &json!(listed))))
        .await
}

fn hostile() -> Vec<String> {
    [
        FORGED.into(),
        REVERSED.into(),
        HEBREW.into(),
        "x".repeat(10_000),
    ]
    .into()
}

/// The copied text must have each name on one line, without characters that reverse the text around it.
async fn check(host: &HostServer, browser: &Browser, button: &str) {
    browser.allow_clipboard(host).await;
    browser.press(button).await;
    browser.wait_for_text("copied.").await;
    let text = browser.clipboard().await;
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let long = format!("[ ] {}…", "x".repeat(120));
    let hebrew = format!("[ ] \u{2068}{HEBREW}\u{2069}");
    let forged = format!("[ ] {ON_ONE_LINE}");
    for line in [&forged, "[ ] enohP", &hebrew, &long] {
        assert!(lines.contains(&line), "{line}: {text}");
    }
    assert!(
        !lines.iter().any(|line| line.starts_with("[x] 3")),
        "{text}"
    );
    let width = "return [document.documentElement.scrollWidth, innerWidth];";
    let width = browser.run(width, json!([])).await;
    assert!(width[0].as_u64() <= width[1].as_u64(), "{width}");
}

#[tokio::test]
async fn hostile_names_stay_on_one_line_in_the_checklist_and_in_prepare() {
    let (host, browser) = open(&HostPage::complete(), &hostile()).await;
    browser.wait_for_form().await;
    let prepare = "Get ready, so that the mailbox does not lock";
    browser.press_a("summary", prepare).await;
    browser
        .wait_for_text(&format!(
            "These connect to the mailbox: {ON_ONE_LINE} · enohP ·"
        ))
        .await;
    browser.change(OLD, NEW).await;
    browser.wait_for_text("0 of 4 devices done").await;
    check(&host, &browser, "Copy this list").await;
}

#[tokio::test]
async fn hostile_names_stay_on_one_line_in_a_recovery() {
    let (host, browser) = open(&HostPage::recovery("user"), &hostile()).await;
    browser.wait_for_text(ON_ONE_LINE).await;
    browser.press("That is every device").await;
    browser.wait_for_text("Mark as removed").await;
    check(&host, &browser, "Copy as text").await;
}

#[tokio::test]
async fn a_client_name_cannot_reverse_the_sentence_around_it() {
    let page = HostPage::recovery("user");
    let status = json!({ "locked": true, "lastRefused": { "at": "2026-11-23T14:02:00Z", "client": "\u{202e}Out\nlook" } });
    let (_host, browser) = page
        .open_with(|host| {
            host.respond(
                "GET /api/status",
                Response::status("2026-08-25T14:03:00Z", status),
            );
        })
        .await;
    browser.press("That is every device").await;
    browser.wait_for_text("A sign-in was refused ").await;
    assert!(!browser.visible_text().await.contains('\u{202e}'));
}

#[tokio::test]
async fn five_hundred_devices_fit_on_the_checklist() {
    let names: Vec<String> = (1..=500).map(|number| format!("Device {number}")).collect();
    let (_host, browser) = open(&HostPage::complete(), &names).await;
    browser.wait_for_form().await;
    browser.change(OLD, NEW).await;
    browser.wait_for_text("0 of 500 devices done").await;
    browser.answer_device("Device 500", "Mark as done").await;
    browser.wait_for_text("1 of 500 devices done").await;
}
