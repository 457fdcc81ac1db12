//! The page `example.html` of `dist`: each simulated response, each mode, and opening it as a file.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "these are tests")]

use std::path::Path;

use serde_json::{Value, json};
use system_tests::{Browser, HostServer, NEW, OLD, until};

const PAGE: &str = "/widget/example.html";
const NOT_SERVED: &str = "This page must be served";
const UNKNOWN: &str = "We do not know whether your password was changed.";

/// The options of *The back end answers*, and what the element shows after each.
const ANSWERS: [(&str, &str); 20] = [
    ("changed", "Your password was changed."),
    ("changed (202)", "Your password was changed."),
    (
        "wrong current password",
        "This is not the current password.",
    ),
    (
        "rejected with rules",
        "The mail server refused it. Its rules: not one of the last 5 passwords; no part of your name",
    ),
    ("rejected without reason", "did not say why"),
    ("reused", "This password was used before."),
    ("compromised", "This password is known from stolen lists."),
    ("too soon", "too new to be changed again"),
    ("locked", "The mailbox is locked."),
    ("not allowed", "You may not change this password yourself."),
    ("mismatch", "You are signed in for another mailbox"),
    ("unknown mailbox", "does not know this mailbox"),
    ("session expired", "Your session has ended."),
    ("rate limited", "Too many tries in a short time."),
    ("busy", "Another change of this password is running."),
    (
        "directory unavailable",
        "The mail server cannot be reached right now.",
    ),
    ("500", UNKNOWN),
    ("nonsense", UNKNOWN),
    ("never answers", UNKNOWN),
    ("connection lost", UNKNOWN),
];

/// Selects an option by its text.
async fn choose(browser: &Browser, select: &str, option: &str) {
    let script = "const select = document.getElementById(arguments[0]);
        select.value = [...select.options].find((option) => option.text === arguments[1]).value;
        select.dispatchEvent(new Event('change', { bubbles: true }));";
    browser.run(script, json!([select, option])).await;
}

async fn opened() -> (HostServer, Browser) {
    let (host, browser) = (HostServer::start().await, Browser::start().await);
    browser.open(host.url(PAGE)).await;
    wait_for_form(&browser).await;
    (host, browser)
}

/// Waits for the form and its rules, which appear a little later and shift the layout.
async fn wait_for_form(browser: &Browser) {
    browser.wait_for_form().await;
    browser.wait_for_text("12+ characters").await;
}

/// No policy violation, no error, and no request except for the page's files.
async fn check(host: &HostServer, browser: &Browser, when: &str) {
    assert_eq!(
        browser.csp_violations().await,
        Vec::<Value>::new(),
        "{when}"
    );
    assert_eq!(browser.script_errors().await, Vec::<Value>::new(), "{when}");
    let mut errors = browser.console_errors().await;
    // The driver leaves pages without the confirmation of `beforeunload`, which Chromium logs.
    errors.retain(|error| !error.contains("'beforeunload'"));
    assert_eq!(errors, Vec::<String>::new(), "{when}");
    assert!(host.requests("POST").is_empty(), "{when}");
}

#[tokio::test]
async fn each_simulated_response_leads_to_its_state() {
    let (host, browser) = opened().await;
    let script =
        "return [...document.getElementById('answer').options].map((option) => option.text);";
    let offered = browser.run(script, json!([])).await;
    assert_eq!(offered, json!(ANSWERS.map(|(answer, _)| answer)));
    for (answer, words) in ANSWERS {
        browser.open(host.url(PAGE)).await;
        browser
            .run("localStorage.clear(); sessionStorage.clear();", json!([]))
            .await;
        browser.open(host.url(PAGE)).await;
        wait_for_form(&browser).await;
        if answer == "never answers" {
            let script = "document.querySelector('mailbox-password').setAttribute('timeout', '1');";
            browser.run(script, json!([])).await;
        }
        choose(&browser, "answer", answer).await;
        browser.change(OLD, NEW).await;
        browser.wait_for_text(words).await;
        check(&host, &browser, answer).await;
    }
}

#[tokio::test]
async fn checking_finds_a_simulated_change_and_events_are_listed() {
    let (host, browser) = opened().await;
    assert!(
        !browser
            .run("return document.body.innerText;", json!([]))
            .await
            .to_string()
            .contains(NOT_SERVED)
    );
    choose(&browser, "answer", "500").await;
    browser
        .run("document.getElementById('really').click();", json!([]))
        .await;
    browser.change(OLD, NEW).await;
    browser.wait_for_text(UNKNOWN).await;
    browser.press("Check").await;
    browser.wait_for_focus("Your password was changed.").await;
    for event in ["ready", "before-submit", "unknown", "changed"] {
        browser.wait_for_page_text(&format!("{event} {{")).await;
    }
    check(&host, &browser, "a change that was found by checking").await;
}

#[tokio::test]
async fn each_mode_can_be_chosen() {
    let (host, browser) = opened().await;
    choose(&browser, "mode", "admin: somebody else's").await;
    browser.wait_for("button", "Generate").await;
    browser.press("Generate").await;
    browser.press("Save").await;
    browser.wait_for_text("The password was changed.").await;
    choose(&browser, "mode", "recovery: the user's side").await;
    browser
        .wait_for_text("Which devices connect to this mailbox?")
        .await;
    choose(&browser, "mode", "recovery: nobody signed in").await;
    browser
        .wait_for_text("When the device gets mail, go on to the next.")
        .await;
    browser
        .run("document.getElementById('locked').click();", json!([]))
        .await;
    choose(&browser, "mode", "recovery: the administrator's side").await;
    browser.press("Unlock").await;
    browser
        .wait_for_text("The mailbox is unlocked from about")
        .await;
    choose(&browser, "mode", "self: one's own password").await;
    browser.wait_for_form().await;
    choose(&browser, "language", "Deutsch").await;
    until("the texts are German", || async {
        browser
            .visible_text()
            .await
            .contains("Passwort")
            .then_some(())
    })
    .await;
    check(&host, &browser, "the modes").await;
}

#[tokio::test]
async fn opened_as_a_file_the_page_says_that_it_must_be_served() {
    let browser = Browser::start().await;
    let dist = std::env::var("MAILBOX_PASSWORD_DIST").expect("where dist is");
    let page = Path::new(&dist).join("example.html");
    browser.open(format!("file://{}", page.display())).await;
    browser.wait_for_page_text(NOT_SERVED).await;
    browser
        .wait_for_page_text("python3 -m http.server 8000")
        .await;
}
