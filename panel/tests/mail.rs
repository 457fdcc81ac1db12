//! An e-mail after each change and each reset, at a mail server that stands in for a provider's.

#![allow(clippy::panic, clippy::unwrap_used)]

use crate::support::mail_server::{MailServer, Manner};
use crate::support::{ADMIN, ANN, ANN_PASSWORD, NEW_PASSWORD, Panel, Start, WRONG_PASSWORD};

fn panel(server: &MailServer) -> Panel {
    let from = "Example Mail <panel@example.com>";
    Start::new()
        .with(&["--smtp", &server.url, "--smtp-from", from])
        .run()
}

#[test]
fn the_owner_hears_of_a_change_and_of_a_reset_and_of_nothing_else() {
    let server = MailServer::start(Manner::Accepts);
    let panel = panel(&server);
    let mut ann = panel.signed_in(ANN, ANN_PASSWORD);
    assert_eq!(ann.change(ANN, WRONG_PASSWORD, NEW_PASSWORD).status, 422);
    let request = ann.change_request(ANN, ANN_PASSWORD, NEW_PASSWORD);
    assert_eq!(ann.send(&request).status, 200);
    assert_eq!(ann.send(&request).status, 200, "a repeat is no change");
    let mail = server.next();
    for part in [
        "To: ann@example.com",
        "From: \"Example Mail\" <panel@example.com>",
        "Subject: The password of ann@example.com was changed",
        "from the network address 127.0.0.1",
        "+1-555-0100",
    ] {
        assert!(mail.contains(part), "{part}: {mail}");
    }
    for secret in [ANN_PASSWORD, NEW_PASSWORD, WRONG_PASSWORD] {
        assert!(!mail.contains(secret), "{mail}");
    }
    let mut administrator = panel.administrator();
    assert_eq!(administrator.reset(ANN, "Spring-Ferry-1905").status, 200);
    let mail = server.next();
    assert!(
        mail.contains(&format!("{ADMIN}, an administrator")),
        "{mail}"
    );
    panel.wait_for_log_times("e-mail sent", 2);
}

#[test]
fn a_change_whose_mail_cannot_be_sent_is_in_the_log() {
    let server = MailServer::start(Manner::Refuses);
    let panel = panel(&server);
    let mut ann = panel.signed_in(ANN, ANN_PASSWORD);
    assert_eq!(ann.change(ANN, ANN_PASSWORD, NEW_PASSWORD).status, 200);
    panel.wait_for_log("the e-mail about a change was not sent");
}

#[test]
fn an_email_that_waits_is_sent_before_the_panel_stops() {
    let server = MailServer::start(Manner::DefersOnce);
    let panel = panel(&server);
    let mut ann = panel.signed_in(ANN, ANN_PASSWORD);
    assert_eq!(ann.change(ANN, ANN_PASSWORD, NEW_PASSWORD).status, 200);
    server.wait_for_try();
    panel.signal("-TERM");
    panel.wait_for_log("e-mail sent");
    assert!(server.next().contains("To: ann@example.com"));
    assert!(panel.wait().1.success());
}

#[test]
fn an_email_that_cannot_be_sent_before_the_panel_stops_is_in_the_log() {
    let server = MailServer::start(Manner::Silent);
    let panel = panel(&server);
    let mut ann = panel.signed_in(ANN, ANN_PASSWORD);
    assert_eq!(ann.change(ANN, ANN_PASSWORD, NEW_PASSWORD).status, 200);
    server.wait_for_try();
    panel.signal("-TERM");
    panel.wait_for_log("an e-mail about a change was given up");
    assert!(panel.wait().1.success());
}
