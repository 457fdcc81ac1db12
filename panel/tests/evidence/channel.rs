//! Who may bring evidence, and how often it counts.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

use jiff::SignedDuration;
use mailbox_password_evidence::{Batch, MOST_SOURCES};
use serde_json::{Value, json};

use super::place::{Place, after, ann, batch, batch_of};
use crate::support::{ANN, ANN_PASSWORD, Panel};

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
    let mut request = crate::support::Request::get("/api/evidence");
    request.method = "POST";
    assert_eq!(panel.browser().send(&request).status, 404);
    let mut ann = panel.signed_in(ANN, ANN_PASSWORD);
    let status = ann.get("/api/mailbox/status").json();
    assert_eq!(status.get("refusalsMissing"), None);
}
