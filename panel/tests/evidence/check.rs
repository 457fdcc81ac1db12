//! What `panel check` says of the evidence options, of a panel and of an agent.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

use std::fs;
use std::process::Command;

use rusqlite::Connection;
use serde_json::json;

use super::place::{Place, after, ann, batch};
use crate::support::{Panel, Start};

/// What the check says, and whether it finds nothing wrong.
fn check(command: &mut Command) -> (String, bool) {
    let output = command.output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(!text.is_empty(), "{output:?}");
    (text, output.status.success())
}

/// The check of an agent that is as it should be, but for these arguments, which count more.
fn agent(place: &Place, others: &[&str]) -> (String, bool) {
    let mut command = Start::bare();
    command
        .args(["check", "--evidence-panel", &place.panel.address])
        .arg("--evidence-secret-file")
        .arg(place.path("evidence-secret"))
        .arg("--evidence-state")
        .arg(place.path("agent.state"))
        .args(["--evidence-zone", "UTC", "--clock-file"])
        .arg(place.path("agent-clock"));
    if !others.contains(&"--evidence-source") {
        let log = place.path("mail.log*");
        command.arg("--evidence-source");
        command.arg(format!("json => {}", log.display()));
    }
    check(command.args(others))
}

/// The lines that say what is wrong.
fn wrong(text: &str) -> Vec<&str> {
    let lines = text.lines();
    lines
        .filter_map(|line| line.strip_prefix("wrong  "))
        .collect()
}

#[test]
fn of_an_agent_that_is_as_it_should_be_nothing_is_wrong_and_nothing_is_changed() {
    let place = Place::new();
    place.append(&ann(after(0), "bad-password", &json!({})));
    let before = fs::read_dir(place.panel.folder()).unwrap().count();
    let (text, is_good) = agent(&place, &[]);
    assert!(is_good, "{text}");
    for words in [
        "evidence-secret-file: can be used",
        "mail.log*: 1 with sign-ins, as of ",
        "evidence-state: ",
        "takes what is signed",
        "the clocks are ",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let after = fs::read_dir(place.panel.folder()).unwrap().count();
    assert_eq!(after, before, "no file was left");
    // A probe is no batch, so the panel has heard of no agent.
    let mut administrator = place.panel.administrator();
    let page = administrator.get("/admin/exchange/mailboxes/ann@example.com");
    assert!(page.body.contains("no agent has reported yet"));
}

#[test]
fn what_is_wrong_with_an_agent_is_said() {
    let place = Place::new();
    place.append(&ann(after(0), "bad-password", &json!({})));
    let file = |name: &str, text: &str| {
        fs::write(place.path(name), text).unwrap();
        place.path(name).display().to_string()
    };
    let other = file("other", "another secret of 32 bytes or more");
    let weak = file("weak", &"abcd".repeat(10));
    let without = Panel::start();
    for (arguments, expected) in [
        (
            ["--evidence-secret-file", &other],
            vec!["has another secret"],
        ),
        (
            ["--evidence-secret-file", &weak],
            vec!["too few different characters", "has another secret"],
        ),
        (
            ["--evidence-state", "/nowhere/state"],
            vec!["/nowhere/state cannot be written"],
        ),
        (
            ["--evidence-source", "json => /nowhere/mail.log"],
            vec!["/nowhere/mail.log: cannot be read"],
        ),
        (
            // A port on which nobody listens.
            ["--evidence-panel", "http://127.0.0.1:1"],
            vec!["http://127.0.0.1:1 does not answer"],
        ),
        (
            ["--evidence-panel", &without.address],
            vec!["keeps no evidence"],
        ),
    ] {
        let (text, is_good) = agent(&place, &arguments);
        let found = wrong(&text);
        let is_said = |(line, words): (&&str, &&str)| line.contains(words);
        assert!(
            !is_good && found.len() == expected.len(),
            "{arguments:?}: {text}"
        );
        assert!(found.iter().zip(&expected).all(is_said), "{text}");
    }
    fs::write(place.path("agent-clock"), "300").unwrap();
    let (text, _) = agent(&place, &[]);
    assert!(
        wrong(&text)[0].contains("s apart, and 120 s are the most"),
        "{text}"
    );
}

#[test]
fn what_is_odd_with_a_log_is_a_note() {
    let place = Place::new();
    let (text, is_good) = agent(&place, &[]);
    assert!(is_good && text.contains("there is no such log"), "{text}");
    place.append(&json!({ "what": "is this" }));
    let (text, is_good) = agent(&place, &[]);
    assert!(
        is_good && text.contains("no line tells of a sign-in"),
        "{text}"
    );
}

#[test]
fn the_panels_store_is_looked_at() {
    let place = Place::new();
    let panel = |store: &str| {
        let mut command = Start::bare();
        command
            .args(["check", "--store", "unused", "--dist"])
            .arg(place.path("dist"))
            .arg("--evidence-secret-file")
            .arg(place.path("evidence-secret"))
            .arg("--evidence-store")
            .arg(place.path(store));
        check(&mut command)
    };
    // A panel is working with it.
    assert_eq!(place.deliver(&batch(1, &[])).status, 200);
    let (text, is_good) = panel("evidence.sqlite");
    assert!(is_good && text.contains("has layout "), "{text}");
    let (text, is_good) = panel("new.sqlite");
    assert!(is_good && text.contains("is not there yet"), "{text}");
    assert!(!place.path("new.sqlite").exists());
    let (text, _) = panel("nowhere/new.sqlite");
    assert!(wrong(&text)[0].contains("cannot be made"), "{text}");
    let later = Connection::open(place.path("later.sqlite")).unwrap();
    later.pragma_update(None, "user_version", 99).unwrap();
    let (text, _) = panel("later.sqlite");
    assert!(wrong(&text)[0].contains("has layout 99"), "{text}");
    fs::write(place.path("odd.sqlite"), "no database at all ".repeat(100)).unwrap();
    let (text, _) = panel("odd.sqlite");
    assert!(wrong(&text)[0].contains("cannot be read"), "{text}");
}

#[test]
fn an_agent_that_cannot_start_names_the_file() {
    let place = Place::new();
    let ca = place.path("ca.pem");
    fs::write(&ca, "no certificate\n").unwrap();
    let missing = place.path("missing.pem");
    let state = place.path("nowhere/agent.state");
    for (option, file, why) in [
        ("--evidence-ca", &ca, "has no certificate"),
        ("--evidence-ca", &missing, "cannot be read"),
        ("--evidence-state", &state, "No such file"),
    ] {
        let mut command = Start::bare();
        command
            .args(["evidence", "--evidence-panel", &place.panel.address])
            .args(["--evidence-name", "mail", "--evidence-zone", "UTC"])
            .args(["--evidence-source", "json => mail.log"])
            .arg("--evidence-secret-file")
            .arg(place.path("evidence-secret"))
            .arg("--evidence-state")
            .arg(place.path("agent.state"))
            .arg(option)
            .arg(file);
        let output = command.output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        let name = file.display().to_string();
        assert!(!output.status.success(), "{said}");
        assert!(said.contains(&name) && said.contains(why), "{said}");
    }
}
