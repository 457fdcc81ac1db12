//! The store: somebody else holds it, it is restarted, it is temporary.

#![allow(clippy::panic, clippy::unwrap_used)]

use std::sync::mpsc::channel;
use std::thread;

use crate::support::{ANN, ANN_PASSWORD, Answer, BOB, NEW_PASSWORD, Panel, Start, WRONG_PASSWORD};
use rusqlite::{Connection, TransactionBehavior};

/// Holds the store's write lock while something is done.
fn check_held<T>(panel: &Panel, work: impl FnOnce(&mut dyn FnMut()) -> T) -> T {
    let mut store: Connection = panel.store();
    let held = store
        .transaction_with_behavior(TransactionBehavior::Exclusive)
        .unwrap();
    let mut held = Some(held);
    work(&mut || drop(held.take()))
}

fn refused(answer: &Answer) -> (u16, String) {
    (answer.status, answer.code())
}

#[test]
fn a_store_that_stays_held_answers_not_changed_and_is_right() {
    let panel = Start::new().with(&["--store-wait", "0.2"]).run();
    let mut browser = panel.signed_in(ANN, ANN_PASSWORD);
    let before = browser.status()["passwordChangedAt"].clone();
    let answer = check_held(&panel, |_| {
        let answer = browser.change(ANN, ANN_PASSWORD, NEW_PASSWORD);
        assert_eq!(
            browser.status()["passwordChangedAt"],
            before,
            "reading goes on"
        );
        assert_eq!(panel.browser().webmail(ANN, ANN_PASSWORD).status, 503);
        answer
    });
    assert_eq!(refused(&answer), (503, "directory-unavailable".to_owned()));
    assert_eq!(
        answer.header("retry-after"),
        answer.json()["retryAfter"].to_string()
    );
    panel.wait_for_log("change received");
    assert_eq!(browser.status()["passwordChangedAt"], before);
    assert!(panel.accepts(ANN, ANN_PASSWORD));
    assert!(!panel.accepts(ANN, NEW_PASSWORD));
    assert_eq!(
        browser.change(ANN, ANN_PASSWORD, NEW_PASSWORD).status,
        200,
        "later it works"
    );
}

#[test]
fn a_change_waits_for_the_store_and_a_second_one_is_told_so() {
    let panel = Start::new().with(&["--store-wait", "60"]).run();
    let browser = panel.signed_in(ANN, ANN_PASSWORD);
    let (sender, answers) = channel();
    check_held(&panel, |release| {
        for _ in 0..2 {
            let (mut browser, sender) = (browser.clone(), sender.clone());
            thread::spawn(move || {
                let answer = browser.change(ANN, ANN_PASSWORD, NEW_PASSWORD);
                sender.send(answer).unwrap();
            });
        }
        assert_eq!(refused(&answers.recv().unwrap()), (409, "busy".to_owned()));
        panel.wait_for_log_times("change received", 2);
        release();
    });
    assert_eq!(answers.recv().unwrap().status, 200);
    assert!(panel.accepts(ANN, NEW_PASSWORD));
}

#[test]
fn a_browser_that_goes_away_does_not_stop_its_change() {
    let panel = Start::new().with(&["--store-wait", "60"]).run();
    let browser = panel.signed_in(ANN, ANN_PASSWORD);
    check_held(&panel, |release| {
        let request = browser.change_request(ANN, ANN_PASSWORD, NEW_PASSWORD);
        browser.send_and_leave(&request, || panel.wait_for_log("change received"));
        release();
    });
    panel.wait_for_log(" changed reference=");
    assert!(panel.accepts(ANN, NEW_PASSWORD));
    assert!(!panel.accepts(ANN, ANN_PASSWORD));
}

#[test]
fn a_restart_loses_nothing() {
    let panel = Panel::start();
    let mut browser = panel.signed_in(ANN, ANN_PASSWORD);
    let key = "\"0b0f5c9e-5d4c-4c39-9f06-2a4f6f3b8a11\"";
    let request = browser
        .change_request(ANN, ANN_PASSWORD, NEW_PASSWORD)
        .header("idempotency-key", key);
    let first = browser.send(&request).json();
    for _ in 0..5 {
        assert!(!panel.accepts(BOB, WRONG_PASSWORD));
    }
    let before = browser.status();

    let (start, status) = panel.stop();
    assert!(status.success(), "{status}");
    let panel = start.run();
    let browser = &mut browser.moved_to(&panel.address);
    let after = browser.status();
    assert_eq!(
        after["passwordChangedAt"], before["passwordChangedAt"],
        "the session is still good"
    );
    assert_eq!(after["lastChangeReference"], "0b0f5c");
    assert_eq!(
        browser.send(&request).json()["changedAt"],
        first["changedAt"]
    );
    assert!(
        panel.accepts(ANN, NEW_PASSWORD),
        "the demo does not put the first password back"
    );
    assert!(
        !panel.accepts(BOB, crate::support::BOB_PASSWORD),
        "still locked"
    );
}

