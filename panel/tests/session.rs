//! Sessions: how long they last, what ends them, what their cookie looks like.

#![allow(clippy::panic, clippy::unwrap_used)]

use crate::support::{ANN, ANN_PASSWORD, Browser, NEW_PASSWORD, Panel, Request, Start};
use serde_json::json;

const OWN_PASSWORD: &str = "Spring-Ferry-1905";

/// Whether a browser is signed in, as the API sees it.
fn check(browser: &mut Browser) -> bool {
    let answer = browser.get("/api/mailbox/status");
    if answer.status == 200 {
        return true;
    }
    assert_eq!(
        (answer.status, answer.code().as_str()),
        (401, "session-expired")
    );
    assert_eq!(
        answer.header("www-authenticate"),
        "",
        "that would open the browser's own prompt"
    );
    false
}

#[test]
fn without_a_session_pages_lead_to_the_sign_in_and_the_api_says_so() {
    let panel = Panel::start();
    let mut browser = panel.browser();
    let page = browser.get("/mailbox");
    assert_eq!((page.status, page.header("location")), (303, "/"));
    for path in [
        "/api/mailbox/policy",
        "/api/mailbox/devices",
        "/api/mailbox/status",
    ] {
        let answer = browser.get(path);
        assert_eq!(
            (answer.status, answer.code().as_str()),
            (401, "session-expired"),
            "{path}"
        );
    }
}

#[test]
fn a_page_that_is_looked_at_by_a_script_alone_does_not_extend_the_session() {
    let panel = Panel::start();
    let mut browser = panel.signed_in(ANN, ANN_PASSWORD);
    let page = browser.get("/mailbox");
    assert_ne!(page.header("set-cookie"), "");
    let by_itself = Request::get("/mailbox").header("panel-refresh", "by-itself");
    let page = browser.send(&by_itself);
    assert_eq!((page.status, page.header("set-cookie")), (200, ""));
}

#[test]
fn the_cookie_is_for_this_host_and_for_no_script() {
    let panel = Panel::start();
    let form = || Request::form("/", &[("address", ANN), ("password", ANN_PASSWORD)]);
    let answer = panel.browser().send(&form());
    let cookie = answer.header("set-cookie");
    assert!(cookie.starts_with("mailbox-panel="), "{cookie}");
    assert!(
        cookie.ends_with("; HttpOnly; SameSite=Lax; Path=/"),
        "{cookie}"
    );

    let answer = panel
        .browser()
        .send(&form().header("host", "panel.example.com"));
    let cookie = answer.header("set-cookie");
    assert!(cookie.starts_with("__Host-mailbox-panel="), "{cookie}");
    assert!(
        cookie.ends_with("; HttpOnly; SameSite=Lax; Secure; Path=/"),
        "{cookie}"
    );
}

#[test]
fn behind_a_proxy_that_names_another_host_the_given_origin_counts() {
    let origin = "https://localhost";
    let panel = Start::new().with(&["--origin", origin]).run();
    let mut browser = panel.browser();
    let form = Request::form("/", &[("address", ANN), ("password", ANN_PASSWORD)])
        .header("sec-fetch-site", "");
    let own = panel.address.clone();
    assert_eq!(
        browser.send(&form.clone().header("origin", &own)).status,
        403
    );
    let answer = browser.send(&form.header("origin", origin));
    let cookie = answer.header("set-cookie");
    assert!(cookie.starts_with("__Host-mailbox-panel="), "{cookie}");
    assert!(cookie.contains("; Secure"), "{cookie}");
    browser.open_mailbox();
    assert!(check(&mut browser));
    let request = browser
        .change_request(ANN, ANN_PASSWORD, NEW_PASSWORD)
        .header("sec-fetch-site", "")
        .header("origin", origin);
    assert_eq!(browser.send(&request).status, 200);
    let token = browser.token.clone();
    let answer = browser.send(&Request::form("/sign-out", &[("token", &token)]));
    let cookie = answer.header("set-cookie");
    assert!(cookie.starts_with("__Host-mailbox-panel=;"), "{cookie}");
}

#[test]
fn an_altered_cookie_is_no_session() {
    let panel = Panel::start();
    let mut browser = panel.signed_in(ANN, ANN_PASSWORD);
    assert!(check(&mut browser));
    let cookie = browser.cookies.get_mut("mailbox-panel").unwrap();
    let other = if cookie.as_bytes()[20] == b'A' {
        "B"
    } else {
        "A"
    };
    cookie.replace_range(20..21, other);
    assert!(!check(&mut browser));
}

#[test]
fn loading_the_page_extends_a_session_and_polling_does_not() {
    let panel = Panel::start();
    let mut reader = panel.signed_in(ANN, ANN_PASSWORD);
    let mut poller = panel.signed_in(ANN, ANN_PASSWORD);
    panel.set_clock(20 * 60);
    assert_eq!(reader.open_mailbox().status, 200);
    assert!(check(&mut poller));
    panel.set_clock(40 * 60);
    assert!(check(&mut reader));
    assert!(!check(&mut poller));
    for minutes in (60..=12 * 60).step_by(20) {
        panel.set_clock(minutes * 60);
        reader.open_mailbox();
    }
    assert!(
        !check(&mut reader),
        "after twelve hours everybody signs in again"
    );
}

