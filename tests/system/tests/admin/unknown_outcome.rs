//! The outcome is unknown to an administrator: checking it, what stays in the form, and what to do next.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::{Value, json};
use system_tests::{Browser, HostPage, HostServer, NEW, Response, until};

const CHANGED: &str = "The password was changed.";
const UNKNOWN: &str = "We do not know whether the password was changed.";
const MUST_CHANGE: &str = "The user must choose another password at the next sign-in";
const FIRST: &str = "and choose your own password.";
const ANOTHER: &str = "Set another password";
const LONG_AGO: &str = "2026-08-25T14:03:00Z";

/// Opens an administrator's form whose policy supports `mustChange`.
async fn open(page: &HostPage) -> (HostServer, Browser) {
    let policy = json!({ "supports": { "mustChange": true } });
    let (host, browser) = page
        .open_with(|host| host.respond("GET /api/policy", Response::policy(policy)))
        .await;
    browser.wait_for("checkbox", MUST_CHANGE).await;
    (host, browser)
}

/// Opens the form, and gets an unclear response to **Save**, with `mustChange` ticked or not.
async fn open_unknown(page: &HostPage, is_ticked: bool) -> (HostServer, Browser) {
    let (host, browser) = open(page).await;
    if is_ticked {
        browser.press_a("checkbox", MUST_CHANGE).await;
    }
    host.respond("POST /api/password", Response::new(500, "text/plain", "no"));
    browser.save(NEW).await;
    browser.wait_for_focus(UNKNOWN).await;
    (host, browser)
}

/// Checks that the option is disabled, and ticked as it was sent.
async fn check_option_disabled(browser: &Browser, is_ticked: bool) {
    let tick =
        "const e = find('checkbox', arguments[0]); e?.click(); return [e?.disabled, e?.checked];";
    until("the option is as it was sent", async || {
        let tick = browser.run(tick, json!([MUST_CHANGE])).await;
        (tick == json!([true, is_ticked])).then_some(())
    })
    .await;
}

/// **Check** finds that this request changed the password; the note says whether another one must be chosen first.
async fn check(host: &HostServer, browser: &Browser, back_end: Value, must_choose_first: bool) {
    let sent = host.requests("POST /api/password")[0].clone();
    let key = sent
        .header("idempotency-key")
        .unwrap()
        .trim_matches('"')
        .to_owned();
    let reference: String = key
        .chars()
        .filter(char::is_ascii_hexdigit)
        .take(6)
        .collect();
    let status = json!({ "lastChangeReference": reference, "mustChange": back_end });
    host.respond(
        "GET /api/status",
        Response::status("2026-11-23T14:03:00Z", status),
    );
    browser.press("Check").await;
    browser.wait_for_focus(CHANGED).await;
    until("the note matches what was sent", async || {
        let words = browser.visible_text().await;
        (words.contains("Hand it over") && words.contains(FIRST) == must_choose_first).then_some(())
    })
    .await;
}

#[tokio::test]
async fn the_note_reflects_the_options_that_were_sent_even_after_a_reload() {
    for (is_ticked, is_reloaded) in [(true, false), (false, false), (true, true), (false, true)] {
        let (host, browser) = open_unknown(&HostPage::administrator(), is_ticked).await;
        if is_reloaded {
            browser
                .run("window.addEventListener('beforeunload', (event) => event.stopImmediatePropagation(), true);", json!([]))
                .await;
            browser.open(host.url("/")).await;
            browser.wait_for_focus(UNKNOWN).await;
        }
        check_option_disabled(&browser, is_ticked).await;
        check(&host, &browser, json!(false), is_ticked).await;
    }
}

#[tokio::test]
async fn the_note_mentions_a_required_change_that_the_back_end_reports() {
    let (host, browser) = open_unknown(&HostPage::administrator(), false).await;
    check(&host, &browser, json!(true), true).await;
}

#[tokio::test]
async fn a_generated_password_stays_while_the_outcome_is_unknown() {
    let (host, browser) = open(&HostPage::administrator()).await;
    host.respond(
        "POST /api/password",
        Response::new(500, "text/plain", "no").held(),
    );
    browser.press("Generate").await;
    browser.wait_for("button", "Type one instead").await;
    let generated = browser.value("Password").await;
    browser.press("Save").await;
    browser.wait_for("button", "Saving…").await;
    assert!(!browser.has("button", "Type one instead").await);
    host.release_held().await;
    browser.wait_for_focus(UNKNOWN).await;
    assert!(!browser.has("button", "Type one instead").await);
    assert_eq!(browser.value("Password").await, generated);
}

#[tokio::test]
async fn without_a_status_endpoint_another_password_can_be_set() {
    let page = HostPage::administrator().without("status-endpoint");
    let (host, browser) = open_unknown(&page, false).await;
    assert!(!browser.has("button", ANOTHER).await);
    browser.press("It was refused").await;
    browser
        .wait_for_text("set another password, and hand over that one alone.")
        .await;
    browser.press(ANOTHER).await;
    browser.wait_for_focus("Password").await;
    assert_eq!(browser.value("Password").await, "");
    host.respond("POST /api/password", Response::changed());
    browser.press("Generate").await;
    browser.press("Save").await;
    browser.wait_for_focus(CHANGED).await;
    assert_eq!(host.requests("POST /api/password").len(), 2);
    browser.open(host.url("/")).await;
    browser.wait_for("button", "Save").await;
    browser.wait_for_text("12+ characters").await;
    assert!(!browser.visible_text().await.contains(UNKNOWN));
}

#[tokio::test]
async fn checking_an_unknown_outcome_is_worded_for_administrators() {
    let (host, browser) = open_unknown(&HostPage::administrator(), false).await;
    let words = browser.visible_text().await;
    assert!(
        words.contains("Do not send it again, and do not hand it over yet."),
        "{words}"
    );
    assert!(
        words.contains("The new password is still here: show it and write it down."),
        "{words}"
    );
    assert!(
        !words.contains("Your ") && !words.contains(CHANGED),
        "{words}"
    );
    assert_eq!(browser.value("Password").await, NEW);
    host.respond("GET /api/status", Response::status(LONG_AGO, json!({})));
    browser.press("Check").await;
    browser.wait_for_text("Not changed so far").await;
    browser.shift_clock(61).await;
    browser.press("Check").await;
    browser
        .wait_for_text("The password was not changed. You can try again.")
        .await;
    host.respond("POST /api/password", Response::changed());
    browser.press("Save").await;
    browser.wait_for_focus(CHANGED).await;
    assert_eq!(host.requests("POST /api/password").len(), 2);
}

#[tokio::test]
async fn without_a_status_endpoint_only_the_new_password_is_tried_in_webmail() {
    let page = HostPage::administrator().without("status-endpoint");
    let (_host, browser) = open_unknown(&page, false).await;
    browser
        .wait_for_text("Sign in to webmail with the new password, once.")
        .await;
    assert!(
        !browser.has("button", "The old one works").await,
        "an administrator does not know the old password"
    );
    browser.press("It was refused").await;
    browser
        .wait_for_text("That is no proof: the mailbox may be locked.")
        .await;
    browser.wait_for("heading", UNKNOWN).await;
    browser.press("It works").await;
    browser.say_again("It works").await;
    browser.wait_for_focus(CHANGED).await;
}
