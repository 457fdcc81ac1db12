//! A lock, a session and their evidence are said as the back end has them now: what has ended is not said any more.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::{Value, json};
use system_tests::{Answer, Browser, Host, HostPage, NEW, OLD, until};

const CHANGED_AT: &str = "2026-08-25T14:03:00Z";
const LOCKED: &str = "The mailbox is locked.";
const NOT_LOCKED: &str = "The mailbox is not locked now.";
const AS_WELL: &str = "Unlock it as well.";
const NO_HELP: &str = "A new password does not unlock it.";
const SAFE: &str = "Safe to unlock.";
const ENDED: &str = "Your session has ended. Sign in again, in another tab if you like.";
const STAYS: &str = "What you typed stays here.";

fn state(host: &Host, status: Value) {
    host.answer("GET /api/status", Answer::status(CHANGED_AT, status));
}

fn expired() -> Answer {
    Answer::problem(401, "session-expired", json!({}))
}

/// Opens the page before a locked mailbox.
async fn open(page: &HostPage) -> (Host, Browser) {
    let page = page.clone().with_clock();
    let (host, browser) = page
        .open_with(|host| state(host, json!({ "locked": true })))
        .await;
    browser.sees(LOCKED).await;
    (host, browser)
}

/// The next look says that it is open: so does the element, and none of these words is left.
async fn check(host: &Host, browser: &Browser, gone: &[&str]) {
    state(host, json!({}));
    browser.pass(31).await;
    until("the words on the lock are gone", async || {
        let words = browser.words().await;
        let is_left = gone.iter().any(|gone| words.contains(gone));
        (!is_left).then_some(())
    })
    .await;
    browser.hears(NOT_LOCKED).await;
    let said = browser.heard().await;
    assert_eq!(
        said.iter().filter(|said| *said == NOT_LOCKED).count(),
        1,
        "{said:?}"
    );
}

async fn resume(browser: &Browser) {
    let resume = "document.querySelector('mailbox-password').resume();";
    browser.run(resume, json!([])).await;
}

async fn times_told(browser: &Browser) -> usize {
    browser.events("session-expired").await.len()
}

#[tokio::test]
async fn a_second_administrator_unlocks_while_this_one_looks() {
    let (host, browser) = open(&HostPage::administrator()).await;
    browser.sees(NO_HELP).await;
    browser.listen().await;
    check(&host, &browser, &[LOCKED, NO_HELP]).await;
    browser.sees(NOT_LOCKED).await;
    assert!(!browser.has("button", "Unlock").await);
}

#[tokio::test]
async fn an_unlock_whose_answer_was_lost_counts_once_the_mailbox_is_open() {
    for is_saved in [false, true] {
        let (host, browser) = open(&HostPage::administrator()).await;
        if is_saved {
            browser.fill("Password", NEW).await;
            browser.fill("Confirm", NEW).await;
            browser.press("Save").await;
            browser.sees(AS_WELL).await;
        }
        let lost = Answer::new(500, "text/plain", "no");
        host.answer("POST /api/unlock", lost);
        browser.press("Unlock").await;
        browser.sees("No clear answer came back.").await;
        browser.listen().await;
        let gone = [LOCKED, NO_HELP, AS_WELL, "No clear answer came back."];
        check(&host, &browser, &gone).await;
        browser.sees(NOT_LOCKED).await;
    }
}

#[tokio::test]
async fn ones_own_form_says_that_it_is_locked_only_while_it_is() {
    let (host, browser) = open(&HostPage::complete()).await;
    browser.fill_in(OLD, NEW).await;
    browser.listen().await;
    let ask = "Ask your administrator to unlock it";
    browser.sees(ask).await;
    check(&host, &browser, &[LOCKED, ask]).await;
    assert_eq!(browser.values().await, [OLD, NEW, NEW]);
}

#[tokio::test]
async fn a_recovery_gone_through_here_goes_on_when_the_mailbox_is_open() {
    let (host, browser) = open(&HostPage::complete()).await;
    browser.press("Go through it step by step").await;
    browser.wait_for_focus("Recover a locked mailbox").await;
    for step in ["Step 1 is done", "Step 2 is done"] {
        browser.press(step).await;
    }
    browser
        .sees("The server says that the mailbox is locked.")
        .await;
    assert!(!browser.has("button", "Step 3 is done").await);
    state(&host, json!({}));
    browser.pass(31).await;
    browser.sees(NOT_LOCKED).await;
    until("nothing says that it is locked", async || {
        let words = browser.words().await;
        let is_left = words.contains(LOCKED) || words.contains("Ask your administrator to unlock");
        (!is_left).then_some(())
    })
    .await;
    browser.press("Step 3 is done").await;
    browser.press("Step 4 is done").await;
    browser.sees("Last signed in at").await;
}

#[tokio::test]
async fn an_ended_session_is_said_once_and_nothing_is_asked_until_it_goes_on() {
    let page = HostPage::recovery("administrator").with("unlock-endpoint", "/api/unlock");
    let (host, browser) = open(&page).await;
    let quiet = json!({ "locked": true, "lastRefused": { "at": CHANGED_AT, "client": "Outlook" } });
    state(&host, quiet.clone());
    browser.pass(11).await;
    browser.sees(SAFE).await;
    for route in ["GET /api/status", "GET /api/devices"] {
        host.answer(route, expired());
    }
    browser.listen().await;
    browser.pass(11).await;
    browser.sees(ENDED).await;
    browser.hears(ENDED).await;
    let words = browser.words().await;
    for gone in [SAFE, LOCKED, STAYS] {
        assert!(!words.contains(gone), "{words}");
    }
    let before = host.requests("GET /api/").len();
    browser.pass(300).await;
    assert_eq!(host.requests("GET /api/").len(), before);
    assert_eq!(times_told(&browser).await, 1);
    state(&host, quiet);
    host.answer("GET /api/devices", Answer::json(200, &json!([])));
    resume(&browser).await;
    browser.sees(SAFE).await;
    assert!(!browser.words().await.contains(ENDED));
}

