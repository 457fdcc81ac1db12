//! What docs/contract.md prints is what the panel answers: its commands are run as a reader would run them.

#![cfg(unix)]
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::support::contract::{
    Printed, answers, blocks, body, headings_below, members, page, section,
};
use crate::support::{Panel, Start};
use mailbox_password_rules::{Classes, Forbidden, Lockout, Policy, ProblemCode, Rule, Supports};
use rusqlite::{Connection, TransactionBehavior};
use serde_json::Value;

/// How the page starts the panel.
const DEMO: &str = "cargo xtask demo";
/// How the page holds the store, which the test does by itself: not every machine has that program.
const HOLD: &str = "sqlite3 demo.sqlite ";
/// Longest wait for two changes to meet.
const TIMEOUT: Duration = Duration::from_secs(60);

/// A panel, started as the page says in these lines.
fn start(lines: &str) -> Panel {
    let (before, options) = lines.split_once(DEMO).unwrap();
    let options: Vec<_> = options.split_whitespace().collect();
    let start = Start::new().with(&options);
    sh(&start.path(""), before);
    let mut command = start.command();
    command.current_dir(start.path(""));
    Panel::spawn(start, command)
}

/// Runs a script, and gives what it prints.
fn sh(folder: &Path, script: &str) -> String {
    let output = Command::new("sh")
        .args(["-c", script])
        .current_dir(folder)
        .stderr(Stdio::inherit())
        .output()
        .expect("sh runs");
    String::from_utf8(output.stdout).expect("text")
}

/// Runs a block of commands before this panel, after those of "Try it".
fn run(panel: &Panel, commands: &str) -> String {
    let has_curl = Command::new("curl").arg("--version").output().is_ok();
    assert!(
        has_curl,
        "curl is missing: the commands of the page need it"
    );
    let mut script = String::new();
    for block in blocks("Try it") {
        assert!(block.text.contains("panel=http://127.0.0.1:8080") || !script.is_empty());
        let here = format!("panel={}", panel.address);
        script.push_str(&block.text.replace("panel=http://127.0.0.1:8080", &here));
        script.push('\n');
    }
    sh(panel.folder(), &format!("{script}{commands}"))
}

/// The panel's answer is the one on the page.
#[track_caller]
fn check(heading: &str, expected: &Printed, answer: &Printed) {
    assert_eq!(answer.status, expected.status, "{heading}: {}", answer.body);
    assert_eq!(body(&answer.body), body(&expected.body), "{heading}");
    for (name, value) in &expected.headers {
        let given = answer.headers.iter().find(|(known, _)| known == name);
        let (_, given) = given.unwrap_or_else(|| panic!("{heading}: no header {name}"));
        let varies = value == "…" || name == "retry-after";
        assert!(varies || given == value, "{heading}: {name}: {given}");
    }
}

/// Runs the commands under a heading in turn, and compares the last answer of each block with what follows it.
fn check_section(heading: &str) {
    let mut panel = None;
    let mut printed = String::new();
    for block in blocks(heading) {
        let text = block.text;
        if block.language == "http" {
            let expected = answers(&text).pop().expect("an answer on the page");
            if let Some(answer) = answers(&printed).pop() {
                check(heading, &expected, &answer);
            }
        } else if text.contains(DEMO) {
            panel = Some(start(&text));
        } else {
            let panel = panel.get_or_insert_with(Panel::start);
            printed = if text.lines().any(|line| line.starts_with(HOLD)) {
                run_held(panel, &text)
            } else {
                run(panel, &text)
            };
            assert!(!printed.is_empty(), "{heading}: nothing was answered");
        }
    }
}

/// Runs commands, and holds the store from where the page says so to their end.
fn run_held(panel: &Panel, commands: &str) -> String {
    let (wanted, held) = (panel.folder().join("wanted"), panel.folder().join("held"));
    sh(panel.folder(), "mkfifo wanted held");
    let line = commands.lines().find(|line| line.starts_with(HOLD));
    let commands = commands.replace(line.unwrap(), "echo > wanted; read -r _ < held");
    thread::scope(|scope| {
        let printed = scope.spawn(|| run(panel, &commands));
        fs::read(wanted).expect("the commands come to it");
        let mut store = Connection::open(panel.folder().join("demo.sqlite")).unwrap();
        let _transaction = store
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .unwrap();
        fs::write(held, "\n").expect("the commands go on");
        printed.join().unwrap()
    })
}

