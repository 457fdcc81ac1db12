//! A policy that arrives after the administrator has typed or generated a password.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::json;
use system_tests::{HostPage, NEW, Response};

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
    host.release_held();
    let replaced = "The generated password did not meet the rules, which came later. This is another one: do not use the earlier one.";
    browser.wait_for_text(replaced).await;
    browser.wait_for_announcement(replaced).await;
    let second = browser.value("Password").await;
    assert!(second != first && second.len() >= 60, "{second}");
    browser.press("Save").await;
    browser.wait_for_focus(CHANGED).await;
    assert_eq!(host.requests("POST")[0].json()["newPassword"], second);
}
