//! What has to be in a request for a change, before any password is looked at.

#![allow(clippy::panic, clippy::unwrap_used)]

use crate::support::{ANN, ANN_PASSWORD, BOB, NEW_PASSWORD, Panel, Request, Start, WRONG_PASSWORD};
use rusqlite::TransactionBehavior;
use serde_json::{Value, json};

/// Sends an altered change that is no request at all; nothing is tried.
fn check_malformed(alter: impl FnOnce(Request) -> Request, status: u16) {
    let panel = Panel::start();
    let mut browser = panel.signed_in(ANN, ANN_PASSWORD);
    let request = alter(browser.change_request(ANN, ANN_PASSWORD, NEW_PASSWORD));
    let answer = browser.send(&request);
    assert_eq!(
        (answer.status, &answer.json()["type"]),
        (status, &json!("about:blank")),
        "{answer:?}"
    );
    assert!(!answer.body.contains(NEW_PASSWORD));
    assert!(!panel.log().contains("change received"));
    assert!(panel.accepts(ANN, ANN_PASSWORD));
}

#[test]
fn the_body_cannot_choose_the_mailbox() {
    let panel = Panel::start();
    let mut browser = panel.signed_in(ANN, ANN_PASSWORD);
    for mailbox in [BOB, "nobody@example.com", ""] {
        let answer = browser.change(mailbox, ANN_PASSWORD, NEW_PASSWORD);
        assert_eq!(
            (answer.status, answer.code().as_str()),
            (403, "mailbox-mismatch"),
            "{mailbox}"
        );
    }
    assert_eq!(
        browser
            .change("ANN@example.com", ANN_PASSWORD, NEW_PASSWORD)
            .status,
        200,
        "case is no difference"
    );
}

#[test]
fn what_is_no_request_is_refused_and_repeats_nothing() {
    check_malformed(
        |request| request.member("currentPassword", &Value::Null),
        400,
    );
    check_malformed(|request| request.member("newPassword", &Value::Null), 400);
    check_malformed(
        |request| request.member("newPassword", &json!([NEW_PASSWORD])),
        400,
    );
    check_malformed(|request| request.body(""), 400);
    check_malformed(
        |request| request.body(&format!("{{\"newPassword\":\"{NEW_PASSWORD}\"")),
        400,
    );
    check_malformed(
        |request| {
            request.body(
                r#"{"mailbox":"ann@example.com","currentPassword":"\ud800","newPassword":"x"}"#,
            )
        },
        400,
    );
}

#[test]
fn a_change_needs_a_key() {
    for key in [
        "",
        "\"\"",
        "not-quoted-0000",
        "\"short\"",
        "\"a key with blanks\"",
        "\"a\\\"b-00000000\"",
    ] {
        check_malformed(|request| request.header("idempotency-key", key), 400);
    }
}

#[test]
fn too_many_changes_in_one_session_have_to_wait() {
    let panel = Start::new().with(&["--changes-per-minute", "2"]).run();
    let mut browser = panel.signed_in(ANN, ANN_PASSWORD);
    let mut other = panel.signed_in(ANN, ANN_PASSWORD);
    for _ in 0..10 {
        assert_eq!(browser.change(BOB, "-", "-").code(), "mailbox-mismatch");
    }
    let answer = browser.change(ANN, ANN_PASSWORD, NEW_PASSWORD);
    assert_eq!(
        (answer.status, answer.code().as_str()),
        (429, "rate-limited")
    );
    assert_eq!(
        answer.header("retry-after"),
        answer.json()["retryAfter"].to_string()
    );
    assert_eq!(
        other.change(BOB, "-", "-").code(),
        "mailbox-mismatch",
        "another session is not held up"
    );
    panel.set_clock(60);
    assert_eq!(browser.change(ANN, ANN_PASSWORD, NEW_PASSWORD).status, 200);
}

#[test]
fn who_leaves_before_the_answer_has_guessed_all_the_same() {
    let options = ["--changes-per-minute", "1", "--store-wait", "60"];
    let panel = Start::new().with(&options).run();
    let mut ann = panel.signed_in(ANN, ANN_PASSWORD);
    let mut store = panel.store();
    let held = store
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .unwrap();
    let request = ann.change_request(ANN, WRONG_PASSWORD, NEW_PASSWORD);
    ann.send_and_leave(&request, || panel.wait_for_log("change received"));
    drop(held);
    panel.wait_for_log(" not changed reference=");
    assert_eq!(ann.change(ANN, ANN_PASSWORD, NEW_PASSWORD).status, 429);
}
