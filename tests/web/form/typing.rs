//! Typing: rules are checked, mismatches are shown on blur, passwords are masked, and nothing is sent.

use serde_json::{Value, json};
use wasm_bindgen_test::*;

use crate::harness::host_app::{CURRENT, Host, NEW, dispatch, fire};
use crate::harness::mock_fetch::{BackEnd, Reply};
use crate::harness::wait::{settle, until};

const MISMATCH: &str = "The two new passwords do not match.";

/// The states of the visible rules, in order.
#[track_caller]
fn check(host: &Host, expected: &[&str]) {
    let items = host.get("[id$=\"-rules\"] ul").children();
    let states: Vec<_> = (0..items.length())
        .filter_map(|index| items.item(index))
        .filter(|item| !item.has_attribute("hidden"))
        .filter_map(|item| item.get_attribute("data-state"))
        .collect();
    assert_eq!(states, expected);
}

fn policy() -> Value {
    json!({ "policy": { "minLength": 12, "maxLength": 64, "classes": { "atLeast": 3 }, "history": 5 } })
}

#[wasm_bindgen_test]
async fn rules_are_checked_while_typing() {
    // Minimum length and kinds of characters; the others are told where they are broken.
    let host = Host::with(policy()).await;
    check(&host, &["open", "open"]);
    host.type_into("new", "aB1");
    settle().await;
    check(&host, &["open", "met"]);
    host.type_into("new", "aB1-long-enough");
    settle().await;
    check(&host, &["met", "met"]);
    host.type_into("new", "");
    settle().await;
    check(&host, &["open", "open"]);
}

#[wasm_bindgen_test]
async fn a_late_policy_is_applied_to_what_was_typed() {
    let back_end =
        BackEnd::new().with_response("GET /policy", Reply::Json(200, json!({ "minLength": 4 })));
    let host = Host::with(json!({ "policyEndpoint": "/policy" })).await;
    host.type_into("new", "abc");
    until("the policy was requested", || {
        back_end.count("GET /policy") == 1
    })
    .await;
    host.wait_for_text("4+ characters").await;
    settle().await;
    check(&host, &["open"]);
}

#[wasm_bindgen_test]
async fn without_a_policy_the_server_is_said_to_check() {
    let host = Host::with(json!({})).await;
    assert!(host.shows("The mail server checks your password."));
}

#[wasm_bindgen_test]
async fn each_field_is_shown_and_masked_independently() {
    let host = Host::with(json!({})).await;
    host.press("Show New password");
    settle().await;
    assert_eq!(
        ["current", "new", "confirm"].map(|part| host.field(part).type_()),
        ["password", "text", "password"]
    );
    host.press("Hide New password");
    settle().await;
    assert_eq!(host.field("new").type_(), "password");
}

#[wasm_bindgen_test]
async fn a_mismatch_is_shown_on_blur_and_cleared_at_once() {
    let host = Host::with(json!({})).await;
    host.type_into("new", NEW);
    host.type_into("confirm", "Cop");
    settle().await;
    assert!(!host.shows(MISMATCH));
    host.leave("confirm");
    host.wait_for_text(MISMATCH).await;
    host.type_into("confirm", NEW);
    settle().await;
    assert!(!host.shows(MISMATCH));
}

#[wasm_bindgen_test]
async fn a_mismatch_is_cleared_by_editing_either_field() {
    let host = Host::with(json!({})).await;
    host.type_into("new", "Copper");
    host.type_into("confirm", NEW);
    host.leave("confirm");
    host.wait_for_text(MISMATCH).await;
    host.type_into("new", NEW);
    settle().await;
    assert!(!host.shows(MISMATCH));
}

#[wasm_bindgen_test]
async fn an_empty_confirmation_is_no_mismatch() {
    let host = Host::with(json!({})).await;
    host.type_into("new", NEW);
    host.leave("confirm");
    settle().await;
    assert!(!host.shows(MISMATCH));
}

