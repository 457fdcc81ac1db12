//! Evidence in a database: two panels on one, and what happens while it is away.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

use postgres_tests::Server;
use serde_json::{Value, json};

use super::place::{Place, after, ann, batch, wait};
use crate::support::{ADMIN, ADMIN_PASSWORD, ANN, ANN_PASSWORD, Browser, NEW_PASSWORD, Start};

#[test]
fn what_one_panel_takes_the_other_knows() {
    let database = Server::shared().database();
    let (one, other) = (Place::in_database(&database), Place::in_database(&database));
    let line = ann(after(-2), "bad-password", &json!({ "client": "Scanner 3" }));
    let first = batch(1, &[line]);
    assert_eq!(one.deliver(&first).status, 200);
    // The agent was told to ask the other one meanwhile.
    assert_eq!(other.deliver(&first).status, 200);
    let mut browser = other.panel.signed_in(ANN, ANN_PASSWORD);
    let devices = Place::devices(&mut browser);
    assert!(
        devices.iter().any(|device| device["name"] == "Scanner 3"),
        "{devices:?}"
    );
    let document: Value = serde_json::from_str(&one.run("evidence-export", ANN)).unwrap();
    assert_eq!(document["devices"][0]["wrongCount"], 1);
    assert_eq!(
        other.run("evidence-erase", ANN),
        format!("erased what was kept of 1 devices of {ANN}\n")
    );
    let document: Value = serde_json::from_str(&one.run("evidence-export", ANN)).unwrap();
    assert_eq!(document["devices"], json!([]));
}

#[test]
fn while_the_database_is_away_devices_are_not_available_and_a_password_can_be_changed() {
    let mut server = Server::start();
    let mut place = Place::in_database_with(&server.database(), &["--metrics", "127.0.0.1:0"]);
    let phone = json!({ "device": "phone", "client": "Scanner 3" });
    let line = |second| ann(after(second), "bad-password", &phone);
    assert_eq!(place.deliver(&batch(1, &[line(-9)])).status, 200);
    let mut browser = place.panel.signed_in(ANN, ANN_PASSWORD);
    assert!(browser.get("/mailbox/devices").body.contains("Scanner 3"));
    assert_eq!(browser.get("/readyz").body, "ok");
    let log = place.panel.log();
    let (_, rest) = log.split_once("address=").unwrap();
    let address = rest.split_whitespace().next().unwrap();
    let metrics = Browser::new(&format!("http://{address}"))
        .get("/metrics")
        .body;
    for pool in [
        "pool_size{pool=\"database\"} 8",
        "pool_used{pool=\"database\"} 0",
    ] {
        assert!(metrics.contains(pool), "{metrics}");
    }
    server.kill();
    // Those of its processes that serve the panel notice a moment later.
    wait("the end of the database", || {
        browser.get("/api/mailbox/devices").code() == "directory-unavailable"
    });

    let answer = browser.get("/api/mailbox/devices");
    assert_eq!(
        (answer.status, answer.code().as_str()),
        (503, "directory-unavailable")
    );
    assert_eq!(
        browser.get("/api/mailbox/status").json()["refusalsMissing"],
        true
    );
    for path in ["/mailbox/devices", "/mailbox", "/mailbox/password"] {
        let page = browser.get(path);
        assert_eq!(page.status, 200, "{path}");
        assert!(!page.body.contains("No device has been seen yet"), "{path}");
    }
    let page = browser.get("/mailbox/devices").body;
    assert!(
        page.contains("The list of devices is not available now"),
        "{page}"
    );
    let mut administrator = place
        .panel
        .signed_in_as_administrator(ADMIN, ADMIN_PASSWORD);
    let page = administrator.get(&format!("/admin/exchange/mailboxes/{ANN}"));
    assert!(
        page.body.contains("what they told cannot be read now"),
        "{page:?}"
    );
    let ready = browser.get("/readyz");
    assert_eq!(
        (ready.status, ready.body.as_str()),
        (200, "ok, but the evidence of devices cannot be used")
    );
    // The agent keeps what it has read.
    assert_eq!(place.deliver(&batch(2, &[line(-5)])).status, 503);
    place.append(&line(-4));
    place.agent("mail2");
    assert_eq!(browser.change(ANN, ANN_PASSWORD, NEW_PASSWORD).status, 200);

    server.restart();
    assert_eq!(place.deliver(&batch(2, &[line(-5)])).status, 200);
    wait("the agent's line is counted too", || {
        let document: Value = serde_json::from_str(&place.run("evidence-export", ANN)).unwrap();
        document["devices"][0]["wrongCount"] == 3
    });
    assert_eq!(browser.get("/readyz").body, "ok");
}

#[test]
fn a_panel_whose_database_comes_later_waits_for_it() {
    let mut server = Server::start();
    let database = server.database();
    server.kill();
    let place = Place::in_database(&database);
    assert!(place.panel.log().contains("the database is away"));
    let mut browser = place.panel.browser();
    let away = "ok, but the evidence of devices cannot be used";
    assert_eq!(browser.get("/readyz").body, away);
    server.restart();
    // It makes its tables now.
    assert_eq!(browser.get("/readyz").body, "ok");
    assert_eq!(place.deliver(&batch(1, &[])).status, 200);
}

#[test]
fn a_panel_whose_database_cannot_be_used_says_so_and_does_not_start() {
    let start = Start::new();
    let url = Server::shared().database().url();
    let mut command = start.again().with(&["--database", &url]).command();
    let output = command
        .env("PANEL_EVIDENCE_SECRET", super::place::SECRET)
        .env("PANEL_DATABASE_PASSWORD", "not the password")
        .output()
        .unwrap();
    assert!(!output.status.success());
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        said.contains("the database: password authentication failed"),
        "{said}"
    );
    assert!(said.contains("--database names it"), "{said}");
}
