//! Polling: how often the status is requested, and that outdated texts are removed.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use std::time::Duration;

use serde_json::{Value, json};
use system_tests::{Browser, HostPage, HostServer, NEW, OLD, RECOVERY_STEPS, Response, until};

const CHANGED_AT: &str = "2026-08-25T14:03:00Z";
const LOCKED: &str = "The mailbox is locked.";
const NOT_LOCKED: &str = "The mailbox is not locked.";
const STILL_LOCKED: &str = "the mailbox is still locked.";
const DOES_NOT_UNLOCK: &str = "A new password does not unlock it.";
const SAFE: &str = "Safe to unlock.";

/// Sets a status whose response takes a moment, so that a poll is often in flight when the clock is advanced.
fn set_status(host: &HostServer, status: Value) {
    let status = Response::status(CHANGED_AT, status).delayed(Duration::from_millis(100));
    host.respond("GET /api/status", status);
}

/// Opens a page with a fake clock for a locked mailbox.
async fn open(page: &HostPage) -> (HostServer, Browser) {
    let page = page.clone().with_fake_clock();
    let (host, browser) = page
        .open_with(|host| set_status(host, json!({ "locked": true })))
        .await;
    browser.wait_for_text(LOCKED).await;
    (host, browser)
}

/// The next poll reports that the mailbox is open: the element announces it once, and removes these texts.
async fn check(host: &HostServer, browser: &Browser, removed: &[&str]) {
    set_status(host, json!({}));
    browser.advance_clock(31).await;
    browser.wait_until_lock_is_over(removed).await;
}

#[tokio::test]
async fn an_unlock_by_another_administrator_is_shown() {
    let (host, browser) = open(&HostPage::administrator()).await;
    browser.wait_for_text(DOES_NOT_UNLOCK).await;
    browser.record_announcements().await;
    check(&host, &browser, &[LOCKED, DOES_NOT_UNLOCK]).await;
    browser.wait_for_text(NOT_LOCKED).await;
    assert!(!browser.has("button", "Unlock").await);
}

#[tokio::test]
async fn an_unclear_unlock_is_settled_once_the_mailbox_is_reported_open() {
    for is_saved in [false, true] {
        let (host, browser) = open(&HostPage::administrator()).await;
        if is_saved {
            browser.fill("Password", NEW).await;
            browser.fill("Confirm", NEW).await;
            browser.press("Save").await;
            browser.wait_for_text(STILL_LOCKED).await;
        }
        let lost = Response::new(500, "text/plain", "no");
        host.respond("POST /api/unlock", lost);
        browser.press("Unlock").await;
        browser.wait_for_text("No clear answer came back.").await;
        browser.record_announcements().await;
        let removed = [
            LOCKED,
            DOES_NOT_UNLOCK,
            STILL_LOCKED,
            "No clear answer came back.",
        ];
        check(&host, &browser, &removed).await;
        browser.wait_for_text(NOT_LOCKED).await;
    }
}

#[tokio::test]
async fn the_own_form_shows_a_lock_only_while_it_lasts() {
    let (host, browser) = open(&HostPage::complete()).await;
    browser.fill_in(OLD, NEW).await;
    browser.record_announcements().await;
    let ask = "Ask your administrator to unlock it";
    browser.wait_for_text(ask).await;
    check(&host, &browser, &[LOCKED, ask]).await;
    assert_eq!(browser.values().await, [OLD, NEW, NEW]);
}

#[tokio::test]
async fn a_lock_that_begins_again_after_its_time_is_shown_with_its_new_end() {
    let page = HostPage::complete().with_fake_clock();
    let lasts = |seconds: u32| json!({ "locked": true, "unlocksInSeconds": seconds });
    let (host, browser) = page.open_with(|host| set_status(host, lasts(60))).await;
    browser.wait_for_text("It unlocks by itself after").await;
    set_status(&host, json!({ "locked": true, "unlocksInSeconds": 0 }));
    browser.advance_clock(61).await;
    browser.wait_for_text("The waiting time is over.").await;
    browser.record_announcements().await;
    set_status(&host, lasts(900));
    browser.advance_clock(31).await;
    browser.wait_for_text("It unlocks by itself after").await;
    browser
        .wait_for_announcement_starting("The mailbox is locked. It unlocks by itself after")
        .await;
    // The following answers give the same end of the lock: it is not announced again.
    set_status(&host, lasts(870));
    browser.advance_clock(31).await;
    assert_eq!(browser.announcements().await.len(), 1);
}

#[tokio::test]
async fn a_recovery_inside_the_form_continues_once_the_mailbox_is_open() {
    let (host, browser) = open(&HostPage::complete()).await;
    browser.press("Start with step 1").await;
    browser.wait_for_focus(LOCKED).await;
    browser.report_steps(1..=2).await;
    assert!(!browser.has("button", "It is unlocked").await);
    set_status(&host, json!({}));
    browser.advance_clock(31).await;
    browser.wait_for_text(NOT_LOCKED).await;
    until("no text mentions the lock", async || {
        let words = browser.visible_text().await;
        let is_left = words.contains(LOCKED) || words.contains("Ask your administrator to unlock");
        (!is_left).then_some(())
    })
    .await;
    browser.report_steps(4..=4).await;
    browser.wait_for("heading", RECOVERY_STEPS[4]).await;
}

