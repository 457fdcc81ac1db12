//! What a load balancer and a monitor see: alive, ready, metrics, and how it stops.

#![allow(clippy::panic, clippy::unwrap_used)]

use std::thread;

use crate::support::{
    ANN, ANN_PASSWORD, BOB, BOB_PASSWORD, Browser, NEW_PASSWORD, Start, WRONG_PASSWORD,
};
use rusqlite::TransactionBehavior;

#[test]
fn metrics_are_at_an_address_of_their_own_and_name_nobody() {
    let panel = Start::new()
        .with(&["--metrics", "127.0.0.1:0", "--changes-per-minute", "1"])
        .run();
    assert_eq!(panel.browser().get("/metrics").status, 404);
    let words = "metrics are at /metrics of this address address=";
    panel.wait_for_log(words);
    let log = panel.log();
    let (_, rest) = log.split_once(words).unwrap();
    let address = rest.split_whitespace().next().unwrap();
    let mut ann = panel.signed_in(ANN, ANN_PASSWORD);
    assert_eq!(ann.change(ANN, ANN_PASSWORD, NEW_PASSWORD).status, 200);
    assert_eq!(ann.change(ANN, WRONG_PASSWORD, WRONG_PASSWORD).status, 422);
    assert_eq!(ann.change(ANN, WRONG_PASSWORD, WRONG_PASSWORD).status, 429);
    let mut monitor = Browser::new(&format!("http://{address}"));
    let text = monitor.get("/metrics").body;
    for line in [
        "mailbox_panel_changes_total{kind=\"change\",outcome=\"changed\"} 1",
        "mailbox_panel_changes_total{kind=\"change\",outcome=\"current-incorrect\"} 1",
        "mailbox_panel_sign_ins_total{page=\"control panel\",outcome=\"accepted\"} 1",
        "mailbox_panel_limited_total{limit=\"change\"} 1",
        "mailbox_panel_directory_seconds_count{call=\"change\"} 2",
        "mailbox_panel_pool_used{pool=\"passwords\"} 0",
    ] {
        assert!(
            text.lines().any(|written| written == line),
            "{line}: {text}"
        );
    }
    assert!(!text.contains("ann"), "{text}");
    assert_eq!(monitor.get("/").status, 404, "nothing else is there");
}

#[test]
fn metrics_are_for_this_machine_alone() {
    let mut command = Start::new().command();
    let output = command.args(["--metrics", "0.0.0.0:0"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("loopback"), "{said}");
}

#[test]
fn while_it_stops_what_was_begun_ends_and_what_comes_goes_elsewhere() {
    let panel = Start::new().with(&["--store-wait", "60"]).run();
    let mut ann = panel.signed_in(ANN, ANN_PASSWORD);
    let mut bob = panel.signed_in(BOB, BOB_PASSWORD);
    assert_eq!(bob.get("/readyz").body, "ok");
    let mut store = panel.store();
    let held = store
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .unwrap();
    let request = ann.change_request(ANN, ANN_PASSWORD, NEW_PASSWORD);
    let (mut proxy, repeat) = (ann.clone(), request.clone());
    let change = thread::spawn(move || ann.send(&request));
    panel.wait_for_log("change received");
    panel.signal("-TERM");
    panel.wait_for_log("stopping");
    let answer = bob.change(BOB, BOB_PASSWORD, NEW_PASSWORD);
    assert_eq!(
        (answer.status, answer.code().as_str()),
        (503, "directory-unavailable")
    );
    assert_ne!(answer.header("retry-after"), "");
    let answer = proxy.send(&repeat);
    assert_eq!(
        (answer.status, answer.code().as_str()),
        (500, "blank"),
        "what is running may yet be done"
    );
    assert_eq!(bob.get("/readyz").status, 503);
    assert_eq!(bob.get("/healthz").status, 200);
    drop(held);
    assert_eq!(change.join().unwrap().status, 200);
    let (start, status) = panel.wait();
    assert!(status.success(), "{status}");
    let panel = start.run();
    assert!(panel.accepts(ANN, NEW_PASSWORD));
    assert!(panel.accepts(BOB, BOB_PASSWORD));
}
