//! Who gets what: every endpoint, asked by everybody. The table is printed, and is the one in `docs/roles.md`.

#![allow(clippy::panic, clippy::unwrap_used)]

use std::path::Path;

use crate::http::roles::{CALLERS, Caller, ROWS, Row, table};
use crate::support::simulated::{ONCE, demo};
use crate::support::{
    ADMIN, ADMIN_PASSWORD, ANN, ANN_PASSWORD, BOB, BOB_PASSWORD, OTHER_ADMIN, OTHER_ADMIN_PASSWORD,
    Panel, WRONG_PASSWORD,
};

/// As whom each of the callers signs in; the mailbox is always Ann's.
const ACCOUNTS: [(&str, &str); 5] = [
    ("nobody@example.com", WRONG_PASSWORD),
    (ANN, ANN_PASSWORD),
    (BOB, BOB_PASSWORD),
    (ADMIN, ADMIN_PASSWORD),
    (OTHER_ADMIN, OTHER_ADMIN_PASSWORD),
];

/// The endpoints of the simulated devices where there are any: in a demo on its temporary store.
const DEMO_ROWS: [Row<&str>; 6] = [
    ("GET", "/demo", ["200"; 5]),
    ("POST", "/demo", ["303 /demo"; 5]),
    ("GET", "/demo/devices", ["200"; 5]),
    ("POST", "/demo/devices", ["303 /demo/devices"; 5]),
    ("GET", "/demo/devices/{id}", ["200"; 5]),
    ("POST", "/demo/devices/{id}", ["303 /demo/devices"; 5]),
];

/// Asks for these endpoints as everybody; everybody must get what the rows say, and what stands in this part of the
/// document.
fn check(rows: &[Row<&str>], part: &str, start: impl Fn() -> Panel) {
    let got: Vec<_> = rows
        .iter()
        .map(|(method, path, _)| (*method, *path, ask(&start(), method, path)))
        .collect();
    let table = table(&got);
    println!("{table}");
    for ((method, path, expected), (.., statuses)) in rows.iter().zip(&got) {
        assert_eq!(statuses, expected, "{method} {path}");
    }
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/roles.md");
    let docs = std::fs::read_to_string(docs).unwrap();
    let (_, rest) = docs
        .split_once(&format!("<!-- {part}:begin -->\n"))
        .unwrap();
    let (written, _) = rest.split_once(&format!("<!-- {part}:end -->")).unwrap();
    assert!(written == table, "docs/roles.md needs the table above");
}

/// Asks for one endpoint as everybody; says what each of them got.
fn ask(panel: &Panel, method: &str, path: &str) -> [String; 5] {
    let accounts = ACCOUNTS.iter();
    let mut callers = CALLERS
        .iter()
        .zip(accounts)
        .map(|(name, (mailbox, password))| Caller::new(&panel.address, name, mailbox, password));
    // All sign in before the first one asks.
    let callers: Vec<_> = callers.by_ref().collect();
    let answers: Vec<_> = callers
        .into_iter()
        .map(|caller| caller.ask(ANN, method, path))
        .collect();
    answers.try_into().unwrap()
}

#[test]
fn everybody_gets_what_the_table_says() {
    check(&ROWS, "roles", Panel::start);
}

#[test]
fn the_demos_devices_are_everybodys() {
    check(&DEMO_ROWS, "demo", || demo(ONCE));
}

#[test]
fn every_endpoint_of_the_panel_has_a_row() {
    let rows = ROWS.map(|(method, path, _)| (method, path));
    assert_eq!(panel::endpoints(), rows);
}
