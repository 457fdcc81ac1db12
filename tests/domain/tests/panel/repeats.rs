//! A change that a proxy sends again: to a second panel, or to the same one after a restart, with the cookie from before.

use domain_tests::accounts::{PASSWORD, principal};
use domain_tests::{Controller, PanelConfiguration};
use serde_json::json;

use super::support::{Panel, change};
use crate::http::{Answer, Browser, Request};

const NEW: &str = "Velvet#Tramway46";
const OTHER: &str = "Another#Tram77";
const KEY: &str = "0b0f5c9e-5d4c-4c39-9f06-2a4f6f3b8a11";
const OTHER_KEY: &str = "1b0f5c9e-5d4c-4c39-9f06-2a4f6f3b8a11";

/// A panel that shares its records with every other one on this controller.
fn sharing(controller: &Controller) -> Panel {
    let records = controller.folder().join("records.sqlite");
    let configuration = PanelConfiguration {
        more: vec![format!("records = {:?}", records.display().to_string())],
        ..PanelConfiguration::new(controller)
    };
    Panel::with(controller, &configuration)
}

/// An administrator's reset under this key.
fn reset(browser: &Browser, account: &str, new: &str, key: &str) -> Request {
    let request = browser.reset_request(&principal(account), new);
    request.header("idempotency-key", &format!("\"{key}\""))
}

/// An answer that the widget takes for *unknown*.
fn is_unknown(answer: &Answer) -> bool {
    answer.status == 500 && answer.code() == "blank"
}

/// An answer that says: not changed, sign in again.
fn is_refused(answer: &Answer) -> bool {
    answer.status == 401 && answer.code() == "session-expired"
}

#[test]
fn a_second_panel_never_says_that_a_change_of_the_first_was_not_made() {
    let controller = Controller::start();
    let (one, other) = (Panel::start(&controller), Panel::start(&controller));
    let mut browser = one.user("bob", PASSWORD);
    let mut repeated = browser.moved_to(&other.base());
    let first = change(&mut browser, "bob", PASSWORD, NEW, KEY);
    assert_eq!(first.status, 200, "{first:?}");
    let again = change(&mut repeated, "bob", PASSWORD, NEW, KEY);
    assert!(is_unknown(&again), "{again:?}");
    assert_eq!(again.header("set-cookie"), "", "the session stays ended");
    assert_eq!(repeated.get("/api/mailbox/status").status, 401);
    assert_eq!(repeated.get("/mailbox").status, 303);
    other.user("bob", NEW);
}

#[test]
fn a_second_panel_never_says_that_a_reset_of_the_first_was_not_made() {
    let controller = Controller::start();
    let (one, other) = (Panel::start(&controller), Panel::start(&controller));
    let mut adele = one.administrator("adele", PASSWORD);
    let mut elsewhere = adele.moved_to(&other.base());
    let bob = reset(&adele, "bob", NEW, KEY);
    let kate = reset(&adele, "kate", NEW, KEY).member("mustChange", &json!(true));
    for request in [&bob, &kate] {
        let first = adele.send(request);
        assert_eq!(first.status, 200, "{first:?}");
    }
    // A later change of the administrator's own password ends the session.
    let mut own = other.user("adele", PASSWORD);
    let answer = change(&mut own, "adele", PASSWORD, NEW, OTHER_KEY);
    assert_eq!(answer.status, 200, "{answer:?}");
    for request in [&bob, &kate] {
        let again = elsewhere.send(request);
        assert!(is_unknown(&again), "{again:?}");
        assert_eq!(again.header("set-cookie"), "", "the session stays ended");
    }
    // Nothing is said without the page's token, of another unit, or of nobody.
    let forged = bob.header("x-csrf-token", "AAAA");
    let others = ["quinn", "nobody"].map(|account| reset(&adele, account, NEW, KEY));
    for request in others.iter().chain([&forged]) {
        let answer = elsewhere.send(request);
        assert!(is_refused(&answer), "{answer:?}");
    }
    other.user("bob", NEW);
}

#[test]
fn a_reset_of_an_ended_session_is_refused_if_the_password_is_older_than_the_session() {
    let controller = Controller::start();
    let panel = Panel::start(&controller);
    // So that everybody's password is older, however new the domain is.
    panel.set_clock(7200);
    let mut adele = panel.administrator("adele", PASSWORD);
    let mut own = panel.user("adele", PASSWORD);
    let answer = change(&mut own, "adele", PASSWORD, NEW, OTHER_KEY);
    assert_eq!(answer.status, 200, "{answer:?}");
    let plain = reset(&adele, "alice", NEW, KEY);
    let must = plain.clone().member("mustChange", &json!(true));
    for request in [plain, must] {
        let answer = adele.send(&request);
        assert!(is_refused(&answer), "{answer:?}");
    }
}

