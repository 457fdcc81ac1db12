//! An administrator sets the password of somebody's mailbox.

#![allow(clippy::panic, clippy::unwrap_used)]

use std::sync::mpsc::channel;
use std::thread;

use crate::support::{
    ADMIN, ANN, ANN_PASSWORD, Answer, Browser, CLEO, NEW_PASSWORD, Panel, Start, admin_path,
};
use rusqlite::TransactionBehavior;
use serde_json::{Value, json};

const KEY: &str = "\"0b0f5c9e-5d4c-4c39-9f06-2a4f6f3b8a11\"";

/// When it was set.
fn check(answer: &Answer) -> Value {
    assert_eq!(answer.status, 200, "{answer:?}");
    answer.json()["changedAt"].clone()
}

#[test]
fn the_new_password_works_and_it_is_written_down_who_set_it() {
    let panel = Panel::start();
    let mut administrator = panel.administrator();
    let request = administrator
        .reset_request(ANN, NEW_PASSWORD)
        .header("idempotency-key", KEY);
    let at = check(&administrator.send(&request));
    panel.wait_for_log("reset received reference=0b0f5c\n");
    assert!(panel.accepts(ANN, NEW_PASSWORD));
    assert!(!panel.accepts(ANN, ANN_PASSWORD));
    let status = administrator.status_of(ANN);
    assert_eq!(
        (&status["passwordChangedAt"], &status["lastChangeReference"]),
        (&at, &json!("0b0f5c"))
    );
    let entry = (
        "reset".to_owned(),
        format!("administrator:{ADMIN}"),
        Some("0b0f5c".to_owned()),
    );
    assert!(panel.audit(ANN).contains(&entry));
    assert!(!panel.log().contains(NEW_PASSWORD));
}

#[test]
fn it_does_not_unlock() {
    let panel = Panel::start();
    let mut administrator = panel.administrator();
    check(&administrator.reset(CLEO, NEW_PASSWORD));
    assert_eq!(administrator.status_of(CLEO)["locked"], true);
    assert!(!panel.accepts(CLEO, NEW_PASSWORD));
    assert_eq!(administrator.unlock(CLEO).status, 204);
    assert!(panel.accepts(CLEO, NEW_PASSWORD));
}

