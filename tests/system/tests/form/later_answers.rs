//! What a later answer of the back end adds stands below the controls that are there already: none of them moves.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::{Value, json};
use system_tests::{Browser, HostPage, HostServer, NEW, Response};

const LOCKED: &str = "2026-11-23T14:03:00Z";

/// Each control on the screen with its distance from the top of the page, in pixels. What stands below all
/// steps of a recovery is no part of them.
const CONTROLS: &str =
    "return all('mailbox-password :is(button, a, input, textarea, select, summary)')
    .filter((e) => isSeen(e) && (e.closest('.mbp-recovery') || !all('.mbp-recovery').length))
    .map((e) => [nameOf(e), Math.round(e.getBoundingClientRect().top + scrollY)]);";

fn set_status(host: &HostServer, status: Value) {
    host.respond("GET /api/status", Response::status(LOCKED, status));
}

fn refused(seconds: u32) -> Value {
    json!({ "locked": true, "now": "2026-11-23T14:13:00Z",
            "lastRefused": { "at": format!("2026-11-23T14:{:02}:00Z", 13 - seconds / 60), "client": "Office PC" } })
}

/// Gives each later answer in turn: none may move a control that was there before the first.
async fn check(host: &HostServer, browser: &Browser, answers: &[(Value, &str)]) {
    let before = browser.run(CONTROLS, json!([])).await;
    let before = before.as_array().unwrap();
    assert!(before.len() > 1, "{before:?}");
    for (status, words) in answers {
        set_status(host, status.clone());
        browser.advance_clock(61).await;
        browser.wait_for_text(words).await;
        let now = browser.run(CONTROLS, json!([])).await;
        let now = now.as_array().unwrap();
        let missing: Vec<_> = before.iter().filter(|each| !now.contains(each)).collect();
        assert!(missing.is_empty(), "{words}: {missing:?} moved: {now:?}");
    }
}

#[tokio::test]
async fn a_refused_sign_in_moves_nothing_in_the_steps_of_a_recovery() {
    for (side, step, quiet) in [
        ("user", 1, "The mailbox is locked."),
        ("user", 2, "The mailbox is locked."),
        ("administrator", 1, "Safe to unlock."),
        ("administrator", 2, "Safe to unlock."),
        ("administrator", 3, "Safe to unlock."),
    ] {
        let page = HostPage::recovery(side)
            .with("unlock-endpoint", "/api/unlock")
            .with_fake_clock();
        let (host, browser) = page
            .open_with(|host| set_status(host, json!({ "locked": true })))
            .await;
        browser.wait_for_text("The mailbox is locked.").await;
        browser.report_steps(1..=step - 1).await;
        check(
            &host,
            &browser,
            &[
                (refused(60), "Office PC was refused"),
                (refused(600), quiet),
            ],
        )
        .await;
    }
}

#[tokio::test]
async fn a_refused_sign_in_moves_nothing_beside_the_administrators_form() {
    let page = HostPage::administrator().with_fake_clock();
    let (host, browser) = page
        .open_with(|host| set_status(host, json!({ "locked": true })))
        .await;
    browser.wait_for_text("The mailbox is locked.").await;
    check(
        &host,
        &browser,
        &[
            (refused(60), "Office PC was refused"),
            (refused(600), "Safe to unlock."),
        ],
    )
    .await;
}

#[tokio::test]
async fn a_lock_that_is_told_after_saving_moves_nothing_of_the_note() {
    let page = HostPage::administrator().with_fake_clock();
    let (host, browser) = page.open_with(|host| set_status(host, json!({}))).await;
    browser.wait_for("button", "Save").await;
    browser.save(NEW).await;
    browser.wait_for_focus("The password was changed.").await;
    check(
        &host,
        &browser,
        &[
            (json!({ "locked": true }), "still locked"),
            (refused(60), "Office PC was refused"),
        ],
    )
    .await;
}
