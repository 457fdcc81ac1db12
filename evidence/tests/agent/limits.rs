//! More logs and sources than fit into one batch, or than the panel takes, and files that cannot be used.

use std::io::ErrorKind;
use std::path::Path;

use mailbox_password_evidence::{
    Agent, AgentSettings, Batch, Format, LogSource, MAX_BODY_BYTES, MOST_SOURCES, Step,
};
use tempfile::TempDir;

use super::delivery::{after, append, mailboxes, settings};
use super::receiver::ReceiverInMemory;
use crate::follow::place::{line, now, source};

fn open(folder: &TempDir, sources: Vec<LogSource>) -> Agent {
    let settings = settings(folder);
    Agent::open(AgentSettings {
        sources,
        ..settings
    })
    .unwrap()
}

/// Writes 200 lines with texts of the greatest length to the log of the first source, and checks that an agent delivers all
/// of them.
#[track_caller]
fn check_longest_texts(folder: &TempDir, sources: Vec<LogSource>) {
    let mut agent = open(folder, sources);
    let text = "\u{1F4E7}".repeat(300);
    for number in 0..200 {
        append(
            folder.path(),
            &format!(
                "{{\"mailbox\":\"{}{number}@corp.test\",\"at\":\"2026-11-27T09:59:00Z\",\"outcome\":\"accepted\",\"client\":\"{text}\",\"device\":\"{text}\",\"host\":\"{text}\"}}\n",
                "a".repeat(150)
            ),
        );
    }
    let mut panel = ReceiverInMemory::new();
    while agent.step(&mut panel, now()) == Step::Delivered {}
    assert_eq!(panel.taken.len(), 200);
    assert!(
        panel.longest_body < MAX_BODY_BYTES,
        "{}",
        panel.longest_body
    );
}

#[test]
fn the_longest_texts_fit_into_a_body() {
    let folder = TempDir::new().unwrap();
    let sources = settings(&folder).sources;
    check_longest_texts(&folder, sources);
}

#[test]
fn many_small_logs_fit_into_bodies() {
    let folder = TempDir::new().unwrap();
    let text = "what says nothing about a sign-in\n";
    for number in 0..600 {
        let log = folder.path().join(format!("mail{number}.log"));
        std::fs::write(log, format!("{number}{text}")).unwrap();
    }
    std::fs::write(folder.path().join("mail9999.log"), line(0)).unwrap();
    let sources = vec![source(&folder, "mail*.log", Format::Json)];
    let mut agent = open(&folder, sources);
    let mut panel = ReceiverInMemory::new();
    let mut second = 0;
    let is_read = |panel: &ReceiverInMemory| {
        let last = panel.batches.last();
        last.is_some_and(|batch| batch.sources[0].is_caught_up)
    };
    while !is_read(&panel) {
        assert_ne!(second, 1000, "it never ends");
        second += 10;
        assert_eq!(agent.step(&mut panel, after(second)), Step::Delivered);
    }
    assert_eq!(panel.taken, mailboxes(1));
    let is_short = |batch: &Batch| batch.parts.len() <= 256;
    assert!(panel.batches.iter().all(is_short));
    let parts: usize = panel.batches.iter().map(|batch| batch.parts.len()).sum();
    assert_eq!(parts, 601, "each was read once");
}

#[test]
fn many_sources_that_cannot_be_read_fit_beside_the_longest_texts() {
    let folder = TempDir::new().unwrap();
    let mut sources = vec![source(&folder, "mail.log", Format::Json)];
    for number in 1..200 {
        let folder_name = "nowhere".repeat(20);
        sources.push(LogSource {
            name: format!("{folder_name}{number}"),
            path: folder.path().join(folder_name).join("mail.log"),
            ..sources[0].clone()
        });
    }
    check_longest_texts(&folder, sources);
}

#[test]
fn an_agent_with_more_than_the_panel_takes_does_not_start() {
    let folder = TempDir::new().unwrap();
    let mut settings = settings(&folder);
    settings.sources = vec![settings.sources[0].clone(); MOST_SOURCES + 1];
    let error = Agent::open(settings).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidInput);
    assert!(error.to_string().contains("second agent"), "{error}");
}

#[test]
fn a_file_that_cannot_be_used_is_named() {
    let folder = TempDir::new().unwrap();
    let check = |state: &Path, named: &Path| {
        let error = Agent::open(AgentSettings {
            state: state.to_owned(),
            ..settings(&folder)
        })
        .unwrap_err();
        let name = named.display().to_string();
        assert!(error.to_string().contains(&name), "{error}");
        assert_ne!(error.kind(), ErrorKind::AlreadyExists, "{error}");
    };
    let state = folder.path().join("nowhere/state");
    check(&state, &state);
    let state = folder.path().join("folder");
    std::fs::create_dir(&state).unwrap();
    check(&state, &state);
}
