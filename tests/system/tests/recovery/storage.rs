//! How the progress of a recovery is stored, shared between tabs, and reset.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::{Value, json};
use system_tests::{Browser, HostPage, HostServer, NEW, OLD, Response};

const DEVICES: [&str; 2] = ["A phone", "A scanner"];

fn guide() -> HostPage {
    HostPage::new()
        .without("endpoint")
        .without("mailbox")
        .with("mode", "recovery")
}

/// Opens a recovery whose devices come from `config`.
async fn open(side: &str) -> (HostServer, Browser) {
    let devices = DEVICES.map(|name| json!({ "id": name, "name": name, "client": "other" }));
    let config = format!(
        "<script type=\"module\">document.querySelector('mailbox-password').config = {{ devices: {} }};</script>",
        json!(devices)
    );
    let page = HostPage::recovery(side)
        .with("unlock-endpoint", "/api/unlock")
        .without("devices-endpoint")
        .around("", &config);
    let (host, browser) = page
        .open_with(|host| {
            host.respond(
                "GET /api/status",
                Response::status("2026-08-25T14:03:00Z", json!({ "locked": true })),
            );
        })
        .await;
    browser.wait_for_text("The mailbox is locked.").await;
    (host, browser)
}

/// Waits until so many steps are reported as done.
async fn check(browser: &Browser, done: usize) {
    let shown = "return all('.mbp-step[data-state=done]').length;";
    system_tests::until(&format!("{done} steps are done"), async || {
        (browser.run(shown, json!([])).await == json!(done)).then_some(())
    })
    .await;
}

async fn stored(browser: &Browser) -> Value {
    let keys = "return [localStorage, sessionStorage].map((storage) => Object.keys(storage).filter((key) => key.includes('recovery')).length);";
    browser.run(keys, json!([])).await
}

#[tokio::test]
async fn starting_over_keeps_the_devices_of_the_page() {
    let (_host, browser) = open("user").await;
    browser.wait_for_text(DEVICES[1]).await;
    browser.report_steps(1..=1).await;
    browser.mark_device(DEVICES[0], "Mark as removed").await;
    browser.press("Start again at step 1").await;
    check(&browser, 0).await;
    for device in DEVICES {
        browser.wait_for_text(device).await;
    }
    browser.report_steps(1..=1).await;
    let done = "return all('.mbp-device[data-done]').length;";
    assert_eq!(browser.run(done, json!([])).await, 0);
}

#[tokio::test]
async fn starting_over_drops_the_unlock() {
    let (_host, browser) = open("administrator").await;
    browser.press("Unlock").await;
    browser
        .wait_for_text("The mailbox was unlocked today at")
        .await;
    browser.wait_for_text("Wait until").await;
    browser.press("Start again at step 1").await;
    browser.wait_for("button", "Unlock").await;
    let words = browser.visible_text().await;
    assert!(
        !words.contains("was unlocked today") && !words.contains("Wait until"),
        "{words}"
    );
}

#[tokio::test]
async fn a_recovery_without_a_mailbox_is_stored_for_the_tab_only() {
    let page = guide().with("policy-endpoint", "/api/policy");
    let (host, browser) = page.open().await;
    browser.press("That is every device").await;
    check(&browser, 1).await;
    assert_eq!(stored(&browser).await, json!([0, 1]));
    browser.open(host.url("/")).await;
    check(&browser, 1).await;
    let other = page.with("mailbox", "ann@example.com");
    host.respond("GET /", Response::html(other.html()));
    browser.open(host.url("/")).await;
    browser.press("That is every device").await;
    check(&browser, 1).await;
    assert_eq!(stored(&browser).await, json!([1, 1]));
}

#[tokio::test]
async fn another_tab_shows_reports_and_starting_over_from_this_one() {
    let (host, browser) = HostPage::recovery("user").open().await;
    browser.wait_for_text("Scanner, 2nd floor").await;
    let frame = "const frame = document.createElement('iframe'); frame.src = '/other'; document.body.append(frame);";
    host.respond(
        "GET /other",
        Response::html(HostPage::recovery("user").html()),
    );
    browser.run(frame, json!([])).await;
    let other = "return [...(all('iframe')[0].contentDocument?.querySelectorAll('.mbp-step[data-state=done]') ?? [{}, {}, {}])].length;";
    let wait_for_other = async |done: usize| {
        system_tests::until("the other tab shows the same", async || {
            (browser.run(other, json!([])).await == json!(done)).then_some(())
        })
        .await;
    };
    let there = "return all('iframe')[0].contentDocument?.querySelectorAll('.mbp-step').length;";
    system_tests::until("the other tab is ready", async || {
        (browser.run(there, json!([])).await == json!(5)).then_some(())
    })
    .await;
    browser.press("That is every device").await;
    wait_for_other(1).await;
    // The mailbox is open: step 3 is reported by itself.
    browser.press("It is off every device").await;
    wait_for_other(3).await;
    browser.press("Start again at step 1").await;
    wait_for_other(0).await;
}

#[tokio::test]
async fn a_recovery_to_the_end_on_its_own_page_finishes_the_list_of_the_change_before_it() {
    let (host, browser) = HostPage::complete().changed().await;
    browser.open_unfinished_checklist(&host).await;
    host.respond(
        "GET /recovery",
        Response::html(HostPage::recovery("user").html()),
    );
    browser.open(host.url("/recovery")).await;
    browser.wait_for_text("Scanner, 2nd floor").await;
    browser.report_steps(1..=5).await;
    check(&browser, 5).await;
    browser.open(host.url("/")).await;
    browser.wait_for_form().await;
    // A later change has a list of its own.
    browser.change(OLD, NEW).await;
    browser.wait_for_focus("Your password was changed.").await;
    browser.open_unfinished_checklist(&host).await;
}

#[tokio::test]
async fn a_proved_sign_in_is_shown_beside_the_device() {
    let at = "2026-11-23T14:02:00Z";
    let listed = json!([
        { "id": "1", "name": "Proved", "client": "other", "lastSuccessAt": at, "usesNewPassword": true },
        { "id": "2", "name": "Seen", "client": "other", "lastSuccessAt": at },
        { "id": "3", "name": "Refused", "client": "other", "lastFailureAt": at },
    ]);
    let (_host, browser) = HostPage::recovery("user")
        .open_with(|host| {
            let now = json!({ "now": "2026-11-23T14:03:10Z" });
            host.respond("GET /api/status", Response::status(at, now));
            host.respond("GET /api/devices", Response::json(200, &listed));
        })
        .await;
    browser.wait_for_text("Refused").await;
    browser.report_steps(1..=4).await;
    for (device, words) in [
        ("Proved", Some("Signed in with the new password ·")),
        ("Seen", None),
        ("Refused", Some("Refused ·")),
    ] {
        if let Some(words) = words {
            browser.wait_for_text(words).await;
        }
        browser.mark_device(device, "It gets mail").await;
    }
}
