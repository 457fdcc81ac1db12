//! An administrator in doubt: what was sent counts and not what was ticked since, nothing is wiped, and there is a way out.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::{Value, json};
use system_tests::{Browser, HostPage, HostServer, NEW, Response, until};

const CHANGED: &str = "The password was changed.";
const UNKNOWN: &str = "We do not know whether the password was changed.";
const MUST_CHANGE: &str = "The user must choose another password at the next sign-in";
const FIRST: &str = "and choose your own password. Only then enter it on your devices.";
const ANOTHER: &str = "Set another password";
const LONG_AGO: &str = "2026-08-25T14:03:00Z";
const ONLY: &str = "Here passwords are generated, not typed.";

/// An administrator's form, where another password can be asked for at the next sign-in.
async fn open(page: &HostPage) -> (HostServer, Browser) {
    let policy = json!({ "supports": { "mustChange": true } });
    let (host, browser) = page
        .open_with(|host| host.respond("GET /api/policy", Response::policy(policy)))
        .await;
    browser.wait_for("checkbox", MUST_CHANGE).await;
    (host, browser)
}

/// After an unclear answer to **Save**, with the wish ticked or not.
async fn unknown(page: &HostPage, is_ticked: bool) -> (HostServer, Browser) {
    let (host, browser) = open(page).await;
    if is_ticked {
        browser.press_a("checkbox", MUST_CHANGE).await;
    }
    host.respond("POST /api/password", Response::new(500, "text/plain", "no"));
    browser.fill("Password", NEW).await;
    browser.fill("Confirm", NEW).await;
    browser.press("Save").await;
    browser.wait_for_focus(UNKNOWN).await;
    (host, browser)
}

/// The tick cannot be changed now, and is as it was sent.
async fn is_fixed(browser: &Browser, is_ticked: bool) {
    let tick =
        "const e = find('checkbox', arguments[0]); e?.click(); return [e?.disabled, e?.checked];";
    until("the tick is as it was sent", async || {
        let tick = browser.run(tick, json!([MUST_CHANGE])).await;
        (tick == json!([true, is_ticked])).then_some(())
    })
    .await;
}

/// **Check** finds it changed by this request; the note says whether another one must be chosen first.
async fn check(host: &HostServer, browser: &Browser, back_end: Value, says_so: bool) {
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
    until("the note says what is so", async || {
        let words = browser.visible_text().await;
        (words.contains("Hand it over") && words.contains(FIRST) == says_so).then_some(())
    })
    .await;
}

#[tokio::test]
async fn the_note_goes_by_what_was_sent_also_after_a_reload() {
    for (is_ticked, is_reloaded) in [(true, false), (false, false), (true, true), (false, true)] {
        let (host, browser) = unknown(&HostPage::administrator(), is_ticked).await;
        if is_reloaded {
            browser
                .run("window.addEventListener('beforeunload', (event) => event.stopImmediatePropagation(), true);", json!([]))
                .await;
            browser.open(host.url("/")).await;
            browser.wait_for_focus(UNKNOWN).await;
        }
        is_fixed(&browser, is_ticked).await;
        check(&host, &browser, json!(false), is_ticked).await;
    }
}

#[tokio::test]
async fn the_note_says_what_the_back_end_asks_for_by_itself() {
    let (host, browser) = unknown(&HostPage::administrator(), false).await;
    check(&host, &browser, json!(true), true).await;
}

#[tokio::test]
async fn a_generated_password_is_not_wiped_while_nobody_knows() {
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
    host.release_held();
    browser.wait_for_focus(UNKNOWN).await;
    assert!(!browser.has("button", "Type one instead").await);
    assert_eq!(browser.value("Password").await, generated);
}

#[tokio::test]
async fn without_a_status_another_password_is_the_way_out() {
    let page = HostPage::administrator().without("status-endpoint");
    let (host, browser) = unknown(&page, false).await;
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
    browser.wait_for_text("at least 12 characters").await;
    assert!(!browser.visible_text().await.contains(UNKNOWN));
}

#[tokio::test]
async fn what_was_typed_before_the_policy_forbade_it_is_not_sent() {
    let forbids = json!({ "supports": { "typedByAdministrator": false } });
    let (host, browser) = HostPage::administrator()
        .open_with(|host| host.respond("GET /api/policy", Response::policy(forbids).held()))
        .await;
    browser.fill("Password", NEW).await;
    browser.fill("Confirm", NEW).await;
    browser.record_announcements().await;
    host.release_held();
    browser.wait_for_text(ONLY).await;
    browser.wait_for_announcement(ONLY).await;
    assert_eq!(browser.value("Password").await, "");
    browser
        .run(
            "find('field', 'Password').value = find('field', 'Confirm').value = arguments[0];",
            json!([NEW]),
        )
        .await;
    browser.press("Save").await;
    browser
        .wait_for_focus("The password was not sent. Please check:")
        .await;
    assert!(host.requests("POST").is_empty());
}

#[tokio::test]
async fn what_was_generated_before_the_rules_came_is_drawn_anew_if_it_does_not_meet_them() {
    let (host, browser) = HostPage::administrator()
        .open_with(|host| {
            host.respond(
                "GET /api/policy",
                Response::policy(json!({ "minLength": 60 })).held(),
            );
        })
        .await;
    browser.press("Generate").await;
    browser
        .wait_for_text("You cannot see this password again after Save.")
        .await;
    let first = browser.value("Password").await;
    browser.record_announcements().await;
    host.release_held();
    let anew = "The generated password did not meet the rules, which came later. This is another one: do not use the earlier one.";
    browser.wait_for_text(anew).await;
    browser.wait_for_announcement(anew).await;
    let second = browser.value("Password").await;
    assert!(second != first && second.len() >= 60, "{second}");
    browser.press("Save").await;
    browser.wait_for_focus(CHANGED).await;
    assert_eq!(host.requests("POST")[0].json()["newPassword"], second);
}

#[tokio::test]
async fn nothing_is_said_of_a_lock_where_nothing_locks_or_the_provider_has_own_words() {
    let never = json!({ "lockout": { "threshold": 0 } });
    let own = json!({ "statement": "A forgotten device is cut off for a day." });
    for (policy, says) in [
        (never, "stops getting mail."),
        (own, "A forgotten device is cut off for a day."),
    ] {
        let (host, browser) = HostPage::administrator()
            .open_with(|host| {
                host.respond("GET /api/policy", Response::policy(policy));
                let lately = json!({ "passwordChangedAt": "2026-11-23T13:03:00Z" });
                host.respond("GET /api/status", Response::status(LONG_AGO, lately));
            })
            .await;
        browser.wait_for_text(says).await;
        browser
            .wait_for_text("Some devices may not have that one yet.")
            .await;
        assert!(!browser.visible_text().await.contains("lock"), "{says}");
        browser.press("Generate").await;
        browser.press("Save").await;
        browser.wait_for_focus(CHANGED).await;
        let words = browser.visible_text().await;
        assert_eq!(
            words.matches(says).count(),
            2,
            "beside it and in the note: {words}"
        );
        assert!(!words.contains("lock"), "{words}");
        assert_eq!(host.requests("POST").len(), 1);
    }
}
