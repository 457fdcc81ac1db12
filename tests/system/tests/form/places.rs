//! Nothing in the form moves while it is filled in, refused or sent: its lines have their room from the start, and
//! stand beside what they are about.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::{Value, json};
use system_tests::{HostPage, NEW, OLD, Response};

/// Where the three fields and the button begin, in pixels from the top of the page.
const TOPS: &str = "return all('mailbox-password .mbp-control, mailbox-password [type=submit]')
    .map((e) => Math.round(e.getBoundingClientRect().top + scrollY));";

async fn check(width: u32) {
    let (host, browser) = HostPage::complete()
        .open_with(|host| host.respond("GET /api/policy", Response::policy(json!({})).held()))
        .await;
    browser.resize(width, 900).await;
    browser.wait_for_text("Loading the rules…").await;
    let first: Value = browser.run(TOPS, json!([])).await;
    assert_eq!(first.as_array().unwrap().len(), 4);
    let same = async |moment: &str| {
        let tops = browser.run(TOPS, json!([])).await;
        assert_eq!(tops, first, "{moment}, at {width} px");
    };
    host.release_held();
    browser.wait_for_text("12+ characters").await;
    same("with the rules").await;

    browser.press("Change").await;
    browser
        .wait_for_text("Nothing was sent. Please correct:")
        .await;
    same("refused before sending").await;
    browser.fill("New password", "velvet").await;
    browser.wait_for_text("6 more characters").await;
    same("while typing").await;
    browser.fill_in(OLD, NEW).await;
    browser.wait_for_text("They match.").await;
    same("filled in").await;

    for (code, members, words) in [
        (
            "current-password-incorrect",
            json!({ "attemptsLeft": 2 }),
            "2 tries left",
        ),
        ("password-rejected", json!({}), "did not say why"),
        (
            "password-rejected",
            json!({ "violations": [{ "rule": "history" }] }),
            "not one of the last 5 passwords",
        ),
    ] {
        host.respond("POST /api/password", Response::problem(422, code, members));
        browser.fill("Current password", OLD).await;
        browser.press("Change").await;
        browser.wait_for_text(words).await;
        same(words).await;
    }

    host.respond("POST /api/password", Response::changed().held());
    browser.press("Change").await;
    browser.wait_for("button", "Changing…").await;
    same("sending").await;
    host.release_held();
    browser.wait_for_focus("Your password was changed.").await;
}

#[tokio::test]
async fn nothing_moves_on_a_wide_screen() {
    check(1280).await;
}

#[tokio::test]
async fn nothing_moves_on_a_phone() {
    check(390).await;
}

#[tokio::test]
async fn the_words_about_generate_stand_beside_it_on_a_phone() {
    let (_host, browser) = HostPage::administrator().open().await;
    browser.wait_for_text("12+ characters").await;
    let gap =
        "const line = all('.mbp-generator > .mbp-help > span').at(-1).getBoundingClientRect();
        const button = find('button', 'Generate').getBoundingClientRect();
        return Math.round(Math.max(button.top - line.bottom, line.top - button.bottom));";
    for width in [390, 320] {
        browser.resize(width, 900).await;
        let before = browser.run(gap, json!([])).await;
        assert!((0..=16).contains(&before.as_i64().unwrap()), "{before} px");
    }
    browser.press("Generate").await;
    browser
        .wait_for_text("You cannot see this password again after Save.")
        .await;
    for width in [390, 320] {
        browser.resize(width, 900).await;
        let after = browser.run(gap, json!([])).await;
        assert!((0..=16).contains(&after.as_i64().unwrap()), "{after} px");
    }
}
