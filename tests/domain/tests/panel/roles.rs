//! Who gets what from a panel whose directory is a domain: the same as from one with its own.

use domain_tests::accounts::{ADMINISTRATORS, PASSWORD, dn, principal};
use domain_tests::{Controller, PanelConfiguration};

use super::support::{Panel, block_on};
use crate::http::roles::{CALLERS, Caller, ROWS, table};

/// A group whose members look after Sally's unit only.
const SALES_DESK: &str = "CN=Sales Desk,OU=Groups,DC=corp,DC=test";

/// As whom each of the callers signs in; the mailbox is always Alice's.
const ACCOUNTS: [(&str, &str); 5] = [
    ("nobody@corp.test", "Never-Was-A-Password-1"),
    ("alice@corp.test", PASSWORD),
    ("bob@corp.test", PASSWORD),
    ("adele@corp.test", PASSWORD),
    ("nick@corp.test", PASSWORD),
];

/// A panel on a fresh controller, with administrators of the whole scope and of one unit in it.
fn start() -> (Controller, Panel) {
    let controller = Controller::start();
    block_on(controller.add_group(SALES_DESK, "Sales Desk", &[&dn("nick")]));
    let sales = "OU=Sales,OU=Staff,DC=corp,DC=test";
    let configuration = PanelConfiguration {
        administrators: vec![
            (ADMINISTRATORS.to_owned(), None),
            (SALES_DESK.to_owned(), Some(sales.to_owned())),
        ],
        ..PanelConfiguration::new(&controller)
    };
    let panel = Panel::with(&controller, &configuration);
    (controller, panel)
}

#[test]
fn everybody_gets_what_the_table_says_also_from_a_domain() {
    let alice = principal("alice");
    let mut place = start();
    let mut got = Vec::new();
    for (method, path, _) in ROWS {
        let base = place.1.base();
        let callers: Vec<_> = CALLERS
            .iter()
            .zip(ACCOUNTS)
            .map(|(name, (mailbox, password))| Caller::new(&base, name, mailbox, password))
            .collect();
        let answers: Vec<_> = callers
            .into_iter()
            .map(|caller| caller.ask(&alice, method, path))
            .collect();
        got.push((method, path, answers.try_into().unwrap()));
        if method == "POST" && path.ends_with("/password") {
            // Alice has another password now.
            place = start();
        }
    }
    println!("{}", table(&got));
    for ((method, path, expected), (.., answers)) in ROWS.iter().zip(&got) {
        // It is there in a demo only, as which the table was made.
        let expected = match (*method, *path) {
            ("GET", "/csp-report") => &["404"; 5],
            _ => expected,
        };
        assert_eq!(answers, expected, "{method} {path}");
    }
}
