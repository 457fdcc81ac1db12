//! Sessions, repeats and the audit trail of panels whose directory is a domain.

use std::time::Duration;

use domain_tests::accounts::{PASSWORD, principal};
use domain_tests::{Controller, Policy};
use serde_json::{Value, json};

use super::support::{Panel, block_on, change};
use crate::http::{Browser, admin_path};

const NEW: &str = "Velvet#Tramway46";
const KEY: &str = "0b0f5c9e-5d4c-4c39-9f06-2a4f6f3b8a11";
const OTHER_KEY: &str = "1b0f5c9e-5d4c-4c39-9f06-2a4f6f3b8a11";

#[test]
fn a_session_goes_on_after_its_own_change_and_ends_after_anybody_elses() {
    let controller = Controller::start();
    let panel = Panel::start(&controller);
    let mut own = panel.user("alice", PASSWORD);
    let mut elsewhere = panel.user("alice", PASSWORD);
    let before = own.status();
    let changed = change(&mut own, "alice", PASSWORD, NEW, KEY);
    assert_eq!(changed.status, 200, "{changed:?}");
    let after = own.status();
    assert_ne!(before["passwordChangedAt"], after["passwordChangedAt"]);
    assert_eq!(changed.json()["changedAt"], after["passwordChangedAt"]);
    assert_eq!(after["lastChangeReference"], "0b0f5c");
    assert!(after["expiresAt"].is_string(), "{after}");
    assert_eq!(elsewhere.get("/api/mailbox/status").status, 401);

    let page = own.get("/mailbox").body;
    assert!(page.contains("Password expires"), "{page}");
    let soon = Policy {
        maximum_age: Some(Duration::from_secs(3 * 86_400 + 3600)),
        ..Policy::default()
    };
    block_on(controller.set_policy(&soon));
    let page = own.get("/mailbox").body;
    assert!(page.contains("Your password expires in 3 days."), "{page}");

    let mut adele = panel.administrator("adele", PASSWORD);
    let reset = adele.reset(&principal("alice"), "Another#Tram77");
    assert_eq!(reset.status, 200, "{reset:?}");
    assert_eq!(own.get("/api/mailbox/status").status, 401);
}

#[test]
fn two_panels_share_nothing_but_the_directory_and_a_secret() {
    let controller = Controller::start();
    let (one, other) = (Panel::start(&controller), Panel::start(&controller));
    let mut browser = one.user("bob", PASSWORD);
    let mut before = browser.clone();
    let first = change(&mut browser, "bob", PASSWORD, NEW, KEY);
    assert_eq!(first.status, 200, "{first:?}");
    let mut moved = browser.moved_to(&other.base());
    assert_eq!(moved.status()["mustChange"], false);
    let again = change(&mut browser, "bob", PASSWORD, NEW, KEY);
    assert_eq!(
        again.json()["changedAt"],
        first.json()["changedAt"],
        "the same panel"
    );
    let again = change(&mut moved, "bob", PASSWORD, NEW, KEY);
    assert_eq!(
        again.json()["changedAt"],
        first.json()["changedAt"],
        "another panel: {again:?}"
    );
    let wrong = change(
        &mut moved,
        "bob",
        "Never-Was-1",
        "Another#Tram77",
        OTHER_KEY,
    );
    assert_eq!(wrong.code(), "current-password-incorrect");

    assert_eq!(
        before.get("/api/mailbox/status").status,
        200,
        "it made the change"
    );
    assert_eq!(
        before
            .moved_to(&other.base())
            .get("/api/mailbox/status")
            .status,
        401
    );
    drop(one);
    assert_eq!(moved.get("/mailbox").status, 200);
}

