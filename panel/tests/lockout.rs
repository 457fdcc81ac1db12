//! A mailbox locks after five wrong passwords, wherever they were typed, and unlocks by itself.

#![allow(clippy::panic, clippy::unwrap_used)]

use std::thread;

use crate::support::{
    ANN, ANN_PASSWORD, BOB, BOB_PASSWORD, CLEO, CLEO_PASSWORD, NEW_PASSWORD, Panel, Start,
    WRONG_PASSWORD,
};

/// Types so many wrong passwords into webmail.
fn check_refused(panel: &Panel, times: usize) {
    for _ in 0..times {
        assert!(!panel.accepts(ANN, WRONG_PASSWORD));
    }
}

#[test]
fn every_wrong_password_counts_wherever_it_is_typed() {
    let panel = Panel::start();
    let mut browser = panel.signed_in(ANN, ANN_PASSWORD);
    check_refused(&panel, 2);
    assert_eq!(panel.browser().sign_in(ANN, WRONG_PASSWORD).status, 403);
    assert_eq!(
        browser.change(ANN, WRONG_PASSWORD, NEW_PASSWORD).json()["attemptsLeft"],
        1
    );
    let answer = browser.change(ANN, WRONG_PASSWORD, NEW_PASSWORD);
    assert_eq!(
        (answer.status, answer.code().as_str()),
        (423, "mailbox-locked")
    );
    assert_eq!(answer.json()["unlocksInSeconds"], 900);
    let status = browser.status();
    assert_eq!(status["locked"], true);
    assert!(
        status["unlocksInSeconds"].as_u64().unwrap() > 890,
        "{status}"
    );
}

#[test]
fn while_it_is_locked_the_right_password_is_refused_too() {
    let panel = Panel::start();
    let mut browser = panel.signed_in(ANN, ANN_PASSWORD);
    check_refused(&panel, 5);
    assert!(!panel.accepts(ANN, ANN_PASSWORD));
    assert_eq!(
        browser.change(ANN, ANN_PASSWORD, NEW_PASSWORD).code(),
        "mailbox-locked"
    );
    assert!(panel.accepts(BOB, BOB_PASSWORD), "another mailbox is not");
}

#[test]
fn it_unlocks_by_itself_and_tries_while_locked_do_not_prolong_it() {
    let panel = Panel::start();
    check_refused(&panel, 5);
    panel.set_clock(890);
    check_refused(&panel, 3);
    panel.set_clock(901);
    check_refused(&panel, 4);
    assert!(panel.accepts(ANN, ANN_PASSWORD), "all five tries are back");
}

#[test]
fn a_quiet_quarter_of_an_hour_starts_the_count_anew() {
    let panel = Panel::start();
    check_refused(&panel, 4);
    panel.set_clock(901);
    check_refused(&panel, 4);
    assert!(panel.accepts(ANN, ANN_PASSWORD));
}

#[test]
fn a_right_password_starts_the_count_anew() {
    let panel = Panel::start();
    for _ in 0..3 {
        check_refused(&panel, 4);
        assert!(panel.accepts(ANN, ANN_PASSWORD));
    }
}

#[test]
fn where_the_policy_says_so_a_right_password_does_not_start_the_count_anew() {
    let lockout = r#"{"lockout":{"threshold":5,"durationSeconds":900,"resetBySuccess":false}}"#;
    let panel = Start::new().with_policy(lockout).run();
    check_refused(&panel, 4);
    assert!(panel.accepts(ANN, ANN_PASSWORD));
    check_refused(&panel, 1);
    assert!(!panel.accepts(ANN, ANN_PASSWORD), "the fifth locked it");
}

#[test]
fn parallel_guesses_are_no_more_than_guesses_in_a_row() {
    let panel = Start::new().with(&["--hash-cost", "4096,2"]).run();
    thread::scope(|scope| {
        for _ in 0..12 {
            scope.spawn(|| assert!(!panel.accepts(ANN, WRONG_PASSWORD)));
        }
    });
    let (refused, locked): (u32, u32) = panel
        .store()
        .query_row(
            "SELECT sum(count * (event = 'sign-in-refused')), sum(count * (event = 'sign-in-refused-locked')) FROM audit WHERE mailbox = ?1",
            [ANN],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .unwrap();
    assert_eq!((refused, locked), (5, 7));
    assert!(!panel.accepts(ANN, ANN_PASSWORD));
}

#[test]
fn a_mailbox_that_waits_for_an_administrator_stays_locked() {
    let panel = Panel::start();
    panel.set_clock(30 * 86_400);
    assert!(!panel.accepts(CLEO, CLEO_PASSWORD));
}

#[test]
fn a_policy_without_a_lock_never_locks() {
    let panel = Start::new().with_policy(r#"{"minLength":12}"#).run();
    let mut browser = panel.signed_in(ANN, ANN_PASSWORD);
    check_refused(&panel, 20);
    let answer = browser.change(ANN, WRONG_PASSWORD, NEW_PASSWORD);
    assert_eq!(answer.code(), "current-password-incorrect");
    assert_eq!(
        answer.json().get("attemptsLeft"),
        None,
        "there is no number to tell"
    );
    assert!(panel.accepts(ANN, ANN_PASSWORD));
}
