//! Sessions, repeats and the audit trail of panels whose directory is a domain.

use std::time::Duration;

use domain_tests::accounts::PASSWORD;
use domain_tests::{Controller, Policy};
use serde_json::{Value, json};
use tokio::runtime::Runtime;

use super::support::Shared;

const NEW: &str = "Velvet#Tramway46";
const KEY: &str = "0b0f5c9e-5d4c-4c39-9f06-2a4f6f3b8a11";
const OTHER_KEY: &str = "1b0f5c9e-5d4c-4c39-9f06-2a4f6f3b8a11";

#[test]
fn a_session_goes_on_after_its_own_change_and_ends_after_anybody_elses() {
    let controller = Controller::start();
    let panel = Shared::new().panel(&controller);
    let mut own = panel.user("alice", PASSWORD);
    let mut elsewhere = panel.user("alice", PASSWORD);
    let before = own.json("/api/mailbox/status");
    let changed = own.change("alice", PASSWORD, NEW, KEY);
    assert_eq!(changed.status, 200, "{changed:?}");
    let after = own.json("/api/mailbox/status");
    assert_ne!(before["passwordChangedAt"], after["passwordChangedAt"]);
    assert_eq!(changed.body["changedAt"], after["passwordChangedAt"]);
    assert_eq!(after["lastChangeReference"], "0b0f5c");
    assert!(after["expiresAt"].is_string(), "{after}");
    assert_eq!(elsewhere.get("/api/mailbox/status").0, 401);

    let (_, page) = own.get("/mailbox");
    assert!(page.contains("Password expires"), "{page}");
    let soon = Policy {
        maximum_age: Some(Duration::from_secs(3 * 86_400 + 3600)),
        ..Policy::default()
    };
    Runtime::new()
        .unwrap()
        .block_on(controller.set_policy(&soon));
    let (_, page) = own.get("/mailbox");
    assert!(page.contains("Your password expires in 3 days."), "{page}");

    let mut adele = panel.administrator("adele", PASSWORD);
    let body = json!({"newPassword": "Another#Tram77"});
    assert_eq!(adele.administer("alice", "password", body).status, 200);
    assert_eq!(own.get("/api/mailbox/status").0, 401);
}

#[test]
fn two_panels_share_nothing_but_the_directory_and_a_secret() {
    let controller = Controller::start();
    let shared = Shared::new();
    let (one, other) = (shared.panel(&controller), shared.panel(&controller));
    let mut browser = one.user("bob", PASSWORD);
    let mut before = browser.clone();
    let first = browser.change("bob", PASSWORD, NEW, KEY);
    assert_eq!(first.status, 200, "{first:?}");
    let mut moved = browser.at(&other.address);
    assert_eq!(moved.json("/api/mailbox/status")["mustChange"], false);
    let again = browser.change("bob", PASSWORD, NEW, KEY);
    assert_eq!(
        again.body["changedAt"], first.body["changedAt"],
        "the same panel"
    );
    let again = moved.change("bob", PASSWORD, NEW, KEY);
    assert_eq!(
        again.body["changedAt"], first.body["changedAt"],
        "another panel: {again:?}"
    );
    let wrong = moved.change("bob", "Never-Was-1", "Another#Tram77", OTHER_KEY);
    assert_eq!(wrong.code, "current-password-incorrect");

    assert_eq!(
        before.get("/api/mailbox/status").0,
        200,
        "it made the change"
    );
    assert_eq!(before.at(&other.address).get("/api/mailbox/status").0, 401);
    one.kill();
    assert_eq!(moved.get("/mailbox").0, 200);
}

#[test]
fn the_audit_trail_is_lines_of_json_and_the_log_holds_no_password() {
    let controller = Controller::start();
    let panel = Shared::new().panel(&controller);
    let mut browser = panel.user("carol", PASSWORD);
    browser.change("carol", "Never-Was-1", NEW, OTHER_KEY);
    browser.change("carol", PASSWORD, NEW, KEY);
    assert_eq!(panel.browser().sign_in("/", "carol", "Never-Was-2").0, 403);
    let mut adele = panel.administrator("adele", PASSWORD);
    assert_eq!(adele.administer("carol", "unlock", json!({})).status, 204);
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
    let panel = Shared::new().panel(&controller);
    let mut nobody = panel.browser();
    let mut user = panel.user("kate", PASSWORD);
    let mut administrator = panel.administrator("hank", PASSWORD);
    assert_eq!(panel.browser().sign_in("/admin", "kate", PASSWORD).0, 403);
    for (path, expected) in [
        ("/api/mailbox/policy", [401, 200, 403]),
        ("/api/mailbox/status", [401, 200, 403]),
        ("/api/mailbox/devices", [401, 200, 403]),
        (
            "/api/admin/mailboxes/kate@corp.test/policy",
            [401, 403, 200],
        ),
        (
            "/api/admin/mailboxes/kate@corp.test/status",
            [401, 403, 200],
        ),
        (
            "/api/admin/mailboxes/kate@corp.test/devices",
            [401, 403, 200],
        ),
        (
            "/api/admin/mailboxes/quinn@corp.test/status",
            [401, 403, 404],
        ),
        (
            "/api/admin/mailboxes/adam@corp.test/status",
            [401, 403, 404],
        ),
        (
            "/api/admin/mailboxes/nobody@corp.test/status",
            [401, 403, 404],
        ),
        ("/mailbox", [303, 200, 303]),
        ("/admin/exchange/mailboxes", [303, 303, 200]),
        ("/admin/exchange/mailboxes/kate@corp.test", [303, 303, 200]),
        ("/admin/exchange/mailboxes/quinn@corp.test", [303, 303, 404]),
        ("/recovery", [200, 200, 200]),
        ("/healthz", [200, 200, 200]),
    ] {
        let answers = [
            nobody.get(path).0,
            user.get(path).0,
            administrator.get(path).0,
        ];
        assert_eq!(answers, expected, "{path}");
    }
    let (_, page) = administrator.get("/admin");
    assert!(page.contains("Administration of Staff"), "{page}");
    let body = || json!({"newPassword": NEW});
    assert_eq!(
        user.administer("leo", "password", body()).code,
        "change-not-allowed"
    );
    assert_eq!(
        administrator.administer("quinn", "password", body()).code,
        "mailbox-unknown"
    );
    assert_eq!(
        administrator.administer("hank", "password", body()).code,
        "change-not-allowed"
    );
    let must = json!({"newPassword": NEW, "mustChange": true});
    assert_eq!(
        administrator.administer("kate", "password", must).status,
        200
    );
    assert_eq!(user.get("/api/mailbox/status").0, 401);
    assert_eq!(panel.browser().sign_in("/webmail", "kate", NEW).0, 403);
    let mut kate = panel.user("kate", NEW);
    assert_eq!(kate.json("/api/mailbox/status")["mustChange"], true);
    assert_eq!(kate.change("kate", NEW, "Another#Tram77", KEY).status, 200);
    assert_eq!(kate.json("/api/mailbox/status")["mustChange"], false);
}
