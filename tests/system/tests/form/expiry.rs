//! When the password expires is said below its field, without moving anything.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::{Value, json};
use system_tests::{HostPage, Response, until};

const CHANGED_AT: &str = "2026-09-01T08:00:00Z";

/// What stands below the current password, and how far from the top of the page each control is.
const SHOWN: &str = "return [
  document.querySelector('mailbox-password [id$=current-help]').innerText.trim(),
  all('mailbox-password :is(button, a, input, summary)').filter(isSeen)
    .map((e) => [nameOf(e), Math.round(e.getBoundingClientRect().top + scrollY)]),
];";

/// Gives these answers in turn; the back end's clock says 14:03 on 23 November.
async fn check(lang: &str, answers: &[(Value, &str)]) {
    let page = HostPage::complete().lang(lang);
    let status = |more: &Value| Response::status(CHANGED_AT, more.clone());
    let (host, browser) = page
        .open_with(|host| host.respond("GET /api/status", status(&answers[0].0)))
        .await;
    browser.wait_for_text("12+").await;
    let mut places = None;
    for (members, words) in answers {
        host.respond("GET /api/status", status(members));
        let resume = "document.querySelector('mailbox-password').resume();";
        browser.run(resume, json!([])).await;
        let controls = until(&format!("{members}: {words}"), async || {
            let shown = browser.run(SHOWN, json!([])).await;
            (shown[0] == *words).then(|| shown[1].clone())
        })
        .await;
        assert_eq!(*places.get_or_insert(controls.clone()), controls, "{words}");
    }
}

fn at(instant: &str) -> Value {
    json!({ "expiresAt": instant })
}

#[tokio::test]
async fn it_is_said_in_how_many_days_the_password_expires() {
    let soon = at("2026-11-28T20:00:00Z");
    let in_five_days = "Your password expires in 5 days.";
    check(
        "en",
        &[
            (soon.clone(), in_five_days),
            (at("2026-12-07T14:03:00Z"), ""),
            (soon.clone(), in_five_days),
            (json!({}), ""),
            (
                at("2026-11-25T14:02:59Z"),
                "Your password expires in 1 day.",
            ),
            (at("on Monday"), ""),
            (
                at("2026-11-24T14:02:59Z"),
                "Your password expires in less than a day.",
            ),
            (json!({ "expiresAt": 5 }), ""),
            (at("2026-11-23T14:03:00Z"), "Your password has expired."),
            (json!({ "expiresAt": null }), ""),
            (
                json!({ "mustChange": true }),
                "You have to choose a new password.",
            ),
        ],
    )
    .await;
}

#[tokio::test]
async fn it_is_said_in_german_in_how_many_days_the_password_expires() {
    check(
        "de",
        &[
            (
                at("2026-11-28T20:00:00Z"),
                "Ihr Passwort läuft in 5 Tagen ab.",
            ),
            (
                at("2026-11-25T14:02:59Z"),
                "Ihr Passwort läuft in 1 Tag ab.",
            ),
            (at("2026-11-22T14:03:00Z"), "Ihr Passwort ist abgelaufen."),
        ],
    )
    .await;
}
