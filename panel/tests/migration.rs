//! A store that an earlier version wrote is brought up to date when it is opened.

#![allow(clippy::panic, clippy::unwrap_used)]

use crate::support::{ANN, ANN_PASSWORD, Browser, NEW_PASSWORD, Panel};

/// Takes from a store what later layouts added to the first.
const BACK: &str = "
DROP TABLE ended_sessions;
DROP INDEX audit_hourly;
ALTER TABLE audit DROP COLUMN since;
ALTER TABLE audit DROP COLUMN hour;
ALTER TABLE audit DROP COLUMN source;
ALTER TABLE audit DROP COLUMN count;
DROP INDEX accounts_of;
DROP INDEX audit_of;
ALTER TABLE accounts DROP COLUMN must_change;
ALTER TABLE accounts DROP COLUMN sessions_from;
ALTER TABLE accounts DROP COLUMN domain;
ALTER TABLE accounts DROP COLUMN search;
PRAGMA user_version = 1;
";

/// The panel on a store of the first layout, in which Ann has changed her password: her session, and one that it ended.
fn check_migrated() -> (Panel, Browser, Browser) {
    let panel = Panel::start();
    let mut ended = panel.signed_in(ANN, ANN_PASSWORD);
    let mut own = panel.signed_in(ANN, ANN_PASSWORD);
    assert_eq!(own.change(ANN, ANN_PASSWORD, NEW_PASSWORD).status, 200);
    panel
        .store()
        .execute(
            "UPDATE accounts SET display_name = 'ÄNN Bell' WHERE mailbox = ?1",
            [ANN],
        )
        .unwrap();
    let store = panel.store();
    let (start, status) = panel.stop();
    assert!(status.success(), "{status}");
    store.execute_batch(BACK).unwrap();
    let panel = start.run();
    own = own.moved_to(&panel.address);
    ended = ended.moved_to(&panel.address);
    (panel, own, ended)
}

#[test]
fn passwords_and_sessions_are_as_before() {
    let (panel, mut own, mut ended) = check_migrated();
    assert_eq!(own.status()["mustChange"], false);
    assert_eq!(ended.get("/api/mailbox/status").status, 401);
    assert!(panel.accepts(ANN, NEW_PASSWORD));
    assert_eq!(
        own.change(ANN, NEW_PASSWORD, ANN_PASSWORD).code(),
        "password-reused"
    );
}

#[test]
fn its_mailboxes_are_found() {
    let (panel, ..) = check_migrated();
    let mut administrator = panel.administrator();
    let page = administrator.get("/admin/exchange/mailboxes?q=%C3%A4nn");
    assert!(
        page.body.contains("1 mailbox in example.com"),
        "{}",
        page.body
    );
    let all = administrator.get("/admin/exchange/mailboxes").body;
    assert!(all.contains("4 mailboxes in example.com."), "{all}");
}

#[test]
fn a_store_of_a_later_version_is_left_alone() {
    let panel = Panel::start();
    let store = panel.store();
    let (start, _) = panel.stop();
    store.pragma_update(None, "user_version", 99).unwrap();
    let output = start.command().output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(
        said.contains("has layout 99, this program knows 3"),
        "{said}"
    );
}
