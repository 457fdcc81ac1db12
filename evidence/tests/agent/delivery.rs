//! What an agent delivers, while the receiver is there and while it is not.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::Path;

use jiff::{SignedDuration, Timestamp};
use mailbox_password_evidence::{
    Agent, AgentSettings, Format, LogSource, MAX_BODY_BYTES, Seal, Step,
};
use proptest::prelude::*;
use tempfile::TempDir;

use super::receiver::{ReceiverInMemory, SECRET, Weather};
use crate::follow::place::{line, now, source};

pub(super) fn settings(folder: &TempDir) -> AgentSettings {
    AgentSettings {
        name: "mail1".to_owned(),
        sources: vec![source(folder, "mail.log", Format::Json)],
        state: folder.path().join("state"),
        seal: Seal::new(&SECRET).unwrap(),
    }
}

pub(super) fn append(folder: &Path, text: &str) {
    let mut options = OpenOptions::new();
    let file = options
        .append(true)
        .create(true)
        .open(folder.join("mail.log"));
    file.unwrap().write_all(text.as_bytes()).unwrap();
}

pub(super) fn after(seconds: i64) -> Timestamp {
    now() + SignedDuration::from_secs(seconds)
}

pub(super) fn mailboxes(count: u32) -> Vec<String> {
    (0..count)
        .map(|number| format!("a{number}@corp.test"))
        .collect()
}

#[test]
fn what_is_new_is_delivered_at_once_and_nothing_new_now_and_then() {
    let folder = TempDir::new().unwrap();
    let mut agent = Agent::open(settings(&folder)).unwrap();
    let mut panel = ReceiverInMemory::new();
    assert_eq!(
        agent.step(&mut panel, after(0)),
        Step::Delivered,
        "it is there"
    );
    assert_eq!(agent.step(&mut panel, after(1)), Step::Idle);
    append(folder.path(), &line(0));
    assert_eq!(agent.step(&mut panel, after(2)), Step::Delivered);
    assert_eq!(panel.taken, mailboxes(1));
    append(folder.path(), "nothing that it understands\n");
    assert_eq!(agent.step(&mut panel, after(3)), Step::Idle);
    assert_eq!(agent.step(&mut panel, after(12)), Step::Delivered);
    let last = panel.batches.last().unwrap();
    assert!(last.sources[0].is_caught_up && last.sources[0].problem.is_none());
    assert_eq!(
        last.sources[0].last_line_at,
        Some("2026-11-27T09:59:00Z".parse().unwrap())
    );
}

#[test]
fn while_the_panel_is_away_nothing_is_lost_and_little_is_held() {
    let folder = TempDir::new().unwrap();
    let mut agent = Agent::open(settings(&folder)).unwrap();
    let mut panel = ReceiverInMemory::new();
    panel.weather = Weather::Away;
    for number in 0..2000 {
        append(folder.path(), &line(number));
        if number % 100 == 0 {
            let step = agent.step(&mut panel, after(i64::from(number)));
            assert_eq!(step, Step::Waiting("away".to_owned()));
        }
    }
    panel.weather = Weather::Fine;
    let mut second = 2000;
    while agent.step(&mut panel, after(second)) == Step::Delivered {
        second += 1;
        assert!(second < 2100);
    }
    assert_eq!(panel.taken, mailboxes(2000));
    assert!(panel.longest_body < MAX_BODY_BYTES);
    let is_fresh = |sent: &Timestamp| *sent >= after(2000);
    assert!(panel.batches.iter().all(|batch| is_fresh(&batch.sent_at)));
}

#[test]
fn a_panel_that_has_seen_a_later_number_takes_the_next() {
    let folder = TempDir::new().unwrap();
    let mut panel = ReceiverInMemory::new();
    let mut agent = Agent::open(settings(&folder)).unwrap();
    assert_eq!(agent.step(&mut panel, after(100_000)), Step::Delivered);
    drop(agent);
    // Its state is lost, and its clock was set back.
    std::fs::remove_file(folder.path().join("state")).unwrap();
    append(folder.path(), &line(0));
    let mut agent = Agent::open(settings(&folder)).unwrap();
    assert!(matches!(agent.step(&mut panel, after(0)), Step::Waiting(_)));
    assert_eq!(agent.step(&mut panel, after(1)), Step::Delivered);
    assert_eq!(panel.taken, mailboxes(1));
}

