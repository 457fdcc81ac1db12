//! The recovery page: for anybody, for a user, for an administrator.

#![allow(clippy::panic, clippy::unwrap_used)]

use crate::support::{ANN, ANN_PASSWORD, BOB, Browser, CLEO, Panel, encode};

/// The page holds each of these, and none of those.
fn check(browser: &mut Browser, path: &str, parts: &[&str], others: &[&str]) {
    let page = browser.get(path);
    assert_eq!(page.status, 200, "{path}");
    for part in parts {
        assert!(page.body.contains(part), "{path}, {part}: {}", page.body);
    }
    for part in others {
        assert!(!page.body.contains(part), "{path}, {part}: {}", page.body);
    }
}

#[test]
fn recovery_without_a_session_calls_nothing_and_tells_nothing() {
    let panel = Panel::start();
    let page = |mailbox: &str| {
        let answer = panel
            .browser()
            .get(&format!("/recovery?mailbox={}", encode(mailbox)));
        assert_eq!(answer.status, 200);
        assert!(!answer.body.contains("endpoint") && !answer.body.contains("csrf"));
        answer.body
    };
    let known = page(ANN).replace(ANN, "ADDRESS");
    for part in [
        "<mailbox-password mode=\"recovery\" mailbox=\"ADDRESS\" webmail=\"/webmail\" help=\"tel:+1-555-0100\"",
        "Gather every device",
        "Enter the password on one device at a time",
        "<script type=\"module\" src=\"/widget/element.js\"></script>",
    ] {
        assert!(known.contains(part), "{part}: {known}");
    }
    for (other, why) in [(CLEO, "locked"), ("nobody@example.com", "none at all")] {
        assert_eq!(page(other).replace(other, "ADDRESS"), known, "{why}");
    }
    for odd in ["", "nobody", "\"><b>x</b>", "a b@c"] {
        let body = page(odd);
        assert!(
            !body.contains(" mailbox=") && !body.contains("<b>"),
            "{body}"
        );
    }
}

#[test]
fn recovery_for_a_user_is_about_their_own_mailbox() {
    let panel = Panel::start();
    let mut ann = panel.signed_in(ANN, ANN_PASSWORD);
    let parts = [
        "<mailbox-password mode=\"recovery\" side=\"user\" mailbox=\"ann@example.com\"",
        "devices-endpoint=\"/api/mailbox/devices\"",
        "status-endpoint=\"/api/mailbox/status\"",
        "recovery-url=\"/recovery?mailbox={mailbox}\"",
        "Gather every device",
        "Password last set",
    ];
    let others = ["unlock-endpoint", "/api/admin/", "so this is about"];
    check(&mut ann, "/recovery", &parts, &others);
    check(
        &mut ann,
        "/recovery?mailbox=ANN@example.com",
        &parts,
        &others,
    );
    let foreign = format!("/recovery?mailbox={}", encode(BOB));
    check(&mut ann, &foreign, &parts, &others[..2]);
    check(
        &mut ann,
        &foreign,
        &["ann@<wbr>example.com</span>, so this is about that mailbox."],
        &[BOB],
    );
}

#[test]
fn recovery_for_an_administrator_can_unlock() {
    let panel = Panel::start();
    let mut administrator = panel.administrator();
    check(
        &mut administrator,
        "/recovery?mailbox=cleo%40example.com",
        &[
            "<a class=\"panel-link\" href=\"/admin\">Administration</a></li><li>Microsoft Exchange</li>",
            "<a class=\"panel-link\" href=\"/admin/exchange/mailboxes/cleo%40example.com\">",
            "<mailbox-password mode=\"recovery\" side=\"administrator\" mailbox=\"cleo@example.com\"",
            "devices-endpoint=\"/api/admin/mailboxes/{mailbox}/devices\"",
            "status-endpoint=\"/api/admin/mailboxes/{mailbox}/status\"",
            "unlock-endpoint=\"/api/admin/mailboxes/{mailbox}/unlock\"",
            "csrf-header=\"X-CSRF-Token\"",
            "csrf-source=\"meta:csrf-token\"",
            "<meta name=\"csrf-token\"",
            "Gather every device",
            "Locked until",
        ],
        &["\"/api/mailbox/"],
    );
    check(
        &mut administrator,
        "/recovery",
        &[
            "panel-filled\" href=\"/admin/exchange/mailboxes\">Choose a mailbox",
            "<mailbox-password mode=\"recovery\" side=\"administrator\" webmail",
            "Gather every device",
        ],
        &["endpoint", "+1-555-0100"],
    );
}
