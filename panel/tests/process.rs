//! Starting and stopping the program, and what it writes to the terminal.

#![allow(clippy::panic, clippy::unwrap_used)]

use std::io::Write;
use std::net::TcpListener;
use std::process::{Command, Output, Stdio};
use std::thread;

use crate::support::{ANN, ANN_PASSWORD, NEW_PASSWORD, Panel, Start, WRONG_PASSWORD};
use rusqlite::TransactionBehavior;

/// Runs the program to its end; it must give up with this code and one line that holds this.
fn check(command: &mut Command, code: i32, expected: &str) {
    let Output { status, stderr, .. } = command.output().unwrap();
    let said = String::from_utf8(stderr).unwrap();
    assert_eq!(status.code(), Some(code), "{said}");
    assert!(said.contains(expected), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
}

#[test]
fn it_says_where_it_listens_and_who_there_is() {
    let panel = Panel::start();
    assert!(
        panel
            .announced
            .ends_with(&format!("listening on {}\n", panel.address)),
        "{}",
        panel.announced
    );
    assert!(!panel.address.ends_with(":0"));
    for part in [
        ANN,
        ANN_PASSWORD,
        "cleo@example.com     Quiet-Meadow-53      locked, until an administrator unlocks it",
    ] {
        assert!(
            panel.announced.contains(part),
            "{part}: {}",
            panel.announced
        );
    }
    let quiet = Start::new().without_demo().run();
    assert_eq!(quiet.announced, format!("listening on {}\n", quiet.address));
}

#[test]
fn beyond_loopback_it_says_what_the_widget_refuses() {
    let panel = Start::new()
        .without_demo()
        .with(&["--listen", "0.0.0.0:0"])
        .run();
    assert!(
        panel
            .announced
            .contains("the widget refuses to send a password"),
        "{}",
        panel.announced
    );
}

#[test]
fn a_taken_port_names_the_option_that_helps() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    check(
        Start::new().command().args(["--listen", &address]),
        1,
        &format!("{address} is in use; choose another with --listen"),
    );
}