#[cfg(unix)]
#[test]
fn nobody_else_may_read_the_store() {
    use std::os::unix::fs::PermissionsExt;
    let panel = Panel::start();
    panel.signed_in(ANN, ANN_PASSWORD);
    for name in ["store.sqlite", "store.sqlite-wal", "store.sqlite-shm"] {
        let mode = std::fs::metadata(panel.folder().join(name))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
}

#[test]
fn the_audit_trail_forgets_while_the_panel_runs() {
    let panel = Panel::start();
    assert!(panel.accepts(ANN, ANN_PASSWORD));
    panel.set_clock(399 * 86_400);
    assert!(panel.accepts(BOB, crate::support::BOB_PASSWORD));
    assert_eq!(panel.audit(ANN).len(), 1);
    panel.set_clock(401 * 86_400);
    assert!(panel.accepts(BOB, crate::support::BOB_PASSWORD));
    assert_eq!(panel.audit(ANN).len(), 0);
    assert_eq!(panel.audit(BOB).len(), 2);
}

#[test]
fn a_hash_of_another_cost_is_made_anew_when_its_owner_signs_in() {
    let panel = Panel::start();
    let hash = |panel: &Panel, mailbox: &str| -> String {
        let query = "SELECT hash FROM accounts WHERE mailbox = ?1";
        let hash = panel.store().query_row(query, [mailbox], |row| row.get(0));
        hash.unwrap()
    };
    let costs = |panel: &Panel, mailbox: &str| {
        let hash = hash(panel, mailbox);
        hash.split('$').nth(3).unwrap().to_owned()
    };
    assert_eq!(costs(&panel, ANN), "m=64,t=1,p=1");
    let mut browser = panel.signed_in(ANN, ANN_PASSWORD);
    let before = browser.status()["passwordChangedAt"].clone();
    let (start, _) = panel.stop();
    let panel = start.with(&["--hash-cost", "128,2"]).run();
    assert!(!panel.accepts(ANN, WRONG_PASSWORD));
    assert_eq!(costs(&panel, ANN), "m=64,t=1,p=1");
    assert!(panel.accepts(ANN, ANN_PASSWORD));
    assert_eq!(costs(&panel, ANN), "m=128,t=2,p=1");
    assert_eq!(
        costs(&panel, BOB),
        "m=64,t=1,p=1",
        "nobody knows his password"
    );
    let made = hash(&panel, ANN);
    assert!(panel.accepts(ANN, ANN_PASSWORD), "it is the same password");
    assert_eq!(hash(&panel, ANN), made, "once is enough");
    let mut browser = browser.moved_to(&panel.address);
    assert_eq!(browser.status()["passwordChangedAt"], before);
    assert_eq!(browser.change(ANN, ANN_PASSWORD, NEW_PASSWORD).status, 200);
}

#[test]
fn the_store_holds_no_password() {
    let panel = Panel::start();
    let mut browser = panel.signed_in(ANN, ANN_PASSWORD);
    assert!(
        !panel.accepts(WRONG_PASSWORD, WRONG_PASSWORD),
        "typed into the wrong field"
    );
    assert_eq!(
        browser.change(ANN, WRONG_PASSWORD, NEW_PASSWORD).status,
        422
    );
    assert_eq!(browser.change(ANN, ANN_PASSWORD, NEW_PASSWORD).status, 200);
    for name in ["store.sqlite", "store.sqlite-wal"] {
        let bytes = std::fs::read(panel.folder().join(name)).unwrap();
        for password in [ANN_PASSWORD, NEW_PASSWORD, WRONG_PASSWORD] {
            let found = bytes
                .windows(password.len())
                .any(|window| window == password.as_bytes());
            assert!(!found, "{name}: {password}");
        }
    }
}
