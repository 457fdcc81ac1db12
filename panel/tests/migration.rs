//! A store that an earlier version wrote is brought up to date when it is opened.

#![allow(clippy::panic, clippy::unwrap_used)]

use crate::support::{ANN, ANN_PASSWORD, BOB_PASSWORD, Browser, NEW_PASSWORD, Panel};
use rusqlite::params;

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
pub(crate) fn migrated() -> (Panel, Browser, Browser) {
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
    let (panel, mut own, mut ended) = migrated();
    assert_eq!(own.status()["mustChange"], false);
    assert_eq!(ended.get("/api/mailbox/status").status, 401);
    assert!(panel.accepts(ANN, NEW_PASSWORD));
    assert_eq!(
        own.change(ANN, NEW_PASSWORD, ANN_PASSWORD).code(),
        "password-reused"
    );
}

/// The panel on a store of the first layout that this has filled.
fn upgraded(fill: impl FnOnce(&mut rusqlite::Connection)) -> Panel {
    let panel = Panel::start();
    let mut store = panel.store();
    let (start, status) = panel.stop();
    assert!(status.success(), "{status}");
    store.execute_batch(BACK).unwrap();
    fill(&mut store);
    drop(store);
    start.run()
}

/// A copy of Bob's account, and of his password.
const COPY_OF_BOB: &str = "
INSERT INTO accounts (mailbox, role, account_name, display_name, hash, password_set_at)
SELECT ?1, role, ?2, ?3, hash, password_set_at FROM accounts WHERE mailbox = 'bob@example.com'";

#[test]
fn addresses_of_other_scripts_get_the_one_form_by_which_they_are_looked_for() {
    let ended = "INSERT INTO history (mailbox, retired_at, hash) VALUES (?1, 1, 'x')";
    let panel = upgraded(|store| {
        for (mailbox, name) in [
            ("eva@b\u{fc}cher.example", "Eva"),
            // Written with a combining mark, and in another case.
            ("Ida@Bu\u{308}CHER.example", "Ida"),
            // Its form is taken by the next one, which is what people have been signing in with.
            ("uwe@b\u{fc}cher.example", "Uwe, not reachable"),
            ("uwe@xn--bcher-kva.example", "Uwe"),
        ] {
            store
                .execute(COPY_OF_BOB, params![mailbox, "copy", name])
                .unwrap();
            store.execute(ended, [mailbox]).unwrap();
        }
    });
    for typed in [
        "eva@b\u{fc}cher.example",
        "eva@xn--bcher-kva.example",
        "EVA@B\u{dc}CHER.example",
        "ida@b\u{fc}cher.example",
        "uwe@b\u{fc}cher.example",
    ] {
        assert!(panel.accepts(typed, BOB_PASSWORD), "{typed}");
    }
    let store = panel.store();
    let count = |sql: &str| {
        store
            .query_row(sql, [], |row| row.get::<_, u32>(0))
            .unwrap()
    };
    assert_eq!(
        count("SELECT count(*) FROM accounts WHERE domain = 'xn--bcher-kva.example'"),
        3
    );
    assert_eq!(
        count("SELECT count(*) FROM history WHERE mailbox LIKE '%@xn--bcher-kva.example'"),
        3,
        "what belongs to a mailbox goes with it"
    );
    assert_eq!(
        count("SELECT count(*) FROM accounts WHERE display_name = 'Uwe, not reachable'"),
        1,
        "nothing is thrown away"
    );
}

#[test]
fn a_store_of_thousands_of_mailboxes_is_brought_up_to_date_in_one_piece() {
    let panel = upgraded(|store| {
        let tx = store.transaction().unwrap();
        for number in 0..20_000 {
            let mailbox = format!("person{number}@example.com");
            let name = format!("Person {number}");
            tx.execute(COPY_OF_BOB, params![mailbox, "copy", name])
                .unwrap();
        }
        tx.commit().unwrap();
    });
    assert!(panel.accepts("person19999@example.com", BOB_PASSWORD));
    let mut administrator = panel.administrator();
    let page = administrator
        .get("/admin/exchange/mailboxes?q=person%2012345")
        .body;
    assert!(page.contains("1 mailbox in example.com"), "{page}");
}

#[test]
fn its_mailboxes_are_found() {
    let (panel, ..) = migrated();
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
pub(crate) fn a_store_of_a_later_version_is_left_alone() {
    let panel = Panel::start();
    let store = panel.store();
    let (start, _) = panel.stop();
    store.pragma_update(None, "user_version", 99).unwrap();
    let output = start.command().output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(
        said.contains("has layout 99, and this program knows 3; use the version"),
        "{said}"
    );
}