#[test]
fn the_audit_trail_is_lines_of_json_and_the_log_holds_no_password() {
    let controller = Controller::start();
    let panel = Panel::start(&controller);
    let mut browser = panel.user("carol", PASSWORD);
    change(&mut browser, "carol", "Never-Was-1", NEW, OTHER_KEY);
    change(&mut browser, "carol", PASSWORD, NEW, KEY);
    assert_eq!(
        panel
            .browser()
            .sign_in(&principal("carol"), "Never-Was-2")
            .status,
        403
    );
    let mut adele = panel.administrator("adele", PASSWORD);
    assert_eq!(adele.unlock(&principal("carol")).status, 204);
    let log = panel.wait_for_log("unlock-not-locked");
    let events: Vec<Value> = log
        .lines()
        .filter_map(|line| serde_json::from_str(line).ok())
        .collect();
    let of_carol: Vec<_> = events
        .iter()
        .filter(|event| event["mailbox"] == "carol@corp.test")
        .map(|event| event["audit"].as_str().unwrap())
        .collect();
    assert_eq!(
        of_carol,
        [
            "signed-in",
            "change-refused-current-incorrect",
            "changed",
            "unlock-not-locked"
        ]
    );
    assert!(events.iter().any(|event| event["reference"] == "0b0f5c"));
    let log = panel.log();
    for secret in [PASSWORD, NEW, "Never-Was", "Svc#Panel", "0123456789abcdef"] {
        assert!(!log.contains(secret), "{secret}");
    }
}

#[test]
fn a_user_and_an_administrator_get_what_is_theirs_and_nothing_else() {
    let controller = Controller::start();
    let panel = Panel::start(&controller);
    let mut user = panel.user("kate", PASSWORD);
    let mut administrator = panel.administrator("hank", PASSWORD);
    let refused = panel
        .browser()
        .sign_in_as_administrator(&principal("kate"), PASSWORD);
    assert_eq!(refused.status, 403);
    let page = administrator.get("/admin").body;
    assert!(page.contains("Administration of Staff"), "{page}");
    let reset = |browser: &mut Browser, account| browser.reset(&principal(account), NEW).code();
    assert_eq!(reset(&mut user, "leo"), "change-not-allowed");
    // Outside the unit, protected, not there, and the administrator's own.
    for (account, code) in [
        ("quinn", "mailbox-unknown"),
        ("adam", "mailbox-unknown"),
        ("nobody", "mailbox-unknown"),
        ("hank", "change-not-allowed"),
    ] {
        assert_eq!(reset(&mut administrator, account), code, "{account}");
        let status = administrator.get(&admin_path(&principal(account), "status"));
        let expected = if account == "hank" { 200 } else { 404 };
        assert_eq!(status.status, expected, "{account}");
    }
    let must = administrator.reset_request(&principal("kate"), NEW);
    let must = administrator.send(&must.member("mustChange", &json!(true)));
    assert_eq!(must.status, 200, "{must:?}");
    assert_eq!(user.get("/api/mailbox/status").status, 401);
    let refused = panel.browser().webmail(&principal("kate"), NEW);
    assert_eq!(refused.status, 403);
    let mut kate = panel.user("kate", NEW);
    assert_eq!(kate.status()["mustChange"], true);
    assert_eq!(
        change(&mut kate, "kate", NEW, "Another#Tram77", KEY).status,
        200
    );
    assert_eq!(kate.status()["mustChange"], false);
}

#[test]
fn a_panel_whose_clock_is_wrong_ends_the_same_sessions() {
    let controller = Controller::start();
    let panel = Panel::start(&controller);
    for (account, seconds) in [("alice", 7200), ("bob", -7200)] {
        panel.set_clock(seconds);
        let mut own = panel.user(account, PASSWORD);
        let mut elsewhere = panel.user(account, PASSWORD);
        let changed = change(&mut own, account, PASSWORD, NEW, KEY);
        assert_eq!(changed.status, 200, "{seconds}: {changed:?}");
        assert_eq!(own.get("/api/mailbox/status").status, 200, "{seconds}");
        assert_eq!(
            elsewhere.get("/api/mailbox/status").status,
            401,
            "{seconds}"
        );
    }
}

#[test]
fn a_wrong_current_password_soon_after_a_change_costs_one_try() {
    let controller = block_on(Controller::start_strict());
    let panel = Panel::start(&controller);
    let mut alice = panel.user("alice", PASSWORD);
    assert_eq!(change(&mut alice, "alice", PASSWORD, NEW, KEY).status, 200);
    let wrong = change(
        &mut alice,
        "alice",
        "Never-Was-1",
        "Another#Tram77",
        OTHER_KEY,
    );
    assert_eq!(wrong.code(), "current-password-incorrect");
    assert_eq!(wrong.json()["attemptsLeft"], 2, "{wrong:?}");
    assert_eq!(block_on(controller.wrong_passwords("alice")), 1);
    // What was not answered here, but is done, is still recognised.
    let again = change(&mut alice, "alice", PASSWORD, NEW, KEY);
    assert_eq!(again.status, 200, "{again:?}");
}
