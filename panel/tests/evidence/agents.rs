//! An agent that was taken away: until it is forgotten, nobody can tell it from one that fell silent.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

use std::process::Output;

use postgres_tests::Server;

use super::place::{Place, batch_of};
use crate::support::{ANN, ANN_PASSWORD, Start};

/// Runs the panel's program with the options of the running panel.
fn run(place: &Place, arguments: &[&str]) -> Output {
    let mut command = Start::bare();
    command
        .args(arguments)
        .arg("--store")
        .arg(place.path("store.sqlite"))
        .arg("--clock-file")
        .arg(place.path("clock"))
        .args(place.store_options());
    command.output().unwrap()
}

#[track_caller]
fn check_said(output: &Output, success: bool, expected: &str) {
    let said = String::from_utf8_lossy(if success {
        &output.stdout
    } else {
        &output.stderr
    });
    assert_eq!(output.status.success(), success, "{output:?}");
    assert!(said.contains(expected), "{said}");
}

#[test]
fn an_agent_that_was_taken_away_is_forgotten_and_quiet_can_be_said_again() {
    let database = Server::shared().database();
    for place in [Place::new(), Place::in_database(&database)] {
        let none = run(&place, &["evidence-sources"]);
        check_said(&none, true, "no agent has reported");
        assert_eq!(place.deliver(&batch_of("old", "one", 1, &[])).status, 200);
        place.panel.set_clock(100);
        assert_eq!(place.deliver(&batch_of("new", "two", 1, &[])).status, 200);
        let mut ann = place.panel.signed_in(ANN, ANN_PASSWORD);
        let mut is_missing = || {
            let status = ann.get("/api/mailbox/status").json();
            status.get("refusalsMissing").is_some()
        };
        assert!(is_missing(), "nobody knows what the old one would tell");
        let listed = run(&place, &["evidence-sources"]);
        for (agent, state) in [("old", "nothing heard since then"), ("new", "up to date")] {
            let said = String::from_utf8_lossy(&listed.stdout);
            let line = said.lines().find(|line| line.starts_with(agent)).unwrap();
            assert!(line.contains("mail.log, last heard of 20"), "{line}");
            assert!(line.ends_with(state), "{line}");
        }

        let forgotten = run(&place, &["evidence-forget", "old"]);
        check_said(&forgotten, true, "forgot the 1 sources of old");
        let said = String::from_utf8_lossy(&forgotten.stdout);
        assert!(!said.contains("seems to run"), "{said}");
        assert!(!is_missing());
        let noted: String = place
            .panel
            .store()
            .query_row(
                "SELECT client FROM audit WHERE event = 'evidence-agent-forgotten' AND caller = 'operator'",
                [],
                |row| row.get(0),
            )
            .unwrap();
        assert_eq!(noted, "command line, agent old");

        let again = run(&place, &["evidence-forget", "old"]);
        check_said(&again, false, "panel evidence-sources");
        let running = run(&place, &["evidence-forget", "new"]);
        check_said(&running, true, "new seems to run");
    }
}

#[test]
fn a_store_of_evidence_that_cannot_be_used_is_named_by_its_own_option() {
    let place = Place::new();
    let start = Start::new();
    let folder = start.path("dist");
    let secret = place.path("evidence-secret");
    let mut command = start.command();
    let output = command
        .arg("--evidence-store")
        .arg(folder)
        .arg("--evidence-secret-file")
        .arg(secret)
        .output()
        .unwrap();
    check_said(&output, false, "--evidence-store names the file");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!said.contains("--store"), "{said}");
}
