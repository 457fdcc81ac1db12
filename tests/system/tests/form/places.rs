//! Nothing in the form moves while it is filled in, refused or sent: its lines have their room from the start, and
//! stand beside what they are about.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::{Value, json};
use system_tests::{HostPage, NEW, OLD, Response, german, until};

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
    host.release_held().await;
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
    host.release_held().await;
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

/// What may be said beside **Generate** on a phone, and whether it is an error, which is bold.
const SAID: [(&str, &str); 8] = [
    ("generate-hint", ""),
    ("generate-not-random", "bad"),
    ("generated-anew", "warn"),
    ("generated-once", "warn"),
    ("only-generated", ""),
    ("password-copied", ""),
    ("recent-change", "warn"),
    ("recent-change-no-lock", "warn"),
];

/// How far a text about **Generate** reaches beyond the room that is kept for it, in pixels.
const BEYOND: &str = "const [text, kind] = arguments;
    const line = all('.mbp-generator > .mbp-help')[0];
    const copy = line.cloneNode(true);
    if (kind) copy.dataset.kind = kind; else delete copy.dataset.kind;
    copy.querySelector('span').textContent = text.replace('{time}', 'gestern um 10:38');
    copy.style.minBlockSize = '0';
    line.after(copy);
    const height = copy.getBoundingClientRect().height;
    copy.remove();
    return Math.round(height - parseFloat(getComputedStyle(line).minBlockSize));";

#[tokio::test]
async fn what_comes_beside_generate_has_its_room_in_the_longer_language_on_a_phone() {
    for width in [390, 375, 360] {
        let (_host, browser) = HostPage::administrator().lang("de").open().await;
        browser.emulate_phone(width, 844).await;
        browser.wait_for_rules().await;
        for (name, kind) in SAID {
            let text = german(name).unwrap();
            let beyond = browser.run(BEYOND, json!([text, kind])).await;
            assert!(
                beyond.as_i64().unwrap() <= 0,
                "{name}, {width} px: {beyond} px"
            );
        }
        let before = browser.run(TOPS, json!([])).await;
        browser.press(&german("generate").unwrap()).await;
        let copy = german("copy-password").unwrap();
        until("a password is generated", async || {
            browser.has("button", &copy).await.then_some(())
        })
        .await;
        assert_eq!(browser.run(TOPS, json!([])).await, before, "{width} px");
    }
}
