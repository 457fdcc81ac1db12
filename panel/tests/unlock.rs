//! An administrator unlocks a mailbox.

#![allow(clippy::panic, clippy::unwrap_used)]

use crate::support::{
    ADMIN, ADMIN_PASSWORD, ANN, ANN_PASSWORD, BOB, CLEO, CLEO_PASSWORD, Panel, WRONG_PASSWORD,
    admin_path,
};
use serde_json::{Value, json};

/// Types so many wrong passwords for Ann's mailbox.
fn check_refused(panel: &Panel, times: usize) {
    for _ in 0..times {
        assert!(!panel.accepts(ANN, WRONG_PASSWORD));
    }
}

/// What is written down of administrators.
fn acts(panel: &Panel, mailbox: &str) -> Vec<String> {
    panel
        .audit(mailbox)
        .into_iter()
        .filter(|(_, caller, _)| *caller == format!("administrator:{ADMIN}"))
        .map(|(event, ..)| event)
        .collect()
}

#[test]
fn a_mailbox_that_waited_for_it_can_be_used_again() {
    let panel = Panel::start();
    let mut administrator = panel.administrator();
    assert_eq!(administrator.status_of(CLEO)["locked"], true);
    let answer = administrator.unlock(CLEO);
    assert_eq!((answer.status, answer.body.as_str()), (204, ""));
    assert_eq!(administrator.status_of(CLEO)["locked"], false);
    assert!(panel.accepts(CLEO, CLEO_PASSWORD));
    assert_eq!(acts(&panel, CLEO), ["unlocked"]);
}

#[test]
fn the_count_starts_anew() {
    let panel = Panel::start();
    check_refused(&panel, 5);
    assert!(!panel.accepts(ANN, ANN_PASSWORD));
    assert_eq!(panel.administrator().unlock(ANN).status, 204);
    check_refused(&panel, 4);
    assert!(panel.accepts(ANN, ANN_PASSWORD));
}

#[test]
fn one_that_is_not_locked_is_unlocked_already() {
    let panel = Panel::start();
    let mut administrator = panel.administrator();
    assert_eq!(administrator.unlock(ANN).status, 204);
    assert_eq!(acts(&panel, ANN), ["unlock-not-locked"]);
    check_refused(&panel, 4);
    assert_eq!(administrator.unlock(ANN).status, 204);
    check_refused(&panel, 4);
    assert!(
        panel.accepts(ANN, ANN_PASSWORD),
        "its count starts anew, too"
    );
    check_refused(&panel, 5);
    assert_eq!(administrator.unlock(ANN).status, 204);
    assert_eq!(
        acts(&panel, ANN),
        ["unlock-not-locked", "unlock-not-locked", "unlocked"]
    );
}

#[test]
fn who_still_tries_is_known_after_it() {
    let panel = Panel::start();
    let mut administrator = panel.administrator();
    assert_eq!(administrator.status_of(CLEO).get("lastRefused"), None);
    assert!(!panel.accepts(CLEO, WRONG_PASSWORD));
    assert_eq!(administrator.unlock(CLEO).status, 204);
    assert_eq!(
        administrator.status_of(CLEO)["lastRefused"]["client"],
        "webmail"
    );
}

#[test]
fn an_administrator_may_unlock_ones_own_mailbox() {
    let panel = Panel::start();
    let mut administrator = panel.administrator();
    for _ in 0..5 {
        assert!(!panel.accepts(ADMIN, WRONG_PASSWORD));
    }
    assert_eq!(administrator.unlock(ADMIN).status, 204);
    assert!(panel.accepts(ADMIN, ADMIN_PASSWORD));
}

#[test]
fn the_body_has_to_name_the_same_mailbox() {
    let panel = Panel::start();
    let mut administrator = panel.administrator();
    let mut send = |body: &Value| {
        let request = administrator.post(&admin_path(CLEO, "unlock"), body);
        let answer = administrator.send(&request);
        (answer.status, answer.code())
    };
    let refused = (403, "mailbox-mismatch".to_owned());
    assert_eq!(send(&json!({ "mailbox": BOB })), refused);
    for body in [json!({}), json!([]), json!({ "mailbox": 1 })] {
        assert_eq!(send(&body), (400, "blank".to_owned()), "{body}");
    }
    assert!(!panel.accepts(CLEO, CLEO_PASSWORD));
    let request = administrator.post(
        &admin_path("CLEO@Example.com", "unlock"),
        &json!({ "mailbox": "Cleo@example.COM" }),
    );
    assert_eq!(administrator.send(&request).status, 204);
}
