//! A repeated change is answered as the first one was.

#![allow(clippy::panic, clippy::unwrap_used)]

use std::thread;

use crate::support::{
    ANN, ANN_PASSWORD, Answer, BOB, BOB_PASSWORD, Browser, NEW_PASSWORD, Panel, Request, Start,
    WRONG_PASSWORD,
};
use rusqlite::TransactionBehavior;
use serde_json::Value;

const KEY: &str = "\"0b0f5c9e-5d4c-4c39-9f06-2a4f6f3b8a11\"";

/// Sends Ann's change with this key.
fn check(browser: &mut Browser, key: &str, current: &str, new: &str) -> Answer {
    let request = browser
        .change_request(ANN, current, new)
        .header("idempotency-key", key);
    browser.send(&request)
}

fn changed_at(answer: &Answer) -> Value {
    assert_eq!(answer.status, 200, "{answer:?}");
    answer.json()["changedAt"].clone()
}

#[test]
fn the_same_key_gives_the_same_answer_and_changes_nothing() {
    let panel = Panel::start();
    let mut browser = panel.signed_in(ANN, ANN_PASSWORD);
    let first = changed_at(&check(&mut browser, KEY, ANN_PASSWORD, NEW_PASSWORD));
    panel.set_clock(20 * 60);
    assert_eq!(
        changed_at(&check(&mut browser, KEY, ANN_PASSWORD, NEW_PASSWORD)),
        first
    );
    let mut later = panel.signed_in(ANN, NEW_PASSWORD);
    assert_eq!(
        changed_at(&check(&mut later, KEY, WRONG_PASSWORD, WRONG_PASSWORD)),
        first,
        "the key alone counts"
    );
    assert_eq!(later.status().get("lastRefused"), None);
    assert!(panel.accepts(ANN, NEW_PASSWORD));
}

#[test]
fn who_lost_the_answer_can_send_the_same_request_again() {
    let panel = Panel::start();
    let mut browser = panel.signed_in(ANN, ANN_PASSWORD);
    let mut lost = browser.clone();
    let first = changed_at(&check(&mut browser, KEY, ANN_PASSWORD, NEW_PASSWORD));
    assert_eq!(
        changed_at(&check(&mut lost, KEY, ANN_PASSWORD, NEW_PASSWORD)),
        first
    );
}

/// Sends a request from each of these browsers at once; when the first one says it was done, all of them must.
fn check_at_once(browsers: [Browser; 2], request: &Request, meanwhile: impl FnOnce()) {
    thread::scope(|scope| {
        let answers = browsers.map(|mut browser| scope.spawn(move || browser.send(request)));
        meanwhile();
        let [first, second] = answers.map(|answer| changed_at(&answer.join().unwrap()));
        assert_eq!(first, second);
    });
}

#[test]
fn a_request_that_is_sent_again_while_it_is_running_waits_for_its_answer() {
    let panel = Start::new().with(&["--store-wait", "60"]).run();
    let own = panel.signed_in(ANN, ANN_PASSWORD);
    let administrator = panel.administrator();
    for (browser, request, received) in [
        (
            &own,
            own.change_request(ANN, ANN_PASSWORD, NEW_PASSWORD),
            "change received",
        ),
        (
            &administrator,
            administrator.reset_request(ANN, "Spring-Ferry-1905"),
            "reset received",
        ),
    ] {
        let mut store = panel.store();
        let held = store
            .transaction_with_behavior(TransactionBehavior::Exclusive)
            .unwrap();
        check_at_once([browser.clone(), browser.clone()], &request, || {
            panel.wait_for_log_times(received, 2);
            drop(held);
        });
    }
    assert_eq!(
        panel
            .audit(ANN)
            .iter()
            .filter(|(event, ..)| event == "changed" || event == "reset")
            .count(),
        2
    );
}

#[test]
fn a_request_that_two_instances_get_at_once_is_done_once() {
    // It takes long enough for both to begin before either has ended.
    let panel = Start::new().with(&["--hash-cost", "8192,2"]).run();
    let other = panel.second_instance();
    let mut current = ANN_PASSWORD.to_owned();
    for round in 1..=3 {
        let new = format!("Winter-Ferry-190{round}");
        let browser = panel.signed_in(ANN, &current);
        let request = browser.change_request(ANN, &current, &new);
        check_at_once(
            [browser.clone(), browser.moved_to(&other.address)],
            &request,
            || (),
        );
        current = new;
    }
    assert!(other.accepts(ANN, &current));
}