#[test]
fn a_change_ends_every_other_session_and_the_callers_goes_on() {
    let panel = Panel::start();
    let mut other = panel.signed_in(ANN, ANN_PASSWORD);
    let mut own = panel.signed_in(ANN, ANN_PASSWORD);
    let answer = own.change(ANN, ANN_PASSWORD, NEW_PASSWORD);
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert!(answer.header("set-cookie").starts_with("mailbox-panel="));
    assert!(check(&mut own));
    assert!(!check(&mut other));
    panel.set_clock(25 * 60);
    assert!(check(&mut own), "the new cookie is a whole session");
}

#[test]
fn who_lost_the_answer_may_still_ask_for_ten_minutes() {
    let panel = Panel::start();
    let mut browser = panel.signed_in(ANN, ANN_PASSWORD);
    let mut lost = browser.clone();
    assert_eq!(browser.change(ANN, ANN_PASSWORD, NEW_PASSWORD).status, 200);
    assert!(check(&mut lost));
    assert_eq!(lost.open_mailbox().status, 303, "it opens no page");
    let answer = lost.change(ANN, NEW_PASSWORD, OWN_PASSWORD);
    assert_eq!(answer.code(), "session-expired", "it changes nothing");
    assert!(panel.accepts(ANN, NEW_PASSWORD));
    panel.set_clock(601);
    assert!(!check(&mut lost));
}

#[test]
fn a_cookie_that_was_issued_while_the_change_was_written_has_ended() {
    let panel = Panel::start();
    let mut own = panel.signed_in(ANN, ANN_PASSWORD);
    let mut reader = panel.signed_in(ANN, ANN_PASSWORD);
    // A change counts from before its commit, so these two cookies are younger than it.
    panel.set_clock(100);
    assert_eq!(reader.open_mailbox().status, 200);
    let mut entered = panel.signed_in(ANN, ANN_PASSWORD);
    panel.set_clock(0);
    assert_eq!(own.change(ANN, ANN_PASSWORD, NEW_PASSWORD).status, 200);
    assert!(!check(&mut reader));
    assert!(!check(&mut entered));
    assert!(check(&mut own));
}

/// Ends Ann's sessions and sets a password that she has to replace.
fn reset_and_sign_out(panel: &Panel) {
    let mut administrator = panel.administrator();
    let request = administrator
        .reset_request(ANN, NEW_PASSWORD)
        .member("signOutOtherSessions", &json!(true))
        .member("mustChange", &json!(true));
    assert_eq!(administrator.send(&request).status, 200);
}

#[test]
fn a_stolen_cookie_that_a_reset_ended_stays_ended_whatever_its_owner_does() {
    let panel = Panel::start();
    let mut ann = panel.signed_in(ANN, ANN_PASSWORD);
    let mut stolen = ann.clone();
    reset_and_sign_out(&panel);
    assert!(!check(&mut stolen));
    assert_eq!(ann.sign_in(ANN, NEW_PASSWORD).status, 303);
    assert_ne!(ann.token, stolen.token, "the ended session gave nothing on");
    assert_eq!(ann.change(ANN, NEW_PASSWORD, OWN_PASSWORD).status, 200);
    assert!(!check(&mut stolen));
    assert_eq!(stolen.open_mailbox().status, 303);
    assert!(check(&mut ann));
}

#[test]
fn a_stolen_cookie_that_a_change_ended_stays_ended_after_the_next_change() {
    let panel = Panel::start();
    let mut ann = panel.signed_in(ANN, ANN_PASSWORD);
    let mut stolen = ann.clone();
    assert_eq!(ann.change(ANN, ANN_PASSWORD, NEW_PASSWORD).status, 200);
    panel.set_clock(601);
    assert!(!check(&mut stolen));
    assert_eq!(ann.change(ANN, NEW_PASSWORD, OWN_PASSWORD).status, 200);
    assert!(!check(&mut stolen));
    assert!(check(&mut ann));
}

#[test]
fn repeating_an_older_change_ends_nobodys_session() {
    let panel = Panel::start();
    let mut ann = panel.signed_in(ANN, ANN_PASSWORD);
    let older = ann.change_request(ANN, ANN_PASSWORD, NEW_PASSWORD);
    assert_eq!(ann.send(&older).status, 200);
    assert_eq!(ann.change(ANN, NEW_PASSWORD, OWN_PASSWORD).status, 200);
    assert_eq!(ann.send(&older).status, 200);
    assert!(check(&mut ann));
}

#[test]
fn a_page_that_is_still_open_goes_on_after_signing_in_again_elsewhere() {
    let panel = Panel::start();
    let mut browser = panel.signed_in(ANN, ANN_PASSWORD);
    let token = browser.token.clone();
    panel.set_clock(31 * 60);
    assert_eq!(
        browser.change(ANN, ANN_PASSWORD, NEW_PASSWORD).code(),
        "session-expired"
    );
    assert_eq!(browser.sign_in(ANN, ANN_PASSWORD).status, 303);
    browser.token = token;
    assert_eq!(browser.change(ANN, ANN_PASSWORD, NEW_PASSWORD).status, 200);
}

#[test]
fn signing_out_ends_the_session_and_needs_the_pages_token() {
    let panel = Panel::start();
    let mut browser = panel.signed_in(ANN, ANN_PASSWORD);
    assert_eq!(
        browser
            .send(&Request::form("/sign-out", &[("token", "AAAA")]))
            .status,
        403
    );
    let token = browser.token.clone();
    let foreign =
        Request::form("/sign-out", &[("token", &token)]).header("sec-fetch-site", "cross-site");
    assert_eq!(browser.send(&foreign).status, 403);
    let answer = browser.send(&Request::form("/sign-out", &[("token", &token)]));
    assert_eq!((answer.status, answer.header("location")), (303, "/"));
    assert!(!check(&mut browser));
}
