//! Requests that arrive again, from a proxy or a browser that sends one twice. Whoever gets the second answer must not be
//! told that nothing was changed.

use serde_json::json;

use super::{Row, is_signed_in};
use crate::support::{
    ANN, ANN_PASSWORD, Answer, BOB, NEW_PASSWORD, Panel, Request, Start, WRONG_PASSWORD,
};

const OTHER_PASSWORD: &str = "Spring-Ferry-1905";

pub(super) const ROWS: [Row; 4] = [
    ("a change that arrives again after sign-out", after_sign_out),
    (
        "a change that arrives again after somebody else ended its session",
        after_reset,
    ),
    (
        "a change that arrives again when its session has asked too often",
        over_the_limit,
    ),
    (
        "a reset that arrives again after the administrator signed out",
        reset_after_sign_out,
    ),
];

/// The answer is the recorded outcome, and no new session.
fn check(answer: &Answer) {
    assert_eq!(answer.status, 200, "{answer:?}");
    assert!(answer.json()["changedAt"].is_string(), "{answer:?}");
    assert_eq!(answer.header("set-cookie"), "", "an ended session");
}

fn after_sign_out() -> String {
    let panel = Panel::start();
    let mut ann = panel.signed_in(ANN, ANN_PASSWORD);
    let mut proxy = ann.clone();
    let request = ann.change_request(ANN, ANN_PASSWORD, NEW_PASSWORD);
    assert_eq!(ann.send(&request).status, 200);
    let token = ann.token.clone();
    let answer = ann.send(&Request::form("/sign-out", &[("token", &token)]));
    assert_eq!(answer.status, 303);
    check(&proxy.send(&request));
    assert!(!is_signed_in(&mut proxy));
    let other = proxy.change(ANN, NEW_PASSWORD, OTHER_PASSWORD);
    assert_eq!(
        (other.status, other.code().as_str()),
        (401, "session-expired")
    );
    assert!(panel.accepts(ANN, NEW_PASSWORD));
    // Without the page's token it is nobody's repeat.
    proxy.token = "AAAA".to_owned();
    assert_eq!(
        proxy.send(&request.header("x-csrf-token", "AAAA")).status,
        401
    );
    "it is answered with the recorded outcome; the session stays ended".to_owned()
}

fn after_reset() -> String {
    let panel = Panel::start();
    let mut ann = panel.signed_in(ANN, ANN_PASSWORD);
    let mut proxy = ann.clone();
    let request = ann.change_request(ANN, ANN_PASSWORD, NEW_PASSWORD);
    assert_eq!(ann.send(&request).status, 200);
    let mut administrator = panel.administrator();
    let reset = administrator
        .reset_request(ANN, OTHER_PASSWORD)
        .member("signOutOtherSessions", &json!(true));
    assert_eq!(administrator.send(&reset).status, 200);
    check(&proxy.send(&request));
    assert!(!is_signed_in(&mut proxy));
    assert!(panel.accepts(ANN, OTHER_PASSWORD), "it is not done again");
    "it is answered with the recorded outcome, and not done again".to_owned()
}

fn over_the_limit() -> String {
    let panel = Start::new().with(&["--changes-per-minute", "1"]).run();
    let mut ann = panel.signed_in(ANN, ANN_PASSWORD);
    let mut proxy = ann.clone();
    let request = ann.change_request(ANN, ANN_PASSWORD, NEW_PASSWORD);
    assert_eq!(ann.send(&request).status, 200);
    let mut refused = 0;
    while ann.change(ANN, WRONG_PASSWORD, OTHER_PASSWORD).status != 429 {
        refused += 1;
        assert!(refused < 50, "the limit is reached");
    }
    let answer = proxy.send(&request);
    assert_eq!(answer.status, 200, "{answer:?}");
    "it is answered with the recorded outcome".to_owned()
}

fn reset_after_sign_out() -> String {
    let panel = Panel::start();
    let mut administrator = panel.administrator();
    let mut proxy = administrator.clone();
    let request = administrator.reset_request(BOB, NEW_PASSWORD);
    assert_eq!(administrator.send(&request).status, 200);
    let token = administrator.token.clone();
    let answer = administrator.send(&Request::form("/sign-out", &[("token", &token)]));
    assert_eq!(answer.status, 303);
    check(&proxy.send(&request));
    assert_eq!(proxy.reset(BOB, OTHER_PASSWORD).status, 401);
    assert!(panel.accepts(BOB, NEW_PASSWORD));
    "it is answered with the recorded outcome; the session stays ended".to_owned()
}
