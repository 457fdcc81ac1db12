//! The session ends: it is reported once, and nothing is requested until the page calls `resume()`.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::json;
use system_tests::{Browser, HostPage, HostServer, NEW, OLD, Response, until};

const CHANGED_AT: &str = "2026-08-25T14:03:00Z";
const LOCKED: &str = "The mailbox is locked.";
const SAFE: &str = "Safe to unlock.";
const EXPIRED: &str = "Your session has ended. Sign in again";
const FIELDS_KEPT: &str = "what you typed stays here.";

/// Opens a page with a fake clock for a locked mailbox.
async fn open(page: &HostPage) -> (HostServer, Browser) {
    let page = page.clone().with_fake_clock();
    let (host, browser) = page
        .open_with(|host| host.set_status(json!({ "locked": true })))
        .await;
    browser.wait_for_text(LOCKED).await;
    (host, browser)
}

fn expired() -> Response {
    Response::problem(401, "session-expired", json!({}))
}

async fn resume(browser: &Browser) {
    let resume = "document.querySelector('mailbox-password').resume();";
    browser.run(resume, json!([])).await;
}

async fn count_expired_events(browser: &Browser) -> usize {
    browser.events("session-expired").await.len()
}

/// The next poll reports that the mailbox is open: the element announces it once, and removes these texts.
async fn check(host: &HostServer, browser: &Browser, removed: &[&str]) {
    host.set_status(json!({}));
    browser.advance_clock(31).await;
    browser.wait_until_lock_is_over(removed).await;
}

#[tokio::test]
async fn an_expired_session_is_reported_once_and_stops_polling_until_resume() {
    let page = HostPage::recovery("administrator").with("unlock-endpoint", "/api/unlock");
    let (host, browser) = open(&page).await;
    let quiet = json!({ "locked": true, "lastRefused": { "at": CHANGED_AT, "client": "Outlook" } });
    host.set_status(quiet.clone());
    browser.advance_clock(11).await;
    browser.wait_for_text(SAFE).await;
    for route in ["GET /api/status", "GET /api/devices"] {
        host.respond(route, expired());
    }
    browser.record_announcements().await;
    browser.advance_clock(11).await;
    browser.wait_for_text(EXPIRED).await;
    browser.wait_for_announcement_starting(EXPIRED).await;
    let words = browser.visible_text().await;
    for removed in [SAFE, LOCKED, FIELDS_KEPT] {
        assert!(!words.contains(removed), "{words}");
    }
    let before = host.requests("GET /api/").len();
    browser.advance_clock(300).await;
    assert_eq!(host.requests("GET /api/").len(), before);
    assert_eq!(count_expired_events(&browser).await, 1);
    host.set_status(quiet);
    host.respond("GET /api/devices", Response::json(200, &json!([])));
    resume(&browser).await;
    browser.wait_for_text(SAFE).await;
    assert!(!browser.visible_text().await.contains(EXPIRED));
}

#[tokio::test]
async fn an_expired_session_is_shown_beside_an_unknown_outcome_and_unlock() {
    let unclear = Response::new(500, "text/plain", "no");
    let redirect = Response::new(302, "text/plain", "").header("Location", "/sign-in");
    for (answer, words) in [
        (expired(), EXPIRED),
        (redirect, "You may have been signed out."),
    ] {
        let (host, browser) = HostPage::complete().ready().await;
        host.respond("POST /api/password", unclear.clone());
        host.wait_for_request("GET /api/status", 1).await;
        browser.change(OLD, NEW).await;
        browser.wait_for("button", "Check").await;
        host.respond("GET /api/status", answer);
        for _ in 0..2 {
            browser.press("Check").await;
            browser.wait_for_text(words).await;
        }
        assert_eq!(count_expired_events(&browser).await, 1);
        host.set_status(json!({}));
        browser.press("Check").await;
        browser.wait_for_text("Not changed so far").await;
        assert!(!browser.visible_text().await.contains(words));
    }
    for page in [
        HostPage::recovery("administrator").with("unlock-endpoint", "/api/unlock"),
        HostPage::administrator(),
    ] {
        let (host, browser) = open(&page).await;
        host.respond("POST /api/unlock", expired());
        browser.press("Unlock").await;
        let announced = format!("The mailbox was not unlocked. {EXPIRED}");
        browser.wait_for_text(&announced).await;
        assert_eq!(count_expired_events(&browser).await, 1);
        let is_form = browser.has("button", "Save").await;
        assert_eq!(browser.visible_text().await.contains(FIELDS_KEPT), is_form);
        resume(&browser).await;
        until("the message is removed", async || {
            (!browser.visible_text().await.contains(EXPIRED)).then_some(())
        })
        .await;
    }
}

#[tokio::test]
async fn resume_restarts_polling_of_the_checklist() {
    let (host, browser) = HostPage::complete().with_fake_clock().ready().await;
    browser.change(OLD, NEW).await;
    browser.wait_for_text("0 of 3 devices done").await;
    for route in ["GET /api/status", "GET /api/devices"] {
        host.respond(route, expired());
    }
    browser.advance_clock(11).await;
    browser.wait_for_text(EXPIRED).await;
    assert!(
        !browser.visible_text().await.contains(FIELDS_KEPT),
        "the form was removed"
    );
    host.set_status(json!({ "locked": true }));
    host.respond("GET /api/devices", Response::json(200, &json!([])));
    browser.record_announcements().await;
    resume(&browser).await;
    browser.wait_for_text(LOCKED).await;
    browser.wait_for_announcement(LOCKED).await;
    assert!(!browser.visible_text().await.contains(EXPIRED));
    check(&host, &browser, &[LOCKED]).await;
}
