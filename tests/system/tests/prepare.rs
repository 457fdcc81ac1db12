//! What to do before a change: folded, never in the way, and true about a device that is left behind.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::{Value, json};
use system_tests::{Answer, Browser, Host, HostPage, NEW, OLD};

const PREPARE: &str = "Prepare, so that the mailbox does not lock";
const STOPS: &str = "It stops getting mail.";
const MAY: &str = "Its tries with the old password may count as wrong ones and lock the mailbox.";
const COUNTS: &str = "Each of its tries with the old password counts as a wrong one.";
const LOCKS: &str = "It locks after 5 refused sign-ins, for 15 minutes.";
const WARNING: &str = "enter the new one on every device that connects to this mailbox.";
const TICKS: [&str; 3] = [
    "Close mail programs on your other devices.",
    "Put your other phones and tablets in flight mode, not the one you are using now.",
    "Tell everyone who also uses this mailbox.",
];

/// A form under this policy, with what to prepare unfolded.
async fn open(page: &HostPage, policy: Answer) -> (Host, Browser) {
    let (host, browser) = page
        .open_with(|host| host.answer("GET /api/policy", policy))
        .await;
    browser.wait_for_form().await;
    browser.press_a("summary", PREPARE).await;
    browser.sees(STOPS).await;
    (host, browser)
}

/// Exactly this is said of a device that is left behind, and the warning above **Change** stays.
async fn check(policy: Value, expected: &[&str]) {
    let (_host, browser) = open(&HostPage::complete(), Answer::json(200, &policy)).await;
    for words in expected {
        browser.sees(words).await;
    }
    let said = "return [...all('.mbp-label').find((e) => e.innerText.startsWith('What happens to a device')).parentElement
        .querySelectorAll('li')].map((e) => squeeze(e.innerText));";
    assert_eq!(
        browser.run(said, json!([])).await,
        json!(expected),
        "{policy}"
    );
    browser.sees(WARNING).await;
}

fn lockout(recent: &Value) -> Value {
    json!({ "lockout": { "threshold": 5, "windowSeconds": 900, "durationSeconds": 900, "recentPasswordsNotCounted": recent } })
}

#[tokio::test]
async fn a_device_left_behind_is_told_as_the_policy_has_it_and_no_further() {
    check(json!({}), &[STOPS, MAY]).await;
    check(json!({ "lockout": { "threshold": 0 } }), &[STOPS]).await;
    let counted = [COUNTS, LOCKS].join(" ");
    check(lockout(&json!(0)), &[STOPS, &counted]).await;
    let unknown = [MAY, LOCKS].join(" ");
    check(lockout(&json!(null)), &[STOPS, &unknown]).await;
    let two = "Tries with the last 2 passwords are not counted, so one change alone may not lock the mailbox. A further change can.";
    check(lockout(&json!(2)), &[STOPS, two]).await;
    let one = "Tries with the last password are not counted, so one change alone may not lock the mailbox. A second change can.";
    check(lockout(&json!(1)), &[STOPS, one]).await;
    let until_unlocked = "Each of its tries with the old password counts as a wrong one. It locks after 10 refused sign-ins.";
    let forever = json!({ "lockout": { "threshold": 10, "durationSeconds": 0, "recentPasswordsNotCounted": 0 } });
    check(forever, &[STOPS, until_unlocked]).await;
    let grace = "For about 1 hour after the change it may still connect with the old password.";
    check(
        json!({ "oldPasswordGraceSeconds": 3600 }),
        &[grace, STOPS, MAY],
    )
    .await;
}

#[tokio::test]
async fn without_any_policy_nothing_is_promised() {
    let page = HostPage::complete().without("policy-endpoint");
    let (_host, browser) = open(&page, Answer::policy(json!({}))).await;
    browser.sees(MAY).await;
    assert!(!browser.words().await.contains("refused sign-ins"));
}

