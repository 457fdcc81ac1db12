//! What is shown when the back end refuses a change, and what stays in the fields.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::{Value, json};
use system_tests::{Browser, HostPage, HostServer, NEW, OLD, Response, default_routes, until};

/// Sends a change that is refused. The text must appear, at the field if one is given; the fields keep their values.
async fn check(
    browser: &Browser,
    host: &HostServer,
    refusal: Response,
    field: Option<&str>,
    words: &[&str],
) {
    default_routes(host);
    host.respond("GET /", Response::html(HostPage::complete().html()));
    host.respond("POST /api/password", refusal);
    browser.open(host.url("/")).await;
    browser.wait_for_text("12+ characters").await;
    browser.change(OLD, NEW).await;
    for words in words {
        browser.wait_for_text(words).await;
    }
    let [current, new, confirm] = browser.values().await;
    assert_eq!(
        [&new, &confirm],
        [NEW, NEW],
        "the fields keep their values after {words:?}"
    );
    assert!(
        current == OLD || current.is_empty(),
        "at most the current password is cleared"
    );
    for label in ["Current password", "New password", "Confirm new password"] {
        let at = "const e = find('field', arguments[0]); return [e.getAttribute('aria-invalid'), e.readOnly,
            (e.getAttribute('aria-describedby') ?? '').split(' ').map((id) => document.getElementById(id))
              .filter((part) => part && isSeen(part)).map((part) => squeeze(part.innerText)).join(' ')];";
        let at: Value = browser.run(at, json!([label])).await;
        let is_wrong = field == Some(label);
        assert_eq!(at[0] == "true", is_wrong, "{label} after {words:?}: {at}");
        assert_eq!(at[1], false, "{label} can be typed into");
        assert!(
            !is_wrong || at[2].as_str().unwrap().contains(words[0]),
            "shown at {label}: {at}"
        );
    }
    assert!(
        browser.has("button", "Change").await,
        "the form is usable again"
    );
}

#[tokio::test]
async fn every_problem_code_has_its_own_message_at_the_right_place() {
    let host = HostServer::start().await;
    let browser = Browser::start().await;
    let problem = |status, code| Response::problem(status, code, json!({}));
    let current = Some("Current password");
    let new = Some("New password");
    let wrong = "This is not the current password.";
    let two_left = Response::problem(
        422,
        "current-password-incorrect",
        json!({ "attemptsLeft": 2 }),
    );
    check(
        &browser,
        &host,
        two_left,
        current,
        &[wrong, "2 tries left before the mailbox locks."],
    )
    .await;
    let may_lock =
        "Several wrong tries can lock the mailbox. If you are not sure, ask your administrator.";
    check(
        &browser,
        &host,
        problem(422, "current-password-incorrect"),
        current,
        &[wrong, may_lock],
    )
    .await;
    let rules = json!({ "violations": [{ "rule": "history" }, { "rule": "display-name" }] });
    let named = "The mail server refused it. Its rules: not one of the last 5 passwords; no part of your name.";
    check(
        &browser,
        &host,
        Response::problem(422, "password-rejected", rules),
        new,
        &[named],
    )
    .await;
    let unnamed = "The mail server refused this password and did not say why.";
    let may_be = "It may break a rule that is not shown here.";
    check(
        &browser,
        &host,
        problem(422, "password-rejected"),
        new,
        &[unnamed, may_be],
    )
    .await;
    check(
        &browser,
        &host,
        problem(422, "password-reused"),
        new,
        &["This password was used before. Choose another one."],
    )
    .await;
    let stolen = "This password is known from stolen lists. Choose another one.";
    check(
        &browser,
        &host,
        problem(422, "password-compromised"),
        new,
        &[stolen, "If you use the refused password anywhere else,"],
    )
    .await;
    let too_soon = Response::problem(422, "too-soon", json!({ "retryAfter": 7200 }));
    check(
        &browser,
        &host,
        too_soon,
        None,
        &["too new to be changed again.", "You can change it from"],
    )
    .await;
    let locked = Response::problem(423, "mailbox-locked", json!({ "unlocksInSeconds": 900 }));
    let sooner = "To unlock it sooner, ask your administrator: +1-555-0100.";
    check(
        &browser,
        &host,
        locked,
        None,
        &[
            "The mailbox is locked.",
            "It unlocks by itself after",
            sooner,
            "Your password was not changed.",
        ],
    )
    .await;
    let until_unlocked = "Ask your administrator to unlock it: +1-555-0100.";
    check(
        &browser,
        &host,
        problem(423, "mailbox-locked"),
        None,
        &["The mailbox is locked.", until_unlocked],
    )
    .await;
    let not_allowed = "You may not change this password yourself. Ask your administrator.";
    check(
        &browser,
        &host,
        problem(403, "change-not-allowed"),
        None,
        &[not_allowed, "+1-555-0100"],
    )
    .await;
    let mismatch = "You are signed in for another mailbox, not this one. Sign in for this one, or ask your administrator.";
    check(
        &browser,
        &host,
        problem(403, "mailbox-mismatch"),
        None,
        &[mismatch],
    )
    .await;
    let unknown = "The mail server does not know this mailbox. Ask your administrator.";
    check(
        &browser,
        &host,
        problem(404, "mailbox-unknown"),
        None,
        &[unknown],
    )
    .await;
    check(
        &browser,
        &host,
        problem(401, "session-expired"),
        None,
        &["Your session has ended. Sign in again"],
    )
    .await;
    let limited = problem(429, "rate-limited").header("Retry-After", "300");
    check(
        &browser,
        &host,
        limited,
        None,
        &["Too many tries in a short time.", "You can try again from"],
    )
    .await;
    check(
        &browser,
        &host,
        problem(409, "busy"),
        None,
        &["Another change of this password is running."],
    )
    .await;
    let away = "The mail server cannot be reached right now.";
    check(
        &browser,
        &host,
        problem(503, "directory-unavailable"),
        None,
        &[away],
    )
    .await;
    let other = Response::new(418, "text/html", "<h1>I am a teapot</h1>");
    check(
        &browser,
        &host,
        other,
        None,
        &[
            "The server refused the request (418).",
            "Your password was not changed.",
        ],
    )
    .await;
}