#[test]
fn a_key_of_one_mailbox_is_unknown_in_another() {
    let panel = Panel::start();
    let mut ann = panel.signed_in(ANN, ANN_PASSWORD);
    changed_at(&check(&mut ann, KEY, ANN_PASSWORD, NEW_PASSWORD));
    let mut bob = panel.signed_in(BOB, BOB_PASSWORD);
    let request = bob
        .change_request(BOB, WRONG_PASSWORD, NEW_PASSWORD)
        .header("idempotency-key", KEY);
    assert_eq!(bob.send(&request).code(), "current-password-incorrect");
}

#[test]
fn a_repeat_without_a_record_counts_as_changed_for_ten_minutes() {
    let panel = Panel::start();
    let mut browser = panel.signed_in(ANN, ANN_PASSWORD);
    let first = changed_at(&browser.change(ANN, ANN_PASSWORD, NEW_PASSWORD));
    panel.set_clock(590);
    assert_eq!(
        changed_at(&browser.change(ANN, ANN_PASSWORD, NEW_PASSWORD)),
        first
    );
    panel.set_clock(601);
    let answer = browser.change(ANN, ANN_PASSWORD, NEW_PASSWORD);
    assert_eq!(answer.code(), "current-password-incorrect");
    assert_eq!(
        answer.json()["attemptsLeft"],
        5,
        "the new one is the password, so nothing is counted"
    );
    assert_eq!(browser.status().get("lastRefused"), None);
}

#[test]
fn a_password_that_nobody_changed_is_no_repeat() {
    let panel = Panel::start();
    let mut browser = panel.signed_in(ANN, ANN_PASSWORD);
    assert_eq!(
        browser.change(ANN, WRONG_PASSWORD, ANN_PASSWORD).code(),
        "current-password-incorrect"
    );
}

#[test]
fn current_and_new_together_are_one_try() {
    let panel = Panel::start();
    let mut browser = panel.signed_in(ANN, ANN_PASSWORD);
    changed_at(&browser.change(ANN, ANN_PASSWORD, NEW_PASSWORD));
    for left in (1..=4).rev() {
        let answer = browser.change(ANN, ANN_PASSWORD, WRONG_PASSWORD);
        assert_eq!(answer.json()["attemptsLeft"], left);
    }
}

#[test]
fn a_refused_change_leaves_no_record() {
    let panel = Panel::start();
    let mut browser = panel.signed_in(ANN, ANN_PASSWORD);
    assert_eq!(
        check(&mut browser, KEY, WRONG_PASSWORD, NEW_PASSWORD).code(),
        "current-password-incorrect"
    );
    changed_at(&check(&mut browser, KEY, ANN_PASSWORD, NEW_PASSWORD));
}

#[test]
fn the_record_holds_nothing_of_the_body() {
    let panel = Panel::start();
    let mut browser = panel.signed_in(ANN, ANN_PASSWORD);
    changed_at(&check(&mut browser, KEY, ANN_PASSWORD, NEW_PASSWORD));
    let store = panel.store();
    let record: (String, String, String) = store
        .query_row("SELECT caller, mailbox, key FROM outcomes", [], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
        .unwrap();
    assert_eq!(
        record,
        (
            "user:ann@example.com".to_owned(),
            ANN.to_owned(),
            KEY.trim_matches('"').to_owned()
        )
    );
    let columns = store
        .prepare("SELECT * FROM outcomes")
        .unwrap()
        .column_count();
    assert_eq!(columns, 4, "those three and the instant");
}

#[test]
fn a_repeat_of_a_change_that_was_done_is_never_told_that_it_was_not() {
    let panel = Panel::start();
    let mut browser = panel.signed_in(ANN, ANN_PASSWORD);
    let mut lost = browser.clone();
    changed_at(&check(&mut browser, KEY, ANN_PASSWORD, NEW_PASSWORD));
    let damage = "ALTER TABLE outcomes RENAME TO gone";
    panel.store().execute_batch(damage).unwrap();
    let answer = check(&mut lost, KEY, ANN_PASSWORD, NEW_PASSWORD);
    assert_eq!((answer.status, answer.code().as_str()), (500, "blank"));
}