#[tokio::test]
async fn it_is_folded_and_the_form_waits_for_nothing_of_it() {
    let (host, browser) = HostPage::complete().open().await;
    browser.wait_for_form().await;
    assert!(!browser.has("checkbox", TICKS[0]).await, "folded");
    assert_eq!(
        host.requests("GET /api/devices").len(),
        0,
        "nothing is asked for it yet"
    );
    browser.press_a("summary", PREPARE).await;
    for tick in TICKS {
        browser.wait_for("checkbox", tick).await;
    }
    browser
        .sees("These connect to the mailbox: Ann's iPhone, Office PC, Scanner, 2nd floor.")
        .await;
    browser.change(OLD, NEW).await;
    browser.wait_for_focus("Your password was changed.").await;
    assert_eq!(host.requests("POST").len(), 1);
}

#[tokio::test]
async fn what_is_ticked_is_for_this_change_only() {
    let (host, browser) = open(&HostPage::complete(), Answer::policy(json!({}))).await;
    let ticked = "return arguments[0].map((name) => find('checkbox', name)?.checked);";
    for tick in TICKS {
        browser.press_a("checkbox", tick).await;
    }
    // It stays while the form does: folded and unfolded, and after a refusal.
    browser.press_a("summary", PREPARE).await;
    browser.press_a("summary", PREPARE).await;
    host.answer(
        "POST /api/password",
        Answer::problem(409, "busy", json!({})),
    );
    browser.change(OLD, NEW).await;
    browser
        .sees("Another change of this password is running.")
        .await;
    assert_eq!(
        browser.run(ticked, json!([TICKS])).await,
        json!([true, true, true])
    );
    let kept =
        "return [...Object.entries(localStorage), ...Object.entries(sessionStorage)].length;";
    assert_eq!(
        browser.run(kept, json!([])).await,
        0,
        "it is written down nowhere"
    );
    host.answer("POST /api/password", Answer::changed());
    browser.press("Change").await;
    browser.wait_for_focus("Your password was changed.").await;
    assert!(!browser.has("summary", PREPARE).await, "gone with the form");

    browser.open(host.url("/")).await;
    browser.wait_for_form().await;
    browser.press_a("summary", PREPARE).await;
    browser.wait_for("checkbox", TICKS[0]).await;
    assert_eq!(
        browser.run(ticked, json!([TICKS])).await,
        json!([false, false, false])
    );
}

#[tokio::test]
async fn an_unfinished_list_of_an_earlier_change_is_left_as_it_is() {
    let (host, browser) = HostPage::complete().open().await;
    browser.wait_for_form().await;
    browser.change(OLD, NEW).await;
    browser.answer_device("Office PC", "Not my device").await;
    let kept =
        "return Object.entries(localStorage).map(([key, text]) => [key, JSON.parse(text).rows]);";
    let before = browser.run(kept, json!([])).await;
    browser.open(host.url("/")).await;
    browser.wait_for_form().await;
    browser.press_a("summary", PREPARE).await;
    browser.sees("These connect to the mailbox:").await;
    assert_eq!(browser.run(kept, json!([])).await, before);
}

#[tokio::test]
async fn what_cannot_be_loaded_is_said_and_tried_again_and_the_form_goes_on() {
    let (_host, browser) = HostPage::complete().open().await;
    browser.wait_for_form().await;
    let block = async |urls: Value| {
        browser.cdp("Network.enable", json!({})).await;
        browser
            .cdp("Network.setBlockedURLs", json!({ "urls": urls }))
            .await;
    };
    block(json!(["*mailbox-password-full-*"])).await;
    browser.press_a("summary", PREPARE).await;
    browser.sees("The rest could not be loaded.").await;
    block(json!([])).await;
    browser.press("Try again").await;
    browser.wait_for("checkbox", TICKS[0]).await;
    browser.change(OLD, NEW).await;
    browser.wait_for_focus("Your password was changed.").await;
}