#[test]
fn a_state_belongs_to_one_agent() {
    let folder = TempDir::new().unwrap();
    let agent = Agent::open(settings(&folder)).unwrap();
    let error = Agent::open(settings(&folder)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::AlreadyExists);
    drop(agent);
    std::fs::write(folder.path().join("state"), "{").unwrap();
    let error = Agent::open(settings(&folder)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidData);
}

#[test]
fn two_agents_on_one_log_count_it_once() {
    let folder = TempDir::new().unwrap();
    let mut one = Agent::open(settings(&folder)).unwrap();
    let mut other = Agent::open(AgentSettings {
        name: "mail2".to_owned(),
        state: folder.path().join("other"),
        ..settings(&folder)
    })
    .unwrap();
    let mut panel = ReceiverInMemory::new();
    for number in 0..20 {
        append(folder.path(), &line(number));
        let second = i64::from(number);
        if number % 3 != 0 {
            let _ = one.step(&mut panel, after(second * 20));
        }
        if number % 4 != 0 {
            let _ = other.step(&mut panel, after(second * 20 + 1));
        }
    }
    for second in 500..510 {
        let _ = one.step(&mut panel, after(second));
    }
    assert_eq!(panel.taken, mailboxes(20));
}

#[test]
fn one_file_with_lines_of_two_servers_is_a_log_of_each() {
    let folder = TempDir::new().unwrap();
    let of = |name: &str, format| LogSource {
        name: name.to_owned(),
        ..source(&folder, "mail.log", format)
    };
    let mut sources = vec![
        of("dovecot", Format::Dovecot),
        of("postfix", Format::Postfix),
    ];
    LogSource::leave_out_repeated_refusals(&mut sources);
    let mut agent = Agent::open(AgentSettings {
        sources,
        ..settings(&folder)
    })
    .unwrap();
    let mut panel = ReceiverInMemory::new();
    append(
        folder.path(),
        "Nov 27 09:59:00 mail postfix/smtpd[1]: 8BB1A21: client=pc[192.0.2.9], sasl_method=PLAIN, sasl_username=a0@corp.test\n\
         Nov 27 09:59:00 mail dovecot: pop3-login: Login: user=<a1@corp.test>, method=PLAIN, rip=192.0.2.9, lip=192.0.2.1, session=<x>\n\
         Nov 27 09:59:00 mail postfix/smtpd[1]: 8BB1A22: client=pc[192.0.2.9], sasl_method=PLAIN, sasl_username=a2@corp.test\n\
         Nov 27 09:59:00 mail dovecot: auth: passwd-file(a3@corp.test,192.0.2.9): Password mismatch\n\
         Nov 27 09:59:00 mail postfix/smtpd[1]: warning: pc[192.0.2.9]: SASL PLAIN authentication failed: (reason unavailable), sasl_username=a3@corp.test\n",
    );
    assert_eq!(agent.step(&mut panel, after(0)), Step::Delivered);
    panel.taken.sort();
    assert_eq!(panel.taken, mailboxes(4), "each once");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    /// Killed at any point: before a delivery, after one that was not answered, or before its state was written.
    #[test]
    fn a_killed_agent_loses_nothing_and_counts_nothing_twice(
        events in proptest::collection::vec((0_u32..5, 0_u8..6), 1..40)
    ) {
        let folder = TempDir::new().unwrap();
        let mut panel = ReceiverInMemory::new();
        let mut agent = Agent::open(settings(&folder)).unwrap();
        let (mut written, mut second) = (0, 0);
        for (lines, what) in events {
            for _ in 0..lines {
                append(folder.path(), &line(written));
                written += 1;
            }
            second += 1;
            panel.weather = match what {
                0 | 1 => Weather::AnswerLost,
                2 => Weather::Away,
                _ => Weather::Fine,
            };
            let _ = agent.step(&mut panel, after(second));
            if what % 2 == 0 {
                // A kill keeps what is in the file, and nothing else.
                drop(agent);
                agent = Agent::open(settings(&folder)).unwrap();
            }
        }
        panel.weather = Weather::Fine;
        for _ in 0..200 {
            second += 1;
            if agent.step(&mut panel, after(second)) == Step::Idle {
                break;
            }
        }
        prop_assert_eq!(panel.taken, mailboxes(written));
    }
}
