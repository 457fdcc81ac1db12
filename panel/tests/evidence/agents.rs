//! An agent that was taken away: until it is forgotten, nobody can tell it from one that fell silent.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

use std::process::Output;

use mailbox_password_evidence::SourceState;
use postgres_tests::Server;
use rusqlite::Connection;

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
        let shown = place.panel.administrator().get("/admin/activity").body;
        assert!(shown.contains("No agent has reported in the last 30 days."));
        assert_eq!(place.deliver(&batch_of("old", "one", 1, &[])).status, 200);
        place.panel.set_clock(100);
        assert_eq!(place.deliver(&batch_of("new", "two", 1, &[])).status, 200);
        let mut administrator = place.panel.administrator();
        let mut page = |path: &str| administrator.get(path).body;
        let shown = page("/admin/activity");
        for part in [
            "Agent old",
            "<span>Not heard of</span>",
            "panel evidence-forget old</code>",
            "Agent new",
            "<span>Up to date</span>",
        ] {
            assert!(shown.contains(part), "{part}: {shown}");
        }
        assert!(page("/admin").contains("Not every mail server’s log is up to date"));
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
        let shown = page("/admin/activity");
        assert!(!shown.contains("Agent old") && shown.contains("Agent new"));
        assert!(shown.contains(
            "An agent on a mail server was forgotten <small>Command line, agent old</small>"
        ));
        assert!(
            !page("/admin").contains("is up to date"),
            "nothing is wrong"
        );
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
        let mistyped = place.path("mistyped.sqlite");
        let mut elsewhere = Start::bare();
        elsewhere
            .args(["evidence-forget", "new", "--store"])
            .arg(&mistyped)
            .args(place.store_options());
        check_said(&elsewhere.output().unwrap(), false, "--store names it");
        assert!(!mistyped.exists());
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

#[test]
fn how_each_log_is_and_what_to_do_is_on_the_administrators_page() {
    let place = Place::new();
    let mut batch = batch_of("mx; reboot", "one", 1, &[]);
    let source = batch.sources[0].clone();
    let named = |name: &str| SourceState {
        name: name.to_owned(),
        ..source.clone()
    };
    batch.sources = vec![
        named("good.log"),
        SourceState {
            problem: Some("no such file".to_owned()),
            ..named("gone.log")
        },
        SourceState {
            clock_is_off_by: Some(-7200),
            ..named("zone.log")
        },
        SourceState {
            is_caught_up: false,
            ..named("long.log")
        },
    ];
    assert_eq!(place.deliver(&batch).status, 200);
    let mut administrator = place.panel.administrator();
    let shown = administrator.get("/admin/activity").body;
    let row = |name: &str| {
        let (_, rest) = shown.split_once(name).unwrap();
        rest.split("</tr>").next().unwrap().to_owned()
    };
    for (name, words) in [
        ("good.log", "Up to date"),
        (
            "gone.log",
            "Cannot be read</span></span> <small>no such file",
        ),
        ("zone.log", "They are 7200 s ahead."),
        ("long.log", "Still being read"),
    ] {
        assert!(row(name).contains(words), "{name}: {}", row(name));
    }
    let first = shown.find("good.log");
    assert!(
        first > shown.find("long.log"),
        "what needs somebody comes first"
    );

    // Whatever it was before: nobody knows how it is now.
    place.panel.set_clock(100);
    let shown = administrator.get("/admin/activity").body;
    assert_eq!(shown.matches("<span>Not heard of</span>").count(), 4);
    assert!(shown.contains("panel evidence-forget NAME</code>"));

    let store = Connection::open(place.path("evidence.sqlite")).unwrap();
    store.execute_batch("DROP TABLE sources").unwrap();
    let shown = administrator.get("/admin/activity").body;
    assert!(shown.contains("What the agents told cannot be read now."));
    assert!(shown.contains("Not about one mailbox"), "the rest is shown");
    let home = administrator.get("/admin").body;
    assert!(home.contains("Not every mail server’s log is up to date"));
}