#[test]
fn history_and_minimum_age_do_not_hold_but_the_replaced_password_is_remembered() {
    let panel = Start::new()
        .with_policy(r#"{"minLength":12,"history":5,"minAgeSeconds":86400}"#)
        .run();
    let mut administrator = panel.administrator();
    for new in [NEW_PASSWORD, NEW_PASSWORD, ANN_PASSWORD, NEW_PASSWORD] {
        check(&administrator.reset(ANN, new));
    }
    let mut ann = panel.signed_in(ANN, NEW_PASSWORD);
    assert_eq!(
        ann.change(ANN, NEW_PASSWORD, "Spring-Ferry-1905").code(),
        "too-soon",
        "the minimum age holds for her"
    );
    panel.set_clock(86_401);
    let mut ann = panel.signed_in(ANN, NEW_PASSWORD);
    assert_eq!(
        ann.change(ANN, NEW_PASSWORD, ANN_PASSWORD).code(),
        "password-reused"
    );
}

#[test]
fn the_same_key_gives_the_same_answer_for_one_caller_and_one_mailbox() {
    let panel = Panel::start();
    let mut first = panel.administrator();
    let send = |browser: &mut Browser, mailbox, new| {
        let request = browser
            .reset_request(mailbox, new)
            .header("idempotency-key", KEY);
        check(&browser.send(&request))
    };
    let at = send(&mut first, ANN, NEW_PASSWORD);
    assert_eq!(send(&mut first, ANN, "Spring-Ferry-1905"), at);
    assert!(
        panel.accepts(ANN, NEW_PASSWORD),
        "the repeat changed nothing"
    );
    assert_ne!(send(&mut first, CLEO, NEW_PASSWORD), at);
    let mut second = panel.second_administrator();
    assert_ne!(send(&mut second, ANN, "Spring-Ferry-1905"), at);
    assert!(panel.accepts(ANN, "Spring-Ferry-1905"));
}

#[test]
fn sessions_go_on_unless_they_are_to_end() {
    let panel = Panel::start();
    let mut administrator = panel.administrator();
    let mut ann = panel.signed_in(ANN, ANN_PASSWORD);
    check(&administrator.reset(ANN, NEW_PASSWORD));
    assert_eq!(ann.status()["locked"], false, "she is still signed in");
    let request = administrator
        .reset_request(ANN, ANN_PASSWORD)
        .member("signOutOtherSessions", &json!(true));
    check(&administrator.send(&request));
    assert_eq!(ann.get("/api/mailbox/status").status, 401);
    assert_eq!(
        administrator.status_of(ANN)["locked"],
        false,
        "the administrator's session is another mailbox's"
    );
    panel.signed_in(ANN, ANN_PASSWORD);
}

#[test]
fn a_session_that_had_ended_stays_ended() {
    let panel = Panel::start();
    let mut ended = panel.signed_in(ANN, ANN_PASSWORD);
    let mut ann = panel.signed_in(ANN, ANN_PASSWORD);
    assert_eq!(ann.change(ANN, ANN_PASSWORD, NEW_PASSWORD).status, 200);
    check(&panel.administrator().reset(ANN, "Spring-Ferry-1905"));
    assert_eq!(ended.get("/api/mailbox/status").status, 401);
    assert_eq!(ann.status()["locked"], false);
}

#[test]
fn a_reset_is_nobodys_repeated_change() {
    let panel = Panel::start();
    check(&panel.administrator().reset(ANN, NEW_PASSWORD));
    let mut ann = panel.signed_in(ANN, NEW_PASSWORD);
    let answer = ann.change(ANN, ANN_PASSWORD, NEW_PASSWORD);
    assert_eq!(answer.code(), "current-password-incorrect");
    assert_eq!(answer.json()["attemptsLeft"], 5, "nor is it counted");
}

#[test]
fn devices_start_anew() {
    let panel = Panel::start();
    let mut administrator = panel.administrator();
    check(&administrator.reset(ANN, NEW_PASSWORD));
    let devices = administrator.get(&admin_path(ANN, "devices")).json();
    assert_eq!(devices.as_array().unwrap().len(), 3);
    for device in devices.as_array().unwrap() {
        assert_eq!(device["usesNewPassword"], false, "{device}");
    }
    let policy = administrator.get(&admin_path(ANN, "policy")).json();
    assert_eq!(policy["forbidden"]["displayName"], "Ann Bell");
    assert_eq!(
        policy["supports"],
        json!({ "mustChange": true, "signOutOtherSessions": true, "typedByAdministrator": true })
    );
}

#[test]
fn two_administrators_at_once_are_never_mixed() {
    let panel = Panel::start();
    let (first, second) = (panel.administrator(), panel.second_administrator());
    for round in 0..10 {
        let names = ["Spring", "Autumn"].map(|name| format!("{name}-Ferry-19{round:02}"));
        let answers = thread::scope(|scope| {
            [(&first, &names[0]), (&second, &names[1])]
                .map(|(browser, new)| {
                    let mut browser = browser.clone();
                    scope.spawn(move || browser.reset(ANN, new).status)
                })
                .map(|thread| thread.join().unwrap())
        });
        let accepted = names.clone().map(|name| panel.accepts(ANN, &name));
        match answers {
            [200, 409] => assert_eq!(accepted, [true, false]),
            [409, 200] => assert_eq!(accepted, [false, true]),
            [200, 200] => assert!(accepted[0] != accepted[1], "the later one"),
            other => panic!("{other:?}"),
        }
        // The tries of this test must not lock the mailbox.
        assert_eq!(first.clone().unlock(ANN).status, 204);
    }
}

#[test]
fn a_reset_and_a_change_at_once_are_never_mixed() {
    let panel = Start::new().with(&["--store-wait", "60"]).run();
    let mut administrator = panel.administrator();
    let mut ann = panel.signed_in(ANN, ANN_PASSWORD);
    let mut store = panel.store();
    let held = store
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .unwrap();
    let (sender, answers) = channel();
    let other = sender.clone();
    thread::spawn(move || {
        let answer = administrator.reset(ANN, NEW_PASSWORD);
        sender.send(answer).unwrap();
    });
    thread::spawn(move || {
        let answer = ann.change(ANN, ANN_PASSWORD, NEW_PASSWORD);
        other.send(answer).unwrap();
    });
    assert_eq!(answers.recv().unwrap().code(), "busy");
    panel.wait_for_log("reset received");
    panel.wait_for_log("change received");
    drop(held);
    assert_eq!(answers.recv().unwrap().status, 200);
    assert!(panel.accepts(ANN, NEW_PASSWORD));
}

#[test]
fn a_reset_that_arrives_again_while_the_mailbox_cannot_be_read_gets_its_outcome() {
    let panel = Panel::start();
    let mut administrator = panel.administrator();
    let request = administrator.reset_request(ANN, NEW_PASSWORD);
    let at = check(&administrator.send(&request));
    let damage = format!("UPDATE accounts SET password_set_at = 'damaged' WHERE mailbox = '{ANN}'");
    panel.store().execute_batch(&damage).unwrap();
    assert_eq!(check(&administrator.send(&request)), at);
    let other = administrator.reset(ANN, ANN_PASSWORD);
    assert_eq!(other.code(), "directory-unavailable", "it was not done");
}
