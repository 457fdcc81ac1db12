//! Unlocking a mailbox on the page where its password is set: a separate action, sent once, which can be retried.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::json;
use system_tests::{ANN, Browser, HostPage, HostServer, NEW, Response};

const CHANGED: &str = "The password was changed.";
const LONG_AGO: &str = "2026-08-25T14:03:00Z";
const STILL_LOCKED: &str = "The password is set, but the mailbox is still locked.";

/// Opens the form of a locked mailbox, and saves a password.
async fn save_while_locked(page: &HostPage) -> (HostServer, Browser) {
    let (host, browser) = page.open_with_status(json!({ "locked": true })).await;
    browser
        .wait_for_text("The mailbox is locked. A new password does not unlock it.")
        .await;
    browser.save(NEW).await;
    browser.wait_for_focus(CHANGED).await;
    browser.wait_for_text(STILL_LOCKED).await;
    (host, browser)
}

/// Checks that unlocking led to this text, after so many requests.
async fn check(browser: &Browser, host: &HostServer, words: &str, requests: usize) {
    browser.wait_for_text(words).await;
    let sent = host.requests("POST /api/unlock");
    assert_eq!(sent.len(), requests, "{words}");
    assert_eq!(sent[requests - 1].json(), json!({ "mailbox": ANN }));
}

#[tokio::test]
async fn unlocking_is_a_separate_action_after_saving() {
    let (host, browser) = save_while_locked(&HostPage::administrator()).await;
    assert!(
        host.requests("POST /api/unlock").is_empty(),
        "saving does not unlock"
    );
    browser
        .wait_for_text("Unlock only after the password is off every device.")
        .await;
    let answer = Response::new(204, "text/plain", "").held();
    host.respond("POST /api/unlock", answer);
    browser.press("Unlock").await;
    browser.press("Unlocking…").await;
    host.respond("GET /api/status", Response::status(LONG_AGO, json!({})));
    host.release_held().await;
    check(&browser, &host, "The mailbox was unlocked today at", 1).await;
    browser
        .wait_for_focus_starting("The mailbox was unlocked today at")
        .await;
    let events = browser.events("unlocked").await;
    assert_eq!(events.len(), 1);
    assert_eq!(
        events[0]["detail"],
        json!({ "mailbox": ANN, "effectiveAt": null })
    );
    assert_eq!(events[0]["isFrozen"], true);
    assert!(
        !browser.has("button", "Unlock").await,
        "it cannot be unlocked twice"
    );
}

#[tokio::test]
async fn a_refused_or_unclear_unlock_is_reported_and_can_be_retried() {
    let (host, browser) = save_while_locked(&HostPage::administrator()).await;
    let away = Response::problem(503, "directory-unavailable", json!({}));
    let cases = [
        (
            away,
            "The mailbox was not unlocked. The mail server cannot be reached right now.",
        ),
        (
            Response::html("<h1>Please sign in</h1>"),
            "No clear answer came back. Look whether it is still locked before you try again.",
        ),
        (
            Response::new(500, "text/plain", "no"),
            "No clear answer came back.",
        ),
        (
            Response::new(302, "text/plain", "").header("Location", "/sign-in"),
            "No clear answer came back.",
        ),
    ];
    for (index, (answer, words)) in cases.into_iter().enumerate() {
        host.respond("POST /api/unlock", answer);
        browser.press("Unlock").await;
        host.wait_for_request("POST /api/unlock", index + 1).await;
        check(&browser, &host, words, index + 1).await;
    }
    assert!(browser.events("unlocked").await.is_empty());
    host.respond("POST /api/unlock", Response::new(204, "text/plain", ""));
    browser.press("Unlock").await;
    browser
        .wait_for_text("The mailbox was unlocked today at")
        .await;
}

/// How the outcome of unlocking is drawn: whether it has an icon, its kind, and whether it has the colour of an error.
const LOOK: &str = "
    const line = all('[id$=-unlock-outcome]').find(isSeen);
    const error = document.createElement('p');
    error.dataset.kind = 'bad';
    line.closest('.mbp').append(error);
    const isRed = getComputedStyle(line).color === getComputedStyle(error).color;
    error.remove();
    return [all('svg').some((e) => line.contains(e) && isSeen(e)), line.dataset.kind ?? null, isRed];";

#[tokio::test]
async fn a_failed_unlock_looks_like_every_other_failure_and_a_success_does_not() {
    let (host, browser) = save_while_locked(&HostPage::administrator()).await;
    for (answer, words) in [
        (
            Response::problem(503, "directory-unavailable", json!({})),
            "The mailbox was not unlocked.",
        ),
        (
            Response::new(500, "text/plain", "no"),
            "No clear answer came back.",
        ),
    ] {
        host.respond("POST /api/unlock", answer);
        browser.press("Unlock").await;
        browser.wait_for_text(words).await;
        let look = browser.run(LOOK, json!([])).await;
        assert_eq!(look, json!([true, "bad", true]), "{words}");
    }
    host.respond("POST /api/unlock", Response::new(204, "text/plain", ""));
    browser.press("Unlock").await;
    browser
        .wait_for_text("The mailbox was unlocked today at")
        .await;
    let look = browser.run(LOOK, json!([])).await;
    assert_eq!(look, json!([false, null, false]));
}

#[tokio::test]
async fn what_speaks_for_or_against_unlocking_is_read_before_it() {
    let refused = json!({ "locked": true, "lastRefused": { "at": "2026-11-23T14:02:00Z", "client": "Office PC" } });
    for page in [
        HostPage::administrator(),
        HostPage::recovery("administrator").with("unlock-endpoint", "/api/unlock"),
    ] {
        let (_host, browser) = page
            .open_with(|host| host.set_status(refused.clone()))
            .await;
        browser.wait_for_text("Not safe to unlock yet.").await;
        browser.wait_for("button", "Unlock").await;
        let is_before = "const line = all('p').find((e) => isSeen(e) && e.innerText.includes('Not safe to unlock')); \
            return Boolean(line.compareDocumentPosition(find('button', 'Unlock')) & Node.DOCUMENT_POSITION_FOLLOWING);";
        assert_eq!(browser.run(is_before, json!([])).await, json!(true));
    }
}

#[tokio::test]
async fn unlocking_works_without_a_status_endpoint() {
    let page = HostPage::recovery("administrator")
        .with("unlock-endpoint", "/api/unlock")
        .without("status-endpoint");
    let (host, browser) = page.open().await;
    browser.press("Unlock").await;
    check(&browser, &host, "The mailbox was unlocked today at", 1).await;
}

#[tokio::test]
async fn an_unlock_without_its_headers_says_that_nothing_was_sent() {
    let (host, browser) = save_while_locked(&HostPage::administrator()).await;
    let fail = "document.querySelector('mailbox-password').headers = async ({ purpose }) => {
        if (purpose === 'unlock') throw new Error('no token'); };";
    browser.run(fail, json!([])).await;
    browser.record_announcements().await;
    browser.press("Unlock").await;
    let words = "The page could not prepare the request. Nothing was sent.";
    browser.wait_for_text(words).await;
    browser.wait_for_announcement(words).await;
    let look = browser.run(LOOK, json!([])).await;
    assert_eq!(look, json!([true, "bad", true]));
    assert!(host.requests("POST /api/unlock").is_empty());
    let mend = "document.querySelector('mailbox-password').headers = null;";
    browser.run(mend, json!([])).await;
    browser.press("Unlock").await;
    check(&browser, &host, "The mailbox was unlocked today at", 1).await;
}