#[wasm_bindgen_test]
async fn a_press_that_ends_outside_the_form_keeps_the_mismatch_check() {
    let host = Host::with(json!({})).await;
    host.type_into("new", NEW);
    host.type_into("confirm", "Cop");
    dispatch(&host.get("form"), "pointerdown");
    dispatch(&host.get("h1"), "pointerup");
    host.leave("confirm");
    host.wait_for_text(MISMATCH).await;
}

#[wasm_bindgen_test]
async fn an_empty_field_stops_the_submit_and_is_named() {
    let back_end = BackEnd::new();
    let host = Host::with(json!({})).await;
    host.press("Change");
    host.wait_for_text("Nothing was sent. Please correct:")
        .await;
    for words in [
        "Enter your current password.",
        "Enter a new password.",
        "Enter the new password again.",
    ] {
        assert!(host.shows(words), "{words}");
    }
    host.type_into("current", CURRENT);
    settle().await;
    assert!(!host.shows("Enter your current password."));
    assert_eq!(back_end.count("POST /password"), 0);
}

#[wasm_bindgen_test]
async fn an_unmet_rule_stops_the_submit() {
    let back_end = BackEnd::new();
    let host = Host::with(policy()).await;
    host.type_into("current", CURRENT);
    host.type_into("new", "short");
    host.type_into("confirm", "short");
    host.press("Change");
    host.wait_for_text("7 more characters").await;
    assert_eq!(back_end.count("POST /password"), 0);
}

/// Shows all passwords, does something, and waits until they are masked again.
async fn check_masked(host: &Host, what: impl FnOnce()) {
    let parts = ["current", "new", "confirm"];
    for name in ["Current password", "New password", "Confirm new password"] {
        host.press(&format!("Show {name}"));
    }
    let all = |kind: &str| parts.iter().all(|part| host.field(part).type_() == kind);
    until("all are shown", || all("text")).await;
    what();
    until("all are masked", || all("password")).await;
}

#[wasm_bindgen_test]
async fn shown_passwords_are_masked_at_submit() {
    let back_end = BackEnd::new().with_response("POST /password", Reply::Never);
    let host = Host::with(json!({})).await;
    host.type_into("new", NEW);
    check_masked(&host, || host.press("Change")).await;
    assert!(host.shows("Enter your current password."));
    host.fill();
    check_masked(&host, || host.press("Change")).await;
    let is_sent = || back_end.count("POST /password") == 1;
    until("the request is sent", is_sent).await;
}

#[wasm_bindgen_test]
async fn shown_passwords_are_masked_when_the_page_is_restored() {
    let host = Host::with(json!({})).await;
    let window = web_sys::window().unwrap();
    let back = json!({ "persisted": true });
    let come_back = || fire(&window, "PageTransitionEvent", "pageshow", &back);
    check_masked(&host, come_back).await;
}

#[wasm_bindgen_test]
async fn caps_lock_is_shown_at_the_field_until_off_or_blurred() {
    let host = Host::with(json!({})).await;
    let press = |is_on: bool| {
        let members = json!({ "key": "a", "modifierCapsLock": is_on });
        fire(&host.field("new"), "KeyboardEvent", "keydown", &members);
    };
    let says = async |expected: bool| {
        let says = || host.shows("Caps Lock is on.") == expected;
        until(&format!("Caps Lock is said: {expected}"), says).await;
    };
    press(true);
    says(true).await;
    press(false);
    says(false).await;
    press(true);
    says(true).await;
    host.leave("new");
    says(false).await;
}

#[wasm_bindgen_test]
async fn passwords_never_appear_in_the_markup() {
    let host = Host::with(policy()).await;
    host.fill();
    host.press("Show New password");
    settle().await;
    assert!(!host.get("main").outer_html().contains(NEW));
    assert!(!host.get("main").outer_html().contains(CURRENT));
}