/// Every member of the first is in the second, too.
fn check_members(heading: &str, answer: &Value, page: &Value) {
    match (answer, page) {
        (Value::Array(answer), Value::Array(page)) => {
            for one in answer {
                check_members(heading, one, &page[0]);
            }
        }
        (Value::Object(answer), Value::Object(page)) => {
            for (name, member) in answer {
                let told = page.get(name);
                let told = told.unwrap_or_else(|| panic!("{heading}: {name} is not on the page"));
                check_members(heading, member, told);
            }
        }
        _ => {}
    }
}

#[test]
fn each_command_is_answered_as_the_page_says() {
    for heading in headings_below("Every problem code") {
        if heading != "busy" {
            check_section(&heading);
        }
    }
    check_section("Unlock");
}

#[test]
fn two_changes_that_meet_are_answered_as_the_page_says() {
    // Whether they meet is chance: a dear hash makes it likely.
    let panel = Start::new().with(&["--hash-cost", "19456,4", "--changes-per-minute", "1000"]);
    let panel = panel.run();
    let blocks = blocks("busy");
    let expected = answers(&blocks[1].text).pop().unwrap();
    let end = Instant::now() + TIMEOUT;
    loop {
        let printed = run(&panel, &blocks[0].text);
        let all = answers(&printed);
        if let Some(answer) = all.iter().find(|answer| answer.status == expected.status) {
            return check("busy", &expected, answer);
        }
        assert!(Instant::now() < end, "the two never met: {printed}");
    }
}

#[test]
fn what_is_read_has_only_members_that_the_page_tells_of() {
    let panel = Panel::start();
    for heading in ["Policy", "Devices", "Status"] {
        let blocks = blocks(heading);
        let answer = run(&panel, &blocks[0].text);
        let answer = serde_json::from_str(&answer).expect("an answer in JSON");
        check_members(
            heading,
            &answer,
            &serde_json::from_str(&blocks[1].text).unwrap(),
        );
    }
}

#[test]
fn every_code_has_its_status_and_an_answer_on_the_page() {
    let page = page();
    for code in ProblemCode::ALL {
        let (id, status) = (code.id(), code.status());
        assert!(
            page.contains(&format!("| [`{id}`](#{id}) | {status} |")),
            "{id}"
        );
        let blocks = blocks(id);
        let shown = blocks
            .iter()
            .find(|block| block.language == "http")
            .unwrap();
        let shown = answers(&shown.text).pop().unwrap();
        assert!(
            shown.status.starts_with(&format!("HTTP/1.1 {status} ")),
            "{id}"
        );
        let told = body(&shown.body);
        assert_eq!(
            ProblemCode::from_type(told["type"].as_str().unwrap()),
            Some(code)
        );
        assert_eq!(told["status"], status, "{id}");
    }
}

#[test]
fn every_rule_has_its_row_on_the_page() {
    let rules = section("password-rejected");
    for rule in Rule::ALL {
        let id = rule.id();
        assert!(rules.contains(&format!("| `{id}` |")), "{id}");
    }
}

#[test]
fn every_member_of_a_policy_is_on_the_page() {
    let shown = &blocks("Policy")[1].text;
    let shown: Value = serde_json::from_str(shown).unwrap();
    let told = section("Policy");
    let parts = [
        ("", members::<Policy>()),
        ("forbidden", members::<Forbidden>()),
        ("classes", members::<Classes>()),
        ("lockout", members::<Lockout>()),
        ("supports", members::<Supports>()),
    ];
    for (part, members) in parts {
        let shown = if part.is_empty() {
            &shown
        } else {
            &shown[part]
        };
        for name in members {
            assert!(shown.get(name).is_some(), "{part}.{name} is not shown");
            assert!(
                told.contains(&format!("{name}`")) || told.contains(&format!("`{name}.")),
                "{part}.{name} has no row"
            );
        }
    }
}

#[test]
fn every_mail_client_with_steps_is_on_the_page() {
    let page = page();
    let row = page
        .lines()
        .find(|line| line.starts_with("| `client` |"))
        .unwrap();
    let steps = Path::new(env!("CARGO_MANIFEST_DIR")).join("../steps");
    for file in fs::read_dir(steps).unwrap() {
        let file = file.unwrap().path();
        if file.extension().is_some_and(|ending| ending == "json") {
            let client = file.file_stem().unwrap().to_string_lossy().into_owned();
            assert!(row.contains(&format!("`{client}`")), "{client}");
        }
    }
}