#[tokio::test]
async fn an_answer_that_cannot_be_had_makes_nothing_safe() {
    let page = HostPage::recovery("administrator").with("unlock-endpoint", "/api/unlock");
    let (host, browser) = open(&page).await;
    let quiet = json!({ "locked": true, "lastRefused": { "at": CHANGED_AT, "client": "Outlook" } });
    state(&host, quiet);
    browser.pass(11).await;
    browser.sees(SAFE).await;
    host.answer("GET /api/status", Answer::new(502, "text/plain", "no"));
    browser.pass(11).await;
    until("nothing is safe", async || {
        (!browser.words().await.contains(SAFE)).then_some(())
    })
    .await;
    browser.sees(LOCKED).await;
}

#[tokio::test]
async fn an_ended_session_is_said_beside_the_doubt_and_at_unlock() {
    let unclear = Answer::new(500, "text/plain", "no");
    let away = Answer::new(302, "text/plain", "").header("Location", "/sign-in");
    for (answer, words) in [(expired(), ENDED), (away, "You may have been signed out.")] {
        let (host, browser) = HostPage::complete().ready().await;
        host.answer("POST /api/password", unclear.clone());
        host.wait_for("GET /api/status", 1).await;
        browser.change(OLD, NEW).await;
        browser.wait_for("button", "Check").await;
        host.answer("GET /api/status", answer);
        for _ in 0..2 {
            browser.press("Check").await;
            browser.sees(words).await;
        }
        assert_eq!(times_told(&browser).await, 1);
        state(&host, json!({}));
        browser.press("Check").await;
        browser.sees("Not changed so far").await;
        assert!(!browser.words().await.contains(words));
    }
    for page in [
        HostPage::recovery("administrator").with("unlock-endpoint", "/api/unlock"),
        HostPage::administrator(),
    ] {
        let (host, browser) = open(&page).await;
        host.answer("POST /api/unlock", expired());
        browser.press("Unlock").await;
        let said = format!("The mailbox was not unlocked. {ENDED}");
        browser.sees(&said).await;
        assert_eq!(times_told(&browser).await, 1);
        let is_form = browser.has("button", "Save").await;
        assert_eq!(browser.words().await.contains(STAYS), is_form);
        resume(&browser).await;
        until("it is said no more", async || {
            (!browser.words().await.contains(ENDED)).then_some(())
        })
        .await;
    }
}

#[tokio::test]
async fn a_part_goes_on_when_the_host_says_so() {
    let (host, browser) = HostPage::complete().with_clock().ready().await;
    browser.change(OLD, NEW).await;
    browser.sees("0 of 3 devices done").await;
    for route in ["GET /api/status", "GET /api/devices"] {
        host.answer(route, expired());
    }
    browser.pass(11).await;
    browser.sees(ENDED).await;
    assert!(!browser.words().await.contains(STAYS), "the form has left");
    state(&host, json!({ "locked": true }));
    host.answer("GET /api/devices", Answer::json(200, &json!([])));
    browser.listen().await;
    resume(&browser).await;
    browser.sees(LOCKED).await;
    browser.hears(LOCKED).await;
    assert!(!browser.words().await.contains(ENDED));
    check(&host, &browser, &[LOCKED]).await;
}

#[tokio::test]
async fn what_is_asked_is_not_asked_again_before_it_is_answered() {
    let page = HostPage::recovery("administrator").with("unlock-endpoint", "/api/unlock");
    let (host, browser) = open(&page).await;
    let locked = Answer::status(CHANGED_AT, json!({ "locked": true })).held();
    let open = Answer::status(CHANGED_AT, json!({}));
    host.answers("GET /api/status", [locked, open]);
    let before = host.requests("GET /api/status").len();
    browser.pass(11).await;
    host.wait_for("GET /api/status", before + 1).await;
    browser.pass(50).await;
    browser.press("Unlock").await;
    browser.sees("The mailbox was unlocked at").await;
    assert_eq!(host.requests("GET /api/status").len(), before + 1);
    // What was asked before it was unlocked is out of date.
    host.release();
    browser.sees(NOT_LOCKED).await;
    assert_eq!(host.requests("GET /api/status").len(), before + 2);
}

#[tokio::test]
async fn an_unfinished_list_asks_nothing_before_it_is_unfolded() {
    let (host, browser) = HostPage::complete().with_clock().ready().await;
    browser.change(OLD, NEW).await;
    browser.answer_device("Office PC", "Not my device").await;
    browser.open(host.url("/")).await;
    browser.sees("Your list is not finished.").await;
    browser.sees("at least 12 characters").await;
    let [states, devices] =
        ["GET /api/status", "GET /api/devices"].map(|route| host.requests(route).len());
    browser.pass(60).await;
    assert_eq!(host.requests("GET /api/devices").len(), devices);
    assert_eq!(host.requests("GET /api/status").len(), states);
    let proved = json!([{ "id": "1", "name": "Ann's iPhone", "client": "ios-mail",
        "usesNewPassword": true, "lastSuccessAt": "2026-11-23T14:05:00Z" }]);
    host.answer("GET /api/devices", Answer::json(200, &proved));
    let offer = "find('summary', nameOf(all('summary').find(isSeen))).click();";
    browser.run(offer, json!([])).await;
    browser.sees("Signed in with the new password at").await;
    browser.pass(30).await;
    host.wait_for("GET /api/devices", devices + 2).await;
}