#[test]
fn after_a_restart_a_panel_never_says_that_its_change_was_not_made() {
    let controller = Controller::start();
    let one = Panel::start(&controller);
    let mut browser = one.user("bob", PASSWORD);
    let before = browser.clone();
    let first = change(&mut browser, "bob", PASSWORD, NEW, KEY);
    assert_eq!(first.status, 200, "{first:?}");
    drop(one);
    let restarted = Panel::start(&controller);
    let mut repeated = before.moved_to(&restarted.base());
    let again = change(&mut repeated, "bob", PASSWORD, NEW, KEY);
    assert!(is_unknown(&again), "{again:?}");
}

#[test]
fn panels_that_share_records_give_the_recorded_outcome_also_after_a_restart() {
    let controller = Controller::start();
    let one = sharing(&controller);
    let other = sharing(&controller);
    let mut browser = one.user("bob", PASSWORD);
    let before = browser.clone();
    let first = change(&mut browser, "bob", PASSWORD, NEW, KEY);
    assert_eq!(first.status, 200, "{first:?}");
    drop(one);
    let restarted = sharing(&controller);
    for panel in [&other, &restarted] {
        let mut repeated = before.moved_to(&panel.base());
        let again = change(&mut repeated, "bob", PASSWORD, NEW, KEY);
        assert_eq!(again.json(), {
            let mut expected = first.json();
            expected["now"] = again.json()["now"].clone();
            expected
        });
        // What the session may still ask, and nothing else.
        let mut old = before.moved_to(&panel.base());
        assert_eq!(old.status()["lastChangeReference"], "0b0f5c");
        assert_eq!(old.get("/mailbox").status, 303);
        let late = change(&mut old, "bob", NEW, OTHER, OTHER_KEY);
        assert!(is_refused(&late), "{late:?}");
    }
}

#[test]
fn a_session_that_was_signed_out_stays_ended_at_the_other_panel_and_after_a_restart() {
    let controller = Controller::start();
    let one = sharing(&controller);
    let other = sharing(&controller);
    let mut bob = one.user("bob", PASSWORD);
    let stolen = bob.clone();
    assert_eq!(stolen.moved_to(&other.base()).status()["mustChange"], false);
    let token = bob.token.clone();
    let answer = bob.send(&Request::form("/sign-out", &[("token", &token)]));
    assert_eq!(answer.status, 303);
    drop(one);
    let restarted = sharing(&controller);
    for panel in [&other, &restarted] {
        let mut stolen = stolen.moved_to(&panel.base());
        assert_eq!(stolen.get("/api/mailbox/status").status, 401);
        let late = change(&mut stolen, "bob", PASSWORD, NEW, KEY);
        assert!(is_refused(&late), "{late:?}");
    }
}

#[test]
fn the_connections_to_the_controllers_are_in_the_metrics() {
    let controller = Controller::start();
    let configuration = PanelConfiguration {
        more: vec!["metrics = \"127.0.0.1:0\"".to_owned()],
        ..PanelConfiguration::new(&controller)
    };
    let panel = Panel::with(&controller, &configuration);
    panel.user("bob", PASSWORD);
    let log = panel.wait_for_log("address=");
    let (_, rest) = log.split_once("address=").unwrap();
    let address = rest.split_whitespace().next().unwrap();
    let text = Browser::new(&format!("http://{address}"))
        .get("/metrics")
        .body;
    for line in [
        "mailbox_panel_pool_size{pool=\"directory-account\"} 8",
        "mailbox_panel_pool_used{pool=\"directory-account\"} 0",
        "mailbox_panel_pool_size{pool=\"directory-sign-ins\"} 32",
        "mailbox_panel_pool_size{pool=\"records\"} 1",
    ] {
        assert!(
            text.lines().any(|written| written == line),
            "{line}: {text}"
        );
    }
}

#[test]
fn a_session_that_another_recorded_change_ended_is_told_to_sign_in() {
    let controller = Controller::start();
    let panel = Panel::start(&controller);
    let mut elsewhere = panel.user("bob", PASSWORD);
    let mut own = panel.user("bob", PASSWORD);
    let first = change(&mut own, "bob", PASSWORD, NEW, KEY);
    assert_eq!(first.status, 200, "{first:?}");
    let late = change(&mut elsewhere, "bob", PASSWORD, OTHER, OTHER_KEY);
    assert!(is_refused(&late), "{late:?}");
}
