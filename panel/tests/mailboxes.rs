//! The list of mailboxes: who is in it, searching, and a thousand of them.

#![allow(clippy::panic, clippy::unwrap_used)]

use crate::support::{
    Browser, CLEO, OTHER_ADMIN, OTHER_ADMIN_PASSWORD, Panel, WRONG_PASSWORD, encode,
};

/// A page of the list: what it says of the number, and the addresses in it, in order.
fn check(browser: &mut Browser, query: &str) -> (String, Vec<String>) {
    let answer = browser.get(&format!("/admin/exchange/mailboxes{query}"));
    assert_eq!(answer.status, 200, "{query}");
    let between = |from: &str, to: &str| -> Vec<String> {
        answer
            .body
            .split(from)
            .skip(1)
            .map(|rest| rest.split(to).next().unwrap().to_owned())
            .collect()
    };
    (
        between("role=\"status\">", "<")[0].clone(),
        between("<small>", "</small>")
            .into_iter()
            .map(|text| text.replace("<span class=\"panel-unbroken\">", ""))
            .map(|text| text.replace("<wbr>", "").replace("</span>", ""))
            .filter(|text| text.contains('@'))
            .collect(),
    )
}

/// A thousand more mailboxes, with Ann's hash.
fn add_a_thousand(panel: &Panel) {
    let mut store = panel.store();
    let tx = store.transaction().unwrap();
    for number in 0..1000 {
        tx.execute(
            "INSERT INTO accounts
               (mailbox, role, account_name, display_name, hash, password_set_at, locked_at, domain, search)
             SELECT ?1, 'user', ?1, ?2, hash, 0, CASE WHEN ?3 % 100 = 0 THEN 1 END, 'example.com', lower(?2) || char(10) || ?1
             FROM accounts WHERE mailbox = 'ann@example.com'",
            (
                format!("user{number:03}@example.com"),
                format!("User Number {number:03}"),
                number,
            ),
        )
        .unwrap();
    }
    tx.commit().unwrap();
}

#[test]
fn it_has_the_mailboxes_of_the_administrators_own_domain() {
    let panel = Panel::start();
    let mut administrator = panel.administrator();
    let (number, addresses) = check(&mut administrator, "");
    assert_eq!(number, "4 mailboxes in example.com.");
    assert_eq!(
        addresses,
        [
            "admin@example.com",
            "ann@example.com",
            "bob@example.com",
            "cleo@example.com"
        ],
        "by name"
    );
    let mut other = panel.signed_in_as_administrator(OTHER_ADMIN, OTHER_ADMIN_PASSWORD);
    assert_eq!(
        check(&mut other, ""),
        (
            "2 mailboxes in example.net.".to_owned(),
            vec![
                "admin@example.net".to_owned(),
                "dora@example.net".to_owned()
            ]
        )
    );
}

#[test]
fn a_name_leads_to_its_page_and_a_locked_one_is_marked_in_words() {
    let panel = Panel::start();
    let mut administrator = panel.administrator();
    let page = administrator.get("/admin/exchange/mailboxes").body;
    assert!(page.contains("href=\"/admin/exchange/mailboxes/cleo%40example.com\">Cleo Marsh "));
    assert_eq!(page.matches("<span>Locked</span>").count(), 1, "{page}");
    assert!(
        page.contains("<time class=\"panel-time\" datetime=\""),
        "{page}"
    );
    assert_eq!(administrator.unlock(CLEO).status, 204);
    let page = administrator.get("/admin/exchange/mailboxes").body;
    assert!(!page.contains("<span>Locked</span>"), "{page}");
}

#[test]
fn a_lock_that_has_run_out_is_no_longer_marked() {
    let panel = Panel::start();
    let mut administrator = panel.administrator();
    for _ in 0..5 {
        assert!(!panel.accepts("ann@example.com", WRONG_PASSWORD));
    }
    let mut marks = || {
        let page = administrator.get("/admin/exchange/mailboxes").body;
        page.matches("<span>Locked</span>").count()
    };
    assert_eq!(marks(), 2);
    panel.set_clock(901);
    assert_eq!(marks(), 1);
}

