//! Who may bring evidence, and how often it counts.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

use jiff::SignedDuration;
use mailbox_password_evidence::{Batch, MOST_SOURCES};
use serde_json::{Value, json};

use super::place::{Place, after, ann, batch, batch_of};
use crate::support::{ANN, ANN_PASSWORD, Panel, Request};

fn refusals(place: &Place) -> Value {
    let document: Value = serde_json::from_str(&place.run("evidence-export", ANN)).unwrap();
    document["devices"][0]["wrongCount"].clone()
}

#[test]
fn a_forged_batch_changes_nothing() {
    let place = Place::new();
    let good =
        serde_json::to_string(&batch(1, &[ann(after(0), "bad-password", &json!({}))])).unwrap();
    for signature in ["", "00", &"0".repeat(64)] {
        assert_eq!(place.deliver_signed(&good, signature).status, 401);
    }
    let answer = place.deliver(&batch(1, &[]));
    assert_eq!(answer.status, 200);
    assert_eq!(refusals(&place), Value::Null);
    assert!(
        !place.panel.log().contains("example.com"),
        "nothing of it is logged"
    );
}

#[test]
fn what_is_not_signed_falls_under_a_limit_and_fills_no_log() {
    let place = Place::new();
    let statuses: Vec<_> = (0..62)
        .map(|_| place.deliver_signed("{}", "00").status)
        .collect();
    assert_eq!((statuses[0], statuses[61]), (401, 429));
    let log = place.panel.log();
    assert_eq!(log.matches("is not signed with the secret").count(), 1);
    assert_eq!(
        place.deliver(&batch(1, &[])).status,
        200,
        "signed ones go on"
    );
}

#[test]
fn a_long_body_is_read_only_if_it_may_be_a_batch() {
    let long = "x".repeat(70_000);
    let mut unsigned = Request::get("/api/evidence").body(&long);
    unsigned.method = "POST";
    let place = Place::new();
    assert_eq!(place.panel.browser().send(&unsigned).status, 413);
    assert_eq!(place.deliver_signed(&long, "00").status, 401);
    let signed = unsigned.header("mailbox-evidence-signature", "00");
    assert_eq!(Panel::start().browser().send(&signed).status, 413);
}

#[test]
fn a_batch_counts_once() {
    let place = Place::new();
    let first = batch(5, &[ann(after(-2), "bad-password", &json!({}))]);
    assert_eq!(place.deliver(&first).status, 200);
    // Its answer was lost, so it comes again; later somebody plays it again.
    assert_eq!(place.deliver(&first).status, 200);
    assert_eq!(refusals(&place), 1);
    assert_eq!(
        place
            .deliver(&batch(6, &[ann(after(-1), "bad-password", &json!({}))]))
            .status,
        200
    );
    let answer = place.deliver(&first);
    assert_eq!(
        (answer.status, answer.json()["last"].as_u64()),
        (409, Some(6))
    );
    assert_eq!(refusals(&place), 2);
    // Another agent with the same log: what was read of it counts, and nothing twice.
    let mut other = batch_of(
        "mail2",
        "log",
        5,
        &[ann(after(-2), "bad-password", &json!({}))],
    );
    assert_eq!(place.deliver(&other).status, 200);
    assert_eq!(refusals(&place), 2);
    other.sequence = 7;
    other.parts[0].log = "another".to_owned();
    assert_eq!(place.deliver(&other).status, 200);
    assert_eq!(refusals(&place), 3);
}

#[test]
fn a_batch_of_another_time_or_form_is_refused() {
    let place = Place::new();
    let mut late = batch(1, &[ann(after(0), "bad-password", &json!({}))]);
    late.sent_at -= SignedDuration::from_secs(300);
    let answer = place.deliver(&late);
    assert_eq!(answer.status, 422);
    assert!(
        answer.body.contains("the panel's clock says"),
        "{}",
        answer.body
    );
    late.sent_at += SignedDuration::from_secs(600);
    assert_eq!(place.deliver(&late).status, 422);
    late.sent_at = after(0);
    late.version = 2;
    assert_eq!(place.deliver(&late).status, 422);
    assert_eq!(refusals(&place), Value::Null);
}

#[test]
fn a_batch_beyond_the_limits_is_refused_with_what_to_do() {
    let place = Place::new();
    let said = |batch: &Batch| {
        let answer = place.deliver(batch);
        assert_eq!(answer.status, 422);
        answer.json()["problem"].as_str().unwrap().to_owned()
    };
    let good = batch(1, &[]);
    let mut many = good.clone();
    many.sources = vec![good.sources[0].clone(); MOST_SOURCES + 1];
    assert!(said(&many).contains("let a second agent follow some"));
    let mut long = good.clone();
    long.sources[0].name = "a".repeat(1025);
    assert!(said(&long).contains("give the agent and its sources other names"));
    let mut nameless = good.clone();
    nameless.agent = String::new();
    assert!(said(&nameless).contains("is empty"));
    let mut other = good;
    other.version = 2;
    assert!(said(&other).contains("another version"));
}

#[test]
fn a_name_without_a_mailbox_is_written_nowhere() {
    let place = Place::new();
    let secret = "hunter2-correct-horse@example.com";
    let lines = [
        json!({ "mailbox": secret, "at": after(0).to_string(), "outcome": "bad-password" }),
        ann(after(0), "bad-password", &json!({})),
    ];
    assert_eq!(place.deliver(&batch(1, &lines)).status, 200);
    assert_eq!(refusals(&place), 1);
    assert!(!place.store_holds("hunter2"));
    assert!(!place.panel.log().contains("hunter2"));
}

#[test]
fn a_panel_without_a_store_takes_none() {
    let panel = Panel::start();
    let mut request = Request::get("/api/evidence");
    request.method = "POST";
    assert_eq!(panel.browser().send(&request).status, 404);
    let mut ann = panel.signed_in(ANN, ANN_PASSWORD);
    let status = ann.get("/api/mailbox/status").json();
    assert_eq!(status.get("refusalsMissing"), None);
}
