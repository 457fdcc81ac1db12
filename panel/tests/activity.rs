//! The administrator's page of what happened that is on no mailbox's page.

#![allow(clippy::panic, clippy::unwrap_used)]

use rusqlite::params;

use crate::support::{ANN, Browser, CLEO, NEW_PASSWORD, Panel, WRONG_PASSWORD};

const UNKNOWN: &str = "nobody@example.com";

/// The page holds these, in this order.
#[track_caller]
fn check(browser: &mut Browser, parts: &[&str]) -> String {
    let page = browser.get("/admin/activity").body;
    let mut rest = page.as_str();
    for part in parts {
        let Some((_, later)) = rest.split_once(part) else {
            panic!("{part}: {page}");
        };
        rest = later;
    }
    page
}

#[test]
fn refused_sign_ins_with_unknown_addresses_are_counted_a_row_a_day() {
    let panel = Panel::start();
    let mut administrator = panel.administrator();
    check(&mut administrator, &["Nothing is recorded yet."]);
    for _ in 0..3 {
        assert!(!panel.accepts(UNKNOWN, WRONG_PASSWORD));
    }
    assert!(!panel.accepts(ANN, WRONG_PASSWORD));
    assert_eq!(administrator.reset(CLEO, NEW_PASSWORD).status, 200);
    let page = check(
        &mut administrator,
        &["3 sign-ins were refused <small>Webmail, from 127.0.0.1</small>"],
    );
    assert!(!page.contains(UNKNOWN), "what was typed is not kept");
    for part in [
        "An administrator set the password",
        "cleo",
        "Mail servers’ logs",
    ] {
        assert!(!page.contains(part), "{part}: {page}");
    }

    panel.set_clock(2 * 86_400);
    assert!(!panel.accepts(UNKNOWN, WRONG_PASSWORD));
    check(
        &mut panel.administrator(),
        &[
            "A sign-in was refused <small>Webmail",
            "3 sign-ins were refused <small>Webmail",
        ],
    );
}

#[test]
fn however_much_there_is_the_page_is_bounded_and_says_so() {
    let panel = Panel::start();
    let store = panel.store();
    let few = |count: u32| {
        for at in 0..count {
            store
                .execute(
                    "INSERT INTO audit (at, mailbox, caller, event, client) VALUES (?1, '', 'operator', 'something-else', ?2)",
                    params![4_000_000_000_000_i64 + i64::from(at), format!("command {at}")],
                )
                .unwrap();
        }
    };
    let mut administrator = panel.administrator();
    few(100);
    let page = check(&mut administrator, &["Command 99", "Command 0<"]);
    assert!(!page.contains("Earlier ones are not shown."), "{page}");
    few(101);
    let page = check(
        &mut administrator,
        &["Command 100", "Earlier ones are not shown."],
    );
    assert_eq!(page.matches("something-else").count(), 100);
}

#[test]
fn the_page_is_in_the_navigation_and_on_the_first_page_of_the_administration() {
    let panel = Panel::start();
    let mut administrator = panel.administrator();
    check(
        &mut administrator,
        &[
            "href=\"/admin/activity\" aria-current=\"page\">",
            "Activity</h1>",
        ],
    );
    let home = administrator.get("/admin").body;
    assert!(
        home.contains(
            "<a class=\"panel-link\" href=\"/admin/activity\">Activity</a>: what happened"
        )
    );
}
