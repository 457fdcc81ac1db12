//! A password that an administrator set and its owner has to replace.

#![allow(clippy::panic, clippy::unwrap_used)]

use crate::support::simulated::{ONCE, demo, device, list};
use crate::support::{
    ADMIN, ADMIN_PASSWORD, ANN, ANN_PASSWORD, BOB, NEW_PASSWORD, Panel, Request, Start,
    WRONG_PASSWORD,
};
use serde_json::json;

const OWN_PASSWORD: &str = "Spring-Ferry-1905";

/// Sets a mailbox's password to the new one, which its owner has to replace.
fn check_reset(panel: &Panel, mailbox: &str) {
    let mut administrator = panel.administrator();
    let request = administrator
        .reset_request(mailbox, NEW_PASSWORD)
        .member("mustChange", &json!(true));
    assert_eq!(administrator.send(&request).status, 200);
    assert_eq!(administrator.status_of(mailbox)["mustChange"], true);
}

#[test]
fn it_opens_the_page_on_which_it_is_replaced_and_nothing_else() {
    let panel = Panel::start();
    check_reset(&panel, ANN);
    for _ in 0..10 {
        assert!(!panel.accepts(ANN, NEW_PASSWORD));
    }
    let mut ann = panel.signed_in(ANN, NEW_PASSWORD);
    let page = ann.open_mailbox().body;
    assert!(page.contains("Choose your own here first."), "{page}");
    let status = ann.status();
    assert_eq!(
        (&status["locked"], &status["mustChange"]),
        (&json!(false), &json!(true)),
        "the refused ones were not counted"
    );
    assert_eq!(status["lastRefused"]["client"], "webmail");

    assert_eq!(ann.change(ANN, NEW_PASSWORD, OWN_PASSWORD).status, 200);
    assert_eq!(ann.status()["mustChange"], false);
    assert!(panel.accepts(ANN, OWN_PASSWORD));
    assert!(!ann.open_mailbox().body.contains("Choose your own"));
}

#[test]
fn wrong_ones_count_as_ever() {
    let panel = Panel::start();
    check_reset(&panel, ANN);
    for _ in 0..5 {
        assert!(!panel.accepts(ANN, WRONG_PASSWORD));
    }
    assert_eq!(panel.administrator().status_of(ANN)["locked"], true);
    assert_eq!(panel.browser().sign_in(ANN, NEW_PASSWORD).status, 403);
}

#[test]
fn webmail_does_not_tell_it_from_a_wrong_one() {
    let panel = Panel::start();
    check_reset(&panel, ANN);
    let set = panel.browser().webmail(ANN, NEW_PASSWORD);
    let wrong = panel.browser().webmail(ANN, WRONG_PASSWORD);
    assert_eq!((set.status, &set.body), (403, &wrong.body));
    let other = panel.browser().webmail(BOB, WRONG_PASSWORD);
    assert_eq!(set.body, other.body.replace(BOB, ANN));
}

#[test]
fn it_may_be_replaced_at_once_but_not_by_itself() {
    let panel = Start::new()
        .with_policy(r#"{"minLength":12,"minAgeSeconds":86400}"#)
        .run();
    check_reset(&panel, ANN);
    let mut ann = panel.signed_in(ANN, NEW_PASSWORD);
    assert_eq!(
        ann.change(ANN, NEW_PASSWORD, NEW_PASSWORD).code(),
        "password-reused"
    );
    assert_eq!(ann.change(ANN, NEW_PASSWORD, OWN_PASSWORD).status, 200);
    assert_eq!(
        ann.change(ANN, OWN_PASSWORD, ANN_PASSWORD).code(),
        "too-soon",
        "the minimum age holds again"
    );
}

#[test]
fn another_reset_without_the_wish_takes_it_back() {
    let panel = Panel::start();
    check_reset(&panel, ANN);
    assert_eq!(panel.administrator().reset(ANN, OWN_PASSWORD).status, 200);
    assert!(panel.accepts(ANN, OWN_PASSWORD));
}

#[test]
fn an_administrator_replaces_it_before_administering() {
    let panel = Panel::start();
    let mut colleague = panel.second_administrator();
    let request = colleague
        .reset_request(ADMIN, NEW_PASSWORD)
        .member("mustChange", &json!(true))
        .member("signOutOtherSessions", &json!(true));
    let mut administrator = panel.administrator();
    assert_eq!(colleague.send(&request).status, 200);
    assert_eq!(administrator.get("/admin/exchange/mailboxes").status, 303);
    let refused = administrator.sign_in_as_administrator(ADMIN, NEW_PASSWORD);
    assert_eq!(refused.status, 403);
    let mut own = panel.signed_in(ADMIN, NEW_PASSWORD);
    assert_eq!(own.change(ADMIN, NEW_PASSWORD, OWN_PASSWORD).status, 200);
    panel.signed_in_as_administrator(ADMIN, OWN_PASSWORD);
    assert!(!panel.accepts(ADMIN, ADMIN_PASSWORD));
}

#[test]
fn a_device_that_has_it_is_refused_and_not_counted() {
    let panel = demo(ONCE);
    check_reset(&panel, ANN);
    let mut visitor = panel.browser();
    let enter = Request::form(
        &device("ann-phone"),
        &[("act", "enter"), ("password", NEW_PASSWORD)],
    );
    assert_eq!(visitor.send(&enter).status, 303);
    panel.wait_for_log("device=\"ann-phone\" outcome=\"refused\"");
    let page = visitor.get(&list(ANN)).body;
    assert!(page.contains("Password refused"), "{page}");
    let mut ann = panel.signed_in(ANN, NEW_PASSWORD);
    assert_eq!(ann.status()["lastRefused"]["client"], "Ann’s iPhone");
    let devices = ann.get("/api/mailbox/devices").json();
    let phone = devices
        .as_array()
        .unwrap()
        .iter()
        .find(|device| device["id"] == "ann-phone")
        .unwrap();
    assert_eq!(phone["usesNewPassword"], false);
    assert!(phone["lastFailureAt"].is_string(), "{phone}");
}
