//! Answers of a former endpoint or session are dropped, however late they come.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::json;
use system_tests::{HostPage, NEW, OLD, Response, UNKNOWN};

const SET: &str =
    "document.querySelector('mailbox-password').setAttribute(arguments[0], arguments[1]);";

#[tokio::test]
async fn a_late_policy_of_a_former_endpoint_is_dropped() {
    let second = "GET /api/policy?second";
    let (host, browser) = HostPage::complete()
        .with_fake_clock()
        .open_with(|host| {
            host.respond("GET /api/policy", Response::policy(json!({})).held());
            let longer = Response::policy(json!({ "minLength": 20 }));
            host.respond(second, longer);
        })
        .await;
    browser.wait_for_form().await;
    host.wait_for_request("GET /api/policy", 1).await;
    browser
        .run(SET, json!(["policy-endpoint", "/api/policy?second"]))
        .await;
    browser.wait_for_text("20+ characters").await;
    host.release_held().await;
    browser.wait_until_idle().await;
    browser.fill("New password", "x").await;
    browser.wait_for_text("19 more characters").await;
    assert!(browser.visible_text().await.contains("20+ characters"));
}

#[tokio::test]
async fn devices_are_requested_anew_from_another_endpoint() {
    let other = json!([{ "id": "9", "name": "The right one", "client": "other" }]);
    let (host, browser) = HostPage::recovery("user")
        .open_with(|host| {
            let devices = json!([{ "id": "8", "name": "The wrong one", "client": "other" }]);
            host.respond("GET /api/devices", Response::json(200, &devices).held());
            host.respond("GET /api/devices?second", Response::json(200, &other));
        })
        .await;
    host.wait_for_request("GET /api/devices", 1).await;
    browser
        .run(SET, json!(["devices-endpoint", "/api/devices?second"]))
        .await;
    host.release_held().await;
    host.wait_for_request("GET /api/devices?second", 1).await;
    browser.wait_for_text("The right one").await;
    assert!(!browser.visible_text().await.contains("The wrong one"));
}

#[tokio::test]
async fn a_check_at_a_former_endpoint_proves_nothing() {
    let (host, browser) = HostPage::complete()
        .open_with(|host| {
            host.respond("POST /api/password", Response::new(500, "text/plain", "no"));
        })
        .await;
    host.wait_for_request("GET /widget/common", 1).await;
    browser.change(OLD, NEW).await;
    browser.wait_for_focus(UNKNOWN).await;
    let asked = host.requests("GET /api/status").len();
    let changed = Response::status("2026-11-23T14:03:00Z", json!({}));
    host.respond("GET /api/status", changed.held());
    host.respond(
        "GET /api/status?second",
        Response::status("2026-08-25T14:03:00Z", json!({})),
    );
    browser.press("Check").await;
    host.wait_for_request("GET /api/status", asked + 1).await;
    browser
        .run(SET, json!(["status-endpoint", "/api/status?second"]))
        .await;
    host.wait_for_request("GET /api/status?second", 1).await;
    host.release_held().await;
    browser
        .wait_for_text("The server gave no clear answer. Check again in a moment.")
        .await;
}

#[tokio::test]
async fn a_refusal_from_before_signing_in_again_does_not_end_the_new_session() {
    let (host, browser) = HostPage::complete().with_fake_clock().ready().await;
    browser.wait_for_text("12+ characters").await;
    let expired = Response::problem(401, "session-expired", json!({}));
    host.respond("GET /api/policy", expired.held());
    let resume = "document.querySelector('mailbox-password').resume();";
    let asked = host.requests("GET /api/policy").len();
    browser.run(resume, json!([])).await;
    host.wait_for_request("GET /api/policy", asked + 1).await;
    host.respond(
        "GET /api/policy",
        Response::policy(json!({ "minLength": 20 })),
    );
    browser.run(resume, json!([])).await;
    browser.wait_for_text("20+ characters").await;
    host.release_held().await;
    browser.wait_until_idle().await;
    assert!(browser.events("session-expired").await.is_empty());
    assert!(
        !browser
            .visible_text()
            .await
            .contains("Your session has ended")
    );
}
