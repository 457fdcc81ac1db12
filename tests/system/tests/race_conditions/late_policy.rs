//! A policy that arrives late: after a password was typed, generated or submitted.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::json;
use system_tests::{HostPage, NEW, OLD, Response};

const CHANGED: &str = "The password was changed.";
const ONLY: &str = "Here passwords are generated, not typed.";

#[tokio::test]
async fn a_password_typed_before_the_policy_forbade_typing_is_not_sent() {
    let forbids = json!({ "supports": { "typedByAdministrator": false } });
    let (host, browser) = HostPage::administrator()
        .open_with(|host| host.respond("GET /api/policy", Response::policy(forbids).held()))
        .await;
    browser.fill("Password", NEW).await;
    browser.fill("Confirm", NEW).await;
    browser.record_announcements().await;
    host.release_held().await;
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
        .wait_for_text("Nothing was sent. Please correct:")
        .await;
    assert!(host.requests("POST").is_empty());
}

#[tokio::test]
async fn a_password_generated_before_the_rules_arrived_is_replaced_if_it_breaks_them() {
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
    host.release_held().await;
    let replaced = "The generated password did not meet the rules, which came later. This is another one: do not use the earlier one.";
    browser.wait_for_text(replaced).await;
    browser.wait_for_announcement(replaced).await;
    let second = browser.value("Password").await;
    assert!(second != first && second.len() >= 60, "{second}");
    browser.press("Save").await;
    browser.wait_for_focus(CHANGED).await;
    assert_eq!(host.requests("POST")[0].json()["newPassword"], second);
}

#[tokio::test]
async fn a_second_held_submit_waits_its_own_ten_seconds() {
    const ONE_MOMENT: &str = "One moment…";
    let second = "GET /api/policy?second";
    let (host, browser) = HostPage::complete()
        .with_fake_clock()
        .open_with(|host| {
            for route in ["GET /api/policy", second] {
                host.respond(route, Response::policy(json!({})).held());
            }
        })
        .await;
    browser.wait_for_form().await;
    // The first one ends with its policy: the fields are empty.
    browser.press("Change").await;
    browser.wait_for_text(ONE_MOMENT).await;
    host.release_held().await;
    browser
        .wait_for_text("Nothing was sent. Please correct:")
        .await;
    browser.wait_for_focus("Current password").await;
    browser.fill_in(OLD, NEW).await;
    let set = "document.querySelector('mailbox-password').setAttribute('policy-endpoint', '/api/policy?second');";
    browser.run(set, json!([])).await;
    host.wait_for_request(second, 1).await;
    browser.advance_clock_during_request(8).await;
    browser.press("Change").await;
    browser.wait_for_text(ONE_MOMENT).await;
    browser.advance_clock_during_request(3).await;
    assert!(browser.visible_text().await.contains(ONE_MOMENT));
    assert!(host.requests("POST").is_empty());
    browser.advance_clock_during_request(8).await;
    browser.wait_for_focus("Your password was changed.").await;
    assert_eq!(host.requests("POST").len(), 1);
}

#[tokio::test]
async fn a_submit_that_a_lock_stopped_while_it_was_held_is_never_sent_by_itself() {
    const ONE_MOMENT: &str = "One moment…";
    const LOCKED: &str = "The mailbox is locked.";
    let second = "GET /api/status?second";
    let (host, browser) = HostPage::complete()
        .with_fake_clock()
        .open_with(|host| {
            host.respond("GET /api/policy", Response::policy(json!({})).held());
            let locked = json!({ "locked": true, "unlocksInSeconds": 60 });
            host.respond(second, Response::status("2026-08-25T14:03:00Z", locked));
        })
        .await;
    browser.wait_for_form().await;
    browser.fill_in(OLD, NEW).await;
    browser.press("Change").await;
    browser.wait_for_text(ONE_MOMENT).await;
    let set = "document.querySelector('mailbox-password').setAttribute('status-endpoint', '/api/status?second');";
    browser.run(set, json!([])).await;
    browser.wait_for_text(LOCKED).await;
    host.release_held().await;
    browser.wait_for_focus(LOCKED).await;
    host.respond("GET /api/policy", Response::policy(json!({})));
    let open = Response::status("2026-08-25T14:03:00Z", json!({}));
    host.respond(second, open);
    browser.advance_clock(61).await;
    let words = browser.visible_text().await;
    assert!(
        !words.contains(ONE_MOMENT) && !words.contains(LOCKED),
        "{words}"
    );
    let asked = host.requests("GET /api/policy").len();
    let resume = "document.querySelector('mailbox-password').resume();";
    browser.run(resume, json!([])).await;
    host.wait_for_request("GET /api/policy", asked + 1).await;
    browser.wait_until_idle().await;
    assert!(host.requests("POST").is_empty());
    browser.press("Change").await;
    browser.wait_for_focus("Your password was changed.").await;
    assert_eq!(host.requests("POST").len(), 1);
}
