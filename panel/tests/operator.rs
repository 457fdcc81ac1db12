//! What an operator does to the store from the terminal.

#![allow(clippy::panic, clippy::unwrap_used)]

use std::io::Write;
use std::process::{Output, Stdio};

use crate::support::mail_server::{MailServer, Manner};
use crate::support::{
    ADMIN, ADMIN_PASSWORD, ANN, ANN_PASSWORD, CLEO, CLEO_PASSWORD, NEW_PASSWORD, Panel, Start,
};

/// Runs a command on the store of a running panel.
fn run(panel: &Panel, command: &str, mailbox: &str, input: &str) -> Output {
    run_with(panel, command, mailbox, input, &[])
}

/// The same with more options.
fn run_with(panel: &Panel, command: &str, mailbox: &str, input: &str, more: &[&str]) -> Output {
    let mut child = Start::bare()
        .args([command, mailbox, "--hash-cost", "64,1", "--store"])
        .arg(panel.folder().join("store.sqlite"))
        .args(more)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // Whoever reads nothing has closed it.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

#[track_caller]
fn check_said(output: &Output, success: bool, expected: &str) {
    let text = if success {
        &output.stdout
    } else {
        &output.stderr
    };
    let said = String::from_utf8_lossy(text);
    assert_eq!(output.status.success(), success, "{output:?}");
    assert!(said.contains(expected), "{said}");
}

#[test]
fn a_locked_mailbox_is_unlocked_while_a_panel_runs() {
    let panel = Panel::start();
    assert!(!panel.accepts(CLEO, CLEO_PASSWORD));
    let output = run(&panel, "unlock", "Cleo@Example.com", "");
    check_said(&output, true, "unlocked");
    assert!(panel.accepts(CLEO, CLEO_PASSWORD));
    let mut administrator = panel.administrator();
    let page = administrator.get("/admin/exchange/mailboxes/cleo%40example.com");
    assert!(page.body.contains("Command line"), "{}", page.body);
}

#[test]
fn an_administrator_who_lost_the_password_gets_another() {
    let panel = Panel::start();
    let mut administrator = panel.administrator();
    let output = run(&panel, "set-password", ADMIN, &format!("{NEW_PASSWORD}\n"));
    check_said(&output, true, "its sessions have ended");
    let path = "/api/admin/mailboxes/ann%40example.com/status";
    assert_eq!(administrator.get(path).status, 401);
    assert_eq!(
        panel
            .browser()
            .sign_in_as_administrator(ADMIN, ADMIN_PASSWORD)
            .status,
        403
    );
    panel.signed_in_as_administrator(ADMIN, NEW_PASSWORD);
}

#[test]
fn the_owner_hears_of_a_password_that_an_operator_set() {
    let server = MailServer::start(Manner::Accepts);
    let panel = Panel::start();
    let more = ["--smtp", &server.url, "--smtp-from", "panel@example.com"];
    let new = format!("{NEW_PASSWORD}\n");
    let output = run_with(&panel, "set-password", "Ann@Example.com", &new, &more);
    check_said(&output, true, "ann@example.com was told by e-mail");
    let mail = server.next();
    for part in [
        "To: ann@example.com",
        "An operator of the server set a new password",
        "at the server itself",
    ] {
        assert!(mail.contains(part), "{part}: {mail}");
    }
    assert!(!mail.contains(NEW_PASSWORD), "{mail}");
    let refusing = MailServer::start(Manner::Refuses);
    let more = ["--smtp", &refusing.url, "--smtp-from", "panel@example.com"];
    let output = run_with(&panel, "set-password", ANN, "Spring-Ferry-1905\n", &more);
    check_said(&output, true, "no e-mail was sent");
    assert!(panel.accepts(ANN, "Spring-Ferry-1905"));
}

#[test]
fn what_cannot_be_done_is_said_and_changes_nothing() {
    let panel = Panel::start();
    check_said(
        &run(&panel, "unlock", "nobody@example.com", ""),
        false,
        "no mailbox",
    );
    check_said(&run(&panel, "set-password", ANN, ""), false, "no password");
    check_said(
        &run(&panel, "set-password", ANN, "short\n"),
        false,
        "min-length",
    );
    let locked = run(&panel, "set-password", CLEO, &format!("{NEW_PASSWORD}\n"));
    check_said(&locked, true, "panel unlock cleo@example.com");
    assert!(panel.accepts(ANN, ANN_PASSWORD));
    let output = Start::bare()
        .args(["unlock", ANN, "--demo"])
        .output()
        .unwrap();
    check_said(&output, false, "--store FILE");
}

#[test]
fn a_mistyped_store_is_named_and_not_made() {
    let start = Start::new();
    let mistyped = start.path("mistyped.sqlite");
    for command in ["unlock", "set-password"] {
        let output = Start::bare()
            .args([command, ANN, "--store"])
            .arg(&mistyped)
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let expected = format!("there is no file {}; --store names it", mistyped.display());
        check_said(&output, false, &expected);
    }
    assert!(!mistyped.exists());
}
