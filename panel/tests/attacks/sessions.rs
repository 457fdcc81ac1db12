//! Cookies that somebody has copied.

use super::{Row, is_signed_in};
use crate::support::{ANN, ANN_PASSWORD, BOB, BOB_PASSWORD, NEW_PASSWORD, Panel, Request};

const OTHER_PASSWORD: &str = "Spring-Ferry-1905";

pub(super) const ROWS: [Row; 4] = [
    ("a stolen cookie after sign-out", after_sign_out),
    (
        "a stolen cookie after a change in another session",
        after_others_change,
    ),
    (
        "the old cookie of the session that changed the password",
        after_own_change,
    ),
    (
        "a stolen cookie after somebody else signed in with that browser",
        after_other_person,
    ),
];

fn after_sign_out() -> String {
    let panel = Panel::start();
    let mut ann = panel.signed_in(ANN, ANN_PASSWORD);
    let mut stolen = ann.clone();
    let token = ann.token.clone();
    let answer = ann.send(&Request::form("/sign-out", &[("token", &token)]));
    assert_eq!(answer.status, 303);
    assert!(!is_signed_in(&mut stolen));
    assert_eq!(stolen.open_mailbox().status, 303);
    let elsewhere = panel.second_instance();
    assert!(!is_signed_in(&mut stolen.moved_to(&elsewhere.address)));
    // Its owner signs in anew with that cookie still there, and gives it nothing.
    let mut again = stolen.clone();
    assert_eq!(again.sign_in(ANN, ANN_PASSWORD).status, 303);
    assert!(is_signed_in(&mut again));
    assert!(!is_signed_in(&mut stolen));
    "it is no session any more, on the other instance neither".to_owned()
}

fn after_others_change() -> String {
    let panel = Panel::start();
    let mut stolen = panel.signed_in(ANN, ANN_PASSWORD);
    let mut ann = panel.signed_in(ANN, ANN_PASSWORD);
    assert_eq!(ann.change(ANN, ANN_PASSWORD, NEW_PASSWORD).status, 200);
    assert!(!is_signed_in(&mut stolen));
    assert!(is_signed_in(&mut ann));
    "it is no session any more; the one that changed it is".to_owned()
}

fn after_own_change() -> String {
    let panel = Panel::start();
    let mut ann = panel.signed_in(ANN, ANN_PASSWORD);
    let mut old = ann.clone();
    let request = ann.change_request(ANN, ANN_PASSWORD, NEW_PASSWORD);
    assert_eq!(ann.send(&request).status, 200);
    assert!(
        is_signed_in(&mut old),
        "it may ask what became of the change"
    );
    assert_eq!(old.open_mailbox().status, 303);
    assert_eq!(old.get("/mailbox").status, 303);
    let answer = old.change(ANN, NEW_PASSWORD, OTHER_PASSWORD);
    assert_eq!(
        (answer.status, answer.code().as_str()),
        (401, "session-expired")
    );
    assert!(panel.accepts(ANN, NEW_PASSWORD));
    assert_eq!(
        old.send(&request).status,
        200,
        "the same request is answered again"
    );
    "it asks what became of the change, and does nothing else".to_owned()
}

fn after_other_person() -> String {
    let panel = Panel::start();
    let mut browser = panel.signed_in(ANN, ANN_PASSWORD);
    let mut stolen = browser.clone();
    assert_eq!(browser.sign_in(BOB, BOB_PASSWORD).status, 303);
    assert!(!is_signed_in(&mut stolen));
    // Ann's page is still open in that browser: its token is not Bob's.
    browser.token = stolen.token;
    let answer = browser.change(ANN, ANN_PASSWORD, NEW_PASSWORD);
    assert_eq!(
        (answer.status, answer.code().as_str()),
        (403, "mailbox-mismatch")
    );
    "it is no session any more; the page that is still open says whose it is not".to_owned()
}
