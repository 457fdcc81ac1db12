//! The pages around the widget for one's own mailbox, the brand, and error pages with a link to continue.

#![allow(clippy::panic, clippy::unwrap_used)]

use std::fs;

use crate::support::{ANN, ANN_PASSWORD, NEW_PASSWORD, Panel, Start, WRONG_PASSWORD};

/// How often a page has a filled button of the panel's.
fn filled(page: &str) -> usize {
    let (_, body) = page.split_once("<body").unwrap();
    body.matches("panel-filled").count()
}

/// The page holds each of these, in this order.
fn check(page: &str, parts: &[&str]) {
    let page = page.replace("<wbr>", "");
    let mut rest = page.as_str();
    for part in parts {
        let (_, later) = rest
            .split_once(part)
            .unwrap_or_else(|| panic!("{part}: {page}"));
        rest = later;
    }
}

#[test]
fn the_mailbox_is_seen_at_a_glance_with_what_happened() {
    let panel = Panel::start();
    let mut ann = panel.signed_in(ANN, ANN_PASSWORD);
    let page = ann.get("/mailbox").body;
    check(
        &page,
        &[
            "<h1 class=\"panel-h1\">Mailbox</h1>",
            ANN,
            "Not locked",
            "Password last set",
            "3 devices",
            "Change the password",
            "It shows no mail here.",
            "href=\"/webmail\"",
            "Activity</h2>",
            "A sign-in <small>Control panel</small>",
        ],
    );
    assert_eq!(filled(&page), 0, "there is nothing that has to be done");
}

#[test]
fn a_single_device_is_spoken_of_in_the_singular() {
    let panel = Panel::start();
    let mut bob = panel.signed_in("bob@example.com", "Copper-Lantern-28");
    let changed = bob.change("bob@example.com", "Copper-Lantern-28", NEW_PASSWORD);
    assert_eq!(changed.status, 200);
    let page = bob.get("/mailbox").body;
    check(
        &page,
        &[
            "1 of 1 device still needs the new password.",
            "It has not signed in with it yet.",
        ],
    );
    let devices = bob.get("/mailbox/devices").body;
    check(
        &devices,
        &["1 of 1 device has not signed in with the new password yet"],
    );
}

#[test]
fn devices_that_are_left_are_the_next_thing_to_do_for_two_weeks() {
    let panel = Panel::start();
    let mut ann = panel.signed_in(ANN, ANN_PASSWORD);
    assert_eq!(ann.change(ANN, ANN_PASSWORD, NEW_PASSWORD).status, 200);
    let page = ann.get("/mailbox").body;
    check(
        &page,
        &[
            "3 of 3 devices still need the new password.",
            "panel-filled\" href=\"/mailbox/password\">Finish your devices",
            "You changed the password",
        ],
    );
    assert_eq!(filled(&page), 1);
    let devices = ann.get("/mailbox/devices").body;
    check(
        &devices,
        &[
            "3 of 3 devices have not signed in with the new password yet",
            "Office PC",
            "Waiting",
            "To finish a device",
            "panel-filled\" href=\"/mailbox/password\">Go through your list",
        ],
    );
    assert_eq!(filled(&devices), 1);
    // Another browser has no list, and would show the form.
    let mut elsewhere = panel.signed_in(ANN, NEW_PASSWORD);
    let page = elsewhere.get("/mailbox").body;
    check(
        &page,
        &["panel-filled\" href=\"/mailbox/devices\">Finish your devices"],
    );
    let devices = elsewhere.get("/mailbox/devices").body;
    check(
        &devices,
        &["href=\"/mailbox/password\">your list, with steps for each device"],
    );
    assert_eq!(filled(&devices), 0);
    panel.set_clock(14 * 86_400);
    let mut later = panel.signed_in(ANN, NEW_PASSWORD);
    let page = later.get("/mailbox").body;
    assert_eq!(filled(&page), 0, "{page}");
}

#[test]
fn while_it_is_locked_every_page_says_so_beside_its_heading_and_has_the_number_to_call() {
    let panel = Panel::start();
    let mut ann = panel.signed_in(ANN, ANN_PASSWORD);
    let pages = [
        "/mailbox",
        "/mailbox/password",
        "/mailbox/devices",
        "/recovery",
    ];
    let pill = "data-kind=\"bad\"";
    for path in pages {
        let head = ann.get(path).body;
        let (_, head) = head.split_once("<h1").unwrap();
        let (head, _) = head.split_once("panel-card").unwrap();
        assert!(!head.contains(pill), "{path}");
    }
    for _ in 0..5 {
        assert!(!panel.accepts(ANN, WRONG_PASSWORD));
    }
    for path in pages {
        let page = ann.get(path).body;
        let (_, after) = page.split_once("<h1").unwrap();
        let (head, rest) = after.split_once("panel-card").unwrap();
        assert!(head.contains(pill) && head.contains("Locked"), "{path}");
        assert!(
            rest.contains("panel-tel\" href=\"tel:+1-555-0100\""),
            "{path}"
        );
    }
    let page = ann.get("/mailbox").body;
    assert_eq!(filled(&page), 1);
    assert!(page.contains("panel-filled\" href=\"/recovery\""), "{page}");
    let advice = "</time>. Remove the password from every device first, or it locks again.";
    assert!(
        page.contains("It unlocks by itself after <time") && page.contains(advice),
        "{page}"
    );
    let words = "a password that is right is refused there, too";
    assert!(!page.contains("href=\"/webmail\""), "{words}: {page}");
    let page = ann.get("/mailbox/devices").body;
    assert_eq!(filled(&page), 1);
    check(
        &page,
        &[
            "Do not enter it on a device yet.",
            "panel-filled\" href=\"/recovery\">Recover it step by step",
            "Office PC",
        ],
    );
    for words in ["To finish a device", "enter the new password on it"] {
        assert!(!page.contains(words), "no password works now: {page}");
    }
}