#[tokio::test]
async fn a_failed_poll_withdraws_safe_to_unlock() {
    let page = HostPage::recovery("administrator").with("unlock-endpoint", "/api/unlock");
    let (host, browser) = open(&page).await;
    let quiet =
        json!({ "locked": true, "lastRefused": { "at": CHANGED_AT, "client": "Office PC" } });
    set_status(&host, quiet);
    browser.advance_clock(11).await;
    browser.wait_for_text(SAFE).await;
    host.respond("GET /api/status", Response::new(502, "text/plain", "no"));
    browser.advance_clock(11).await;
    until("it is no longer called safe", async || {
        (!browser.visible_text().await.contains(SAFE)).then_some(())
    })
    .await;
    browser.wait_for_text(LOCKED).await;
}

#[tokio::test]
async fn no_second_poll_is_sent_while_one_is_in_flight() {
    let page = HostPage::recovery("administrator").with("unlock-endpoint", "/api/unlock");
    let (host, browser) = open(&page).await;
    browser.wait_until_idle().await;
    let locked = Response::status(CHANGED_AT, json!({ "locked": true })).held();
    let open = Response::status(CHANGED_AT, json!({}));
    host.respond_in_turn("GET /api/status", [locked, open]);
    let before = host.requests("GET /api/status").len();
    browser.advance_clock_during_request(11).await;
    host.wait_for_request("GET /api/status", before + 1).await;
    browser.advance_clock_during_request(50).await;
    browser.press("Unlock").await;
    browser
        .wait_for_text("The mailbox was unlocked today at")
        .await;
    assert_eq!(host.requests("GET /api/status").len(), before + 1);
    // A status that was requested before unlocking is outdated, so it is requested again.
    host.release_held().await;
    browser.wait_for_text(NOT_LOCKED).await;
    assert_eq!(host.requests("GET /api/status").len(), before + 2);
}

#[tokio::test]
async fn a_checklist_that_was_put_aside_does_not_poll() {
    let (host, browser) = HostPage::complete().with_fake_clock().ready().await;
    browser.change(OLD, NEW).await;
    browser.answer_device("Office PC", "Not mine").await;
    browser.open(host.url("/")).await;
    browser.press("Change the password again").await;
    browser.wait_for_focus("Current password").await;
    let [states, devices] =
        ["GET /api/status", "GET /api/devices"].map(|route| host.requests(route).len());
    browser.advance_clock(60).await;
    assert_eq!(host.requests("GET /api/devices").len(), devices);
    assert_eq!(host.requests("GET /api/status").len(), states);
    let proved = json!([{ "id": "1", "name": "Ann’s iPhone", "client": "ios-mail",
        "usesNewPassword": true, "lastSuccessAt": "2026-11-23T14:05:00Z" }]);
    host.respond("GET /api/devices", Response::json(200, &proved));
    browser
        .press("2 devices still need the new password.")
        .await;
    browser
        .wait_for_text("Signed in with the new password")
        .await;
    browser.advance_clock(30).await;
    host.wait_for_request("GET /api/devices", devices + 2).await;
}

#[tokio::test]
async fn polling_is_gentle_and_pauses_in_a_hidden_tab() {
    let page = HostPage::recovery("user")
        .with_fake_clock()
        .with_tab_visibility();
    let (host, browser) = open(&page).await;
    let polls = || host.requests("GET /api/status").len();
    let before = polls();
    browser.advance_clock(60).await;
    host.wait_for_request("GET /api/status", before + 1).await;
    let count = polls() - before;
    assert!(count <= 6, "{count} polls in a minute");

    browser.set_tab_hidden(true).await;
    let before = polls();
    browser.advance_clock(600).await;
    set_status(&host, json!({}));
    browser.set_tab_hidden(false).await;
    browser.wait_for_text(NOT_LOCKED).await;
    assert!(
        polls() - before <= 2,
        "{} polls while away",
        polls() - before
    );
}

#[tokio::test]
async fn changes_found_by_polling_are_shown_and_announced_once() {
    let page = HostPage::recovery("user").with_fake_clock();
    let (host, browser) = open(&page).await;
    browser.wait_for_text(LOCKED).await;
    browser.record_announcements().await;
    let refused = json!({ "locked": true, "lastRefused": { "at": "2026-11-23T14:02:00Z", "client": "Office PC" } });
    set_status(&host, refused);
    browser.advance_clock(31).await;
    browser.wait_for_text("Office PC was refused").await;
    browser
        .wait_for_announcement_starting("Office PC was refused")
        .await;
    let polls = host.requests("GET /api/status").len();
    browser.advance_clock_during_request(11).await;
    host.wait_for_request("GET /api/status", polls + 1).await;
    set_status(&host, json!({}));
    browser.advance_clock(31).await;
    browser.wait_for_text(NOT_LOCKED).await;
    browser.wait_for_announcement(NOT_LOCKED).await;
    assert_eq!(browser.announcements().await.len(), 2, "each once");
    // An unclear response changes nothing.
    host.respond("GET /api/status", Response::new(500, "text/plain", "no"));
    browser.advance_clock(31).await;
    host.wait_for_request("GET /api/status", polls + 3).await;
    browser.wait_for_text(NOT_LOCKED).await;
}
