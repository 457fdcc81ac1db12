//! The style sheets that stand in the pages, and the policy that allows them.

#![allow(clippy::panic, clippy::unwrap_used)]

use std::fs;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::support::simulated::{ONCE, demo_with, device, list};
use crate::support::{
    ANN, ANN_PASSWORD, Answer, Browser, NEW_PASSWORD, Panel, Request, Start, WRONG_PASSWORD,
};

/// The style sheets that stand in a page.
fn styles(page: &str) -> Vec<&str> {
    page.split("<style>")
        .skip(1)
        .map(|style| style.split_once("</style>").unwrap().0)
        .collect()
}

/// What a policy has to say of style sheets: the hashes of those in the page; without one, that they are the panel's
/// files.
pub(crate) fn style_sources(page: &str) -> String {
    let hash = |style| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(style)));
    let sources: Vec<_> = styles(page).into_iter().map(hash).collect();
    if sources.is_empty() {
        "'self'".to_owned()
    } else {
        sources.join(" ")
    }
}

/// The page has so many style sheets; its policy allows them and no other, and it is linked to none.
fn check(answer: &Answer, status: u16, count: usize) {
    let page = &answer.body;
    assert_eq!(answer.status, status, "{page}");
    assert_eq!(styles(page).len(), count, "{page}");
    assert!(!page.contains("stylesheet"), "{page}");
    let policy = answer.header("content-security-policy");
    let expected = format!("; style-src {}; ", style_sources(page));
    assert!(policy.contains(&expected), "{policy} without {expected}");
    assert!(!policy.contains("unsafe-inline"), "{policy}");
}

#[test]
fn each_page_of_the_panel_has_its_style_and_the_hash_of_it_in_its_policy() {
    let panel = Panel::start();
    let mut visitor = panel.browser();
    for (path, status, count) in [
        ("/", 200, 1),
        ("/admin", 200, 1),
        ("/webmail", 200, 1),
        ("/recovery", 200, 2),
        ("/recovery?mailbox=ann%40example.com", 200, 2),
        ("/nowhere", 404, 1),
    ] {
        check(&visitor.get(path), status, count);
    }
    check(&visitor.sign_in(ANN, WRONG_PASSWORD), 403, 1);
    check(&visitor.webmail(ANN, ANN_PASSWORD), 200, 1);
    let foreign = Request::form("/", &[]).header("sec-fetch-site", "cross-site");
    check(&visitor.send(&foreign), 403, 1);

    let mut ann = panel.signed_in(ANN, ANN_PASSWORD);
    for (path, status, count) in [
        ("/mailbox", 200, 1),
        ("/mailbox/password", 200, 2),
        ("/mailbox/password?lang=de", 200, 2),
        ("/mailbox/devices", 200, 1),
        ("/recovery", 200, 2),
        ("/nowhere", 404, 1),
    ] {
        check(&ann.get(path), status, count);
    }
    assert_eq!(ann.change(ANN, ANN_PASSWORD, NEW_PASSWORD).status, 200);
    check(&ann.get("/mailbox/password"), 200, 2);

    let mut administrator = panel.administrator();
    for (path, status, count) in [
        ("/admin", 200, 1),
        ("/admin/activity", 200, 1),
        ("/admin/exchange/mailboxes", 200, 1),
        ("/admin/exchange/mailboxes/cleo%40example.com", 200, 2),
        ("/admin/exchange/mailboxes/nobody", 404, 1),
        ("/recovery?mailbox=cleo%40example.com", 200, 2),
    ] {
        check(&administrator.get(path), status, count);
    }

    panel.store().execute_batch("DROP TABLE accounts").unwrap();
    check(&visitor.sign_in(ANN, ANN_PASSWORD), 503, 1);
}

/// The demo's own pages, and the panel's beside them.
fn check_demo(browser: &mut Browser) {
    for (path, status) in [
        ("/demo".to_owned(), 200),
        (list(ANN), 200),
        (device("ann-pc"), 200),
        (device("nothing"), 404),
        ("/".to_owned(), 200),
    ] {
        check(&browser.get(&path), status, 1);
    }
    let empty = Request::form(&device("ann-pc"), &[("act", "enter"), ("password", "")]);
    check(&browser.send(&empty), 422, 1);
}

#[test]
fn each_page_of_the_demo_has_its_style_and_the_hash_of_it_in_its_policy() {
    let panel = demo_with(&["--device-pace", ONCE]);
    check_demo(&mut panel.browser());
}

#[test]
fn the_demos_pages_have_the_providers_accent_and_name_too() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("brand.json");
    let brand = r##"{"name":"Example & Co","accent":{"light":"#7a1fa2","dark":"#d7a6f0"}}"##;
    fs::write(&file, brand).unwrap();
    let panel = demo_with(&["--device-pace", ONCE, "--brand", file.to_str().unwrap()]);
    let mut browser = panel.browser();
    check_demo(&mut browser);
    for path in ["/demo".to_owned(), list(ANN), device("ann-pc")] {
        let page = browser.get(&path).body;
        assert!(page.contains("Example &amp; Co</title>"), "{page}");
        assert!(!page.contains("Mailbox panel"), "{page}");
        let style = styles(&page).concat();
        let accent = "--mailbox-password-accent: light-dark(#7a1fa2, #d7a6f0)";
        assert!(style.contains(accent), "{style}");
        assert!(style.contains("--demo-accent: var(--mailbox-password-accent,"));
    }
}

#[test]
fn a_widget_that_cannot_be_read_leaves_the_page_its_own_style() {
    let start = Start::new();
    let panel = start.run();
    let mut ann = panel.signed_in(ANN, ANN_PASSWORD);
    fs::remove_file(panel.folder().join("dist/skeleton/style-0a1b2c3d.css")).unwrap();
    check(&ann.get("/mailbox/password"), 200, 1);
    fs::remove_file(panel.folder().join("dist/integrity.json")).unwrap();
    check(&ann.get("/mailbox/password"), 200, 1);
}