#[test]
fn without_its_script_the_form_says_when_the_mailbox_is_locked() {
    let panel = Panel::start();
    let mut ann = panel.signed_in(ANN, ANN_PASSWORD);
    let hint = "href=\"/recovery?mailbox=ann%40example.com\"";
    let page = ann.get("/mailbox/password").body;
    check(&page, &["recovery-url=\"/recovery?mailbox={mailbox}\""]);
    assert!(!page.contains(hint), "{page}");
    for _ in 0..5 {
        assert!(!panel.accepts(ANN, WRONG_PASSWORD));
    }
    let page = ann.get("/mailbox/password").body;
    check(
        &page,
        &[
            "your mailbox was locked.",
            "It unlocks by itself after <time",
            hint,
        ],
    );
}

#[test]
fn a_mailbox_without_devices_says_what_will_appear() {
    let panel = Panel::start();
    let store = panel.store();
    store.execute("DELETE FROM devices", []).unwrap();
    let page = panel.signed_in(ANN, ANN_PASSWORD).get("/mailbox/devices");
    assert!(page.body.contains("No device has been seen yet"));
}

#[test]
fn activity_is_short_unless_all_of_it_is_wanted() {
    let panel = Panel::start();
    let mut ann = panel.signed_in(ANN, ANN_PASSWORD);
    for _ in 0..4 {
        assert!(panel.accepts(ANN, ANN_PASSWORD));
        assert_eq!(ann.change(ANN, WRONG_PASSWORD, "-").status, 422);
    }
    let page = ann.get("/mailbox").body;
    let rows = |page: &str| page.matches("class=\"panel-what\"").count();
    assert_eq!(rows(&page), 6, "{page}");
    assert!(page.contains("href=\"/mailbox?activity=all#activity\">Show all"));
    let page = ann.get("/mailbox?activity=all").body;
    assert_eq!(rows(&page), 9, "{page}");
    assert_eq!(rows(&ann.get("/mailbox?activity=x").body), 6);
}

#[test]
fn what_is_not_there_leads_on_for_people_and_is_short_for_programs() {
    let panel = Panel::start();
    for (mut browser, way) in [
        (panel.browser(), "href=\"/\">Sign in"),
        (
            panel.signed_in(ANN, ANN_PASSWORD),
            "href=\"/mailbox\">Your mailbox",
        ),
        (
            panel.administrator(),
            "href=\"/admin/exchange/mailboxes\">All mailboxes",
        ),
    ] {
        let answer = browser.get("/nowhere");
        assert_eq!(answer.status, 404);
        check(&answer.body, &["There is no such page</h1>", way]);
        let answer = browser.get("/api/nowhere");
        assert_eq!((answer.status, answer.body.as_str()), (404, ""));
    }
}

#[test]
fn demo_accounts_are_listed_in_the_demo_alone() {
    let listed = |panel: &Panel| {
        let page = |path: &str| panel.browser().get(path).body.contains("Demo accounts");
        [page("/"), page("/admin"), page("/webmail")]
    };
    assert_eq!(listed(&Panel::start()), [true, true, false]);
    assert_eq!(listed(&Start::new().without_demo().run()), [false; 3]);
}

#[test]
fn a_provider_has_its_name_mark_and_accent_everywhere() {
    let start = Start::new();
    let file = start.folder.path().join("brand.json");
    fs::write(start.folder.path().join("mark.svg"), "<svg>theirs</svg>").unwrap();
    let brand = r##"{"name":"Example & Co","mark":"mark.svg","accent":{"light":"#7a1fa2","dark":"#d7a6f0"}}"##;
    fs::write(&file, brand).unwrap();
    let panel = start.with(&["--brand", file.to_str().unwrap()]).run();
    let mut browser = panel.browser();
    let page = browser.get("/").body;
    assert!(page.contains("Example &amp; Co</title>"), "{page}");
    assert!(page.contains("<img class=\"panel-mark\" src=\"/panel.svg\""));
    assert!(!page.contains("Mailbox panel"));
    assert_eq!(browser.get("/panel.svg").body, "<svg>theirs</svg>");
    assert!(page.contains("light-dark(#7a1fa2, #d7a6f0)"), "{page}");
}