#[test]
fn what_it_cannot_start_with_is_named() {
    check(
        &mut Start::bare(),
        2,
        "--store FILE or --directory URL, or try --demo",
    );
    check(
        Start::bare().args(["--demo", "--dist", "nowhere-at-all"]),
        1,
        "there is no folder nowhere-at-all",
    );
    let start = Start::new();
    let folder = start.path("dist");
    let unusable = format!("the mailboxes in {} cannot be used: ", folder.display());
    check(
        start.command().arg("--demo-store").arg(&folder),
        1,
        &unusable,
    );
    check(
        start.command().arg("--demo-store").arg(&folder),
        1,
        "; --demo-store names the file",
    );
    check(
        Start::bare()
            .args(["--demo", "--listen", "127.0.0.1:0", "--dist"])
            .arg(&folder)
            .env("TMPDIR", start.path("nowhere")),
        1,
        "name another one with TMPDIR",
    );
    let [ca, password, secret] = ["ca.pem", "password", "secret"].map(|name| start.path(name));
    std::fs::write(&ca, "no certificate\n").unwrap();
    std::fs::write(&password, "Not-For-Everyone-1\n").unwrap();
    std::fs::write(&secret, "0123456789abcdef0123456789abcdef\n").unwrap();
    let no_certificate = format!(
        "the certificates to trust: {} has no certificate; ",
        ca.display()
    );
    check(
        Start::bare()
            .args(["--listen", "127.0.0.1:0", "--directory", "dc1.corp.invalid"])
            .args(["--directory-scope", "DC=corp,DC=invalid"])
            .args(["--directory-account", "svc-panel@corp.invalid"])
            .args(["--directory-password-file".as_ref(), password.as_os_str()])
            .args(["--secret-file".as_ref(), secret.as_os_str()])
            .args(["--directory-ca".as_ref(), ca.as_os_str()])
            .args(["--dist".as_ref(), folder.as_os_str()]),
        1,
        &no_certificate,
    );
    std::fs::write(start.path("policy.json"), r#"{"minLenght":12}"#).unwrap();
    check(
        start
            .command()
            .arg("--policy")
            .arg(start.path("policy.json")),
        1,
        "minLenght",
    );
}

#[test]
fn a_mailbox_can_be_added_to_a_store_of_ones_own() {
    let start = Start::new().without_demo();
    let store = start.path("store.sqlite");
    let add_as = |mailbox: &str, password: &str, more: &[&str]| {
        let mut command = Start::bare();
        command.args(["--add-mailbox", mailbox, "--name", "Eve Stone", "--store"]);
        let mut child = command
            .arg(&store)
            .args(more)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        child
            .stdin
            .take()
            .unwrap()
            .write_all(password.as_bytes())
            .unwrap();
        child.wait().unwrap().success()
    };
    let add = |password: &str| add_as("Eve@example.org", password, &[]);
    assert!(!add(""), "a mailbox needs a password");
    assert!(add("First-Garden-12\n"));
    assert!(!add("Other-Garden-34\n"), "it is there already");
    assert!(add_as(
        "root@example.org",
        "Third-Garden-56\n",
        &["--administrator"]
    ));
    let panel = start.run();
    let mut administrator = panel.signed_in_as_administrator("root@example.org", "Third-Garden-56");
    assert_eq!(administrator.status_of("eve@example.org")["locked"], false);
    let mut browser = panel.signed_in("eve@example.org", "First-Garden-12");
    let policy = browser.get("/api/mailbox/policy").json();
    assert_eq!(policy["forbidden"]["displayName"], "Eve Stone");
    assert_eq!(browser.get("/api/mailbox/devices").body, "[]");
    assert!(
        !panel.accepts(ANN, ANN_PASSWORD),
        "the demo's mailboxes are not there"
    );
}

#[test]
fn the_temporary_store_is_gone_after_a_clean_stop() {
    for signal in ["-TERM", "-INT"] {
        let start = Start::new();
        let temporary = start.path("temporary");
        std::fs::create_dir(&temporary).unwrap();
        let mut command = Start::bare();
        command.args([
            "--demo",
            "--listen",
            "127.0.0.1:0",
            "--hash-cost",
            "64,1",
            "--dist",
        ]);
        command.arg(start.path("dist")).env("TMPDIR", &temporary);
        let panel = Panel::spawn(start, command);
        panel.signed_in(ANN, ANN_PASSWORD);
        assert_eq!(std::fs::read_dir(&temporary).unwrap().count(), 1);
        panel.signal(signal);
        let (_start, status) = panel.wait();
        assert!(status.success(), "{signal}: {status}");
        assert_eq!(
            std::fs::read_dir(&temporary).unwrap().count(),
            0,
            "{signal}"
        );
    }
}

#[test]
fn a_running_change_is_finished_before_it_stops() {
    let panel = Start::new().with(&["--store-wait", "60"]).run();
    let mut browser = panel.signed_in(ANN, ANN_PASSWORD);
    let mut store = panel.store();
    let held = store
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .unwrap();
    let change = thread::spawn(move || browser.change(ANN, ANN_PASSWORD, NEW_PASSWORD));
    panel.wait_for_log("change received");
    panel.signal("-TERM");
    panel.wait_for_log("stopping");
    drop(held);
    assert_eq!(change.join().unwrap().status, 200);
    assert!(panel.wait().1.success());
}

#[test]
fn a_request_that_does_not_end_does_not_keep_it_running() {
    let panel = Start::new().with(&["--store-wait", "600"]).run();
    let mut browser = panel.signed_in(ANN, ANN_PASSWORD);
    let request = browser.change_request(ANN, ANN_PASSWORD, NEW_PASSWORD);
    let mut store = panel.store();
    let held = store
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .unwrap();
    let change = thread::spawn(move || browser.try_send(&request));
    panel.wait_for_log("change received");
    let (start, status) = panel.stop();
    assert!(status.success(), "{status}");
    assert!(change.join().unwrap().is_none());
    drop(held);
    assert!(start.run().accepts(ANN, ANN_PASSWORD), "it was not changed");
}

#[test]
fn no_secret_is_logged() {
    let panel = Panel::start();
    let mut browser = panel.signed_in(ANN, ANN_PASSWORD);
    let mut secrets = vec![ANN_PASSWORD, NEW_PASSWORD, WRONG_PASSWORD]
        .into_iter()
        .map(str::to_owned)
        .collect::<Vec<_>>();
    secrets.extend([
        browser.token.clone(),
        browser.cookies["mailbox-panel"].clone(),
    ]);
    browser.get(&format!("/mailbox?password={ANN_PASSWORD}"));
    browser.change(ANN, WRONG_PASSWORD, NEW_PASSWORD);
    let broken = browser
        .change_request(ANN, ANN_PASSWORD, NEW_PASSWORD)
        .body(&format!("{{\"newPassword\":\"{NEW_PASSWORD}\""));
    browser.send(&broken);
    browser.change(ANN, ANN_PASSWORD, NEW_PASSWORD);
    secrets.push(browser.cookies["mailbox-panel"].clone());
    panel.browser().webmail(ANN, WRONG_PASSWORD);
    panel.wait_for_log("path=\"/webmail\"");
    let log = panel.log();
    assert_eq!(
        log.matches("change received reference=").count(),
        2,
        "{log}"
    );
    for secret in secrets {
        assert!(!log.contains(&secret), "{secret} is in the log:\n{log}");
    }
}
