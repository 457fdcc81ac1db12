//! Which devices of the checklist are done automatically because of a sign-in that the back end reports.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::{Value, json};
use system_tests::{HostPage, NEW, OLD, Response};

const DONE: &str = "Mark as done";

/// A status with this time of the back end's clock on the day of the change.
fn at(time: &str) -> Response {
    let now = format!("2026-11-23T{time}:00Z");
    Response::status("2026-08-25T14:03:00Z", json!({ "now": now }))
}

#[tokio::test]
async fn only_proved_devices_are_done_automatically_and_announced_once() {
    let (host, browser) = HostPage::complete().ready().await;
    let device = |name: &str, succeeded: &str, uses_new: Value| {
        json!({ "id": name, "name": name, "client": "android", "lastFailureAt": "2026-11-23T14:04:00Z",
                "lastSuccessAt": format!("2026-11-23T{succeeded}:00Z"), "usesNewPassword": uses_new })
    };
    let devices = json!([
        device("Proved", "14:05", json!(true)),
        device("In the grace", "14:10", json!(null)),
        device("After it", "14:40", json!(null)),
        device("With the old", "14:41", json!(false)),
        device("Refused", "13:00", json!(null)),
    ]);
    host.respond("GET /api/devices", Response::json(200, &devices));
    let grace = json!({ "changedAt": "2026-11-23T14:03:00Z", "now": "2026-11-23T14:03:00Z",
                        "oldPasswordWorksUntil": "2026-11-23T14:33:00Z" });
    host.respond("POST /api/password", Response::json(200, &grace));
    host.respond("GET /api/status", at("14:42"));
    browser.record_announcements().await;
    browser.change(OLD, NEW).await;
    let signed_in = "Signed in with the new password";
    let rows = format!(
        "With the old: Still using the old password|Refused: Refused|Proved: {signed_in}|In the grace: Seen|After it: {signed_in}"
    );
    let rows: Vec<&str> = rows.split('|').collect();
    browser.expect_checklist("2 of 5 devices done", &rows).await;
    let events = browser.events("checklist").await;
    assert_eq!(events[0]["detail"], json!({ "done": 2, "total": 5 }));
    browser.answer_device("Refused", DONE).await;
    browser.wait_for_text("3 of 5 devices done").await;
    let announced = browser.announcements().await;
    // The grace period of the response is still applied on the next visit.
    browser.open_unfinished_checklist(&host).await;
    browser.wait_for_text("3 of 5 devices done").await;
    let rows: Vec<_> = rows
        .iter()
        .map(|row| row.replace("Refused: Refused", "Refused: Marked as done"))
        .collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    browser.expect_checklist("3 of 5 devices done", &rows).await;
    let automatic = announced.iter().filter(|said| said.contains(signed_in));
    let once = ["Proved, After it: Signed in with the new password. 2 of 5 devices done"];
    assert!(automatic.eq(&once), "{announced:?}");
}

#[tokio::test]
async fn neither_the_local_clock_nor_a_future_sign_in_proves_a_device() {
    let phone = |succeeded: &str| json!([{ "id": "1", "name": "Ann’s iPhone", "client": "ios-mail", "lastSuccessAt": succeeded }]);
    let open = async |answer: Response, succeeded: &str, now: &str| {
        let state = json!({ "now": now });
        let page = HostPage::complete();
        page.open_with(|host| {
            host.respond("POST /api/password", answer);
            host.respond("GET /api/devices", Response::json(200, &phone(succeeded)));
            host.respond(
                "GET /api/status",
                Response::status("2026-08-25T14:03:00Z", state),
            );
        })
        .await
    };
    // A change without `changedAt`: the back end's clock may be ahead of the browser's.
    let (_host, browser) = open(
        Response::new(204, "text/plain", ""),
        "2099-01-01T12:00:00Z",
        "2099-01-01T12:01:00Z",
    )
    .await;
    browser.wait_for_form().await;
    browser.change(OLD, NEW).await;
    browser.wait_for_text("Seen ·").await;
    browser.wait_for_text("0 of 1 device done").await;

    let (_host, browser) = open(
        Response::changed(),
        "2041-01-01T12:00:00Z",
        "2026-11-23T14:04:00Z",
    )
    .await;
    browser.wait_for_form().await;
    browser.change(OLD, NEW).await;
    browser.wait_for_text("0 of 1 device done").await;
    assert!(
        !browser
            .visible_text()
            .await
            .contains("Signed in with the new")
    );
}

#[tokio::test]
async fn a_grace_period_that_arrives_after_the_devices_is_applied() {
    let (host, browser) = HostPage::complete().changed().await;
    let phone = json!([{ "id": "1", "name": "Ann’s iPhone", "client": "ios-mail", "lastSuccessAt": "2026-11-23T14:10:00Z" }]);
    host.respond("GET /api/devices", Response::json(200, &phone));
    let policy = json!({ "minLength": 13, "oldPasswordGraceSeconds": 60 });
    host.respond("GET /api/policy", Response::json(200, &policy).held());
    host.respond("GET /api/status", at("14:20"));
    browser.open_unfinished_checklist(&host).await;
    browser.wait_for_text("Seen ·").await;
    host.release_held().await;
    browser.wait_for_text("1 of 3 devices done").await;
}