#[test]
fn names_and_addresses_are_searched_whatever_the_case() {
    let panel = Panel::start();
    let mut administrator = panel.administrator();
    let mut found = |text: &str| check(&mut administrator, &format!("?q={}", encode(text))).1;
    assert_eq!(found("BELL"), ["ann@example.com"]);
    assert_eq!(found(" bob@ex "), ["bob@example.com"]);
    assert_eq!(found("r").len(), 3, "Administrator, Carter, Marsh");
    assert_eq!(found("").len(), 4);
    for nothing in ["dora", "example.net", "%", "_", "' OR 1=1 --", "nobody"] {
        assert!(found(nothing).is_empty(), "{nothing}");
    }
}

#[test]
fn a_search_without_a_result_says_so_and_shows_what_was_typed_as_text() {
    let panel = Panel::start();
    let mut administrator = panel.administrator();
    let page = administrator
        .get(&format!(
            "/admin/exchange/mailboxes?q={}",
            encode("\"><b>x</b>")
        ))
        .body;
    assert!(
        page.contains("No mailbox in example.com with “&quot;&gt;&lt;b&gt;x&lt;/b&gt;” in the name or address."),
        "{page}"
    );
    assert!(page.contains(">Show all</a>"));
    assert!(!page.contains("<b>x") && !page.contains("<table"), "{page}");
    let words = "what is not found is neither locked nor not";
    assert!(!page.contains("aria-label=\"Show\""), "{words}: {page}");
}

#[test]
fn a_thousand_come_fifty_a_page() {
    let panel = Panel::start();
    add_a_thousand(&panel);
    let mut administrator = panel.administrator();
    let mut seen = Vec::new();
    for page in 1..=21 {
        let (number, addresses) = check(&mut administrator, &format!("?page={page}"));
        assert_eq!(number, "1004 mailboxes in example.com.");
        assert_eq!(addresses.len(), if page == 21 { 4 } else { 50 }, "{page}");
        seen.extend(addresses);
    }
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 1004, "each one once");

    let page = administrator
        .get("/admin/exchange/mailboxes?q=number+1&page=2")
        .body;
    assert!(page.contains("100 mailboxes in example.com with “number 1”"));
    assert!(page.contains("Page 2 of 2"), "{page}");
    assert!(page.contains("href=\"/admin/exchange/mailboxes?q=number%201&amp;page=1\""));
    assert!(!page.contains("Next page"));
    assert_eq!(check(&mut administrator, "?q=number+999").1.len(), 1);
    assert_eq!(
        administrator
            .get("/admin/exchange/mailboxes?q=number+1&page=1")
            .body
            .matches("<span>Locked</span>")
            .count(),
        1
    );
}

#[test]
fn a_page_that_is_not_there_is_the_nearest_one() {
    let panel = Panel::start();
    add_a_thousand(&panel);
    let mut administrator = panel.administrator();
    let mut page = |number: &str| check(&mut administrator, &format!("?page={number}")).1;
    let (first, last) = (page("1"), page("21"));
    for number in ["0", "-1", "x", ""] {
        assert_eq!(page(number), first, "{number}");
    }
    assert_eq!(page("22"), last);
    assert_eq!(page("4294967295"), last);
}

#[test]
fn the_locked_ones_can_be_shown_alone() {
    let panel = Panel::start();
    let mut administrator = panel.administrator();
    let (number, addresses) = check(&mut administrator, "?show=locked");
    assert_eq!(number, "1 locked mailbox in example.com.");
    assert_eq!(addresses, [CLEO]);
    let page = administrator.get("/admin/exchange/mailboxes").body;
    assert!(page.contains("All 4</a>") && page.contains("Locked 1</a>"));
    assert_eq!(check(&mut administrator, "?show=nothing").1.len(), 4);
    assert_eq!(administrator.unlock(CLEO).status, 204);
    let (number, _) = check(&mut administrator, "?show=locked");
    assert_eq!(number, "No locked mailbox in example.com.");
}