#[tokio::test]
async fn the_button_sends_nothing_until_retry_after_has_passed() {
    let host = HostServer::start().await;
    let browser = Browser::start().await;
    let limited = Response::problem(429, "rate-limited", json!({ "retryAfter": 300 }));
    check(&browser, &host, limited, None, &["You can try again from"]).await;
    browser.press("Change").await;
    until("the wait is announced", || async {
        browser
            .live_region_text()
            .await
            .starts_with("You can try again from")
            .then_some(())
    })
    .await;
    assert_eq!(host.requests("POST /api/password").len(), 1);
    browser.shift_clock(301).await;
    browser.press("Change").await;
    host.wait_for_request("POST /api/password", 2).await;
}

#[tokio::test]
async fn an_expired_session_is_reported_to_the_page_and_the_fields_keep_their_values() {
    let host = HostServer::start().await;
    let browser = Browser::start().await;
    let expired = Response::problem(401, "session-expired", json!({}));
    check(&browser, &host, expired, None, &["Your session has ended."]).await;
    assert_eq!(browser.events("session-expired").await.len(), 1);
    let failed = &browser.events("failed").await[0]["detail"];
    assert_eq!(
        (&failed["code"], &failed["status"]),
        (&json!("session-expired"), &json!(401))
    );

    host.respond("POST /api/password", Response::changed());
    browser
        .run(
            "document.querySelector('mailbox-password').resume();",
            json!([]),
        )
        .await;
    until("the notice is removed", || async {
        (!browser
            .visible_text()
            .await
            .contains("Your session has ended."))
        .then_some(())
    })
    .await;
    assert_eq!(
        host.requests("POST /api/password").len(),
        1,
        "resume() sends nothing by itself"
    );
    browser.press("Change").await;
    browser.wait_for_focus("Your password was changed.").await;
}

#[tokio::test]
async fn an_accepted_change_that_fails_later_is_not_changed() {
    let host = HostServer::start().await;
    let browser = Browser::start().await;
    let problem = json!({ "type": "urn:mailbox-password:problem:password-reused" });
    let failed = Response::json(200, &json!({ "state": "failed", "problem": problem }));
    host.respond("GET /api/jobs/8", failed);
    let accepted = Response::json(202, &json!({}))
        .header("Location", "/api/jobs/8")
        .header("Retry-After", "1");
    let words = "This password was used before. Choose another one.";
    check(&browser, &host, accepted, Some("New password"), &[words]).await;
}
