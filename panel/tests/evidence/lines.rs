//! Lines about Ann, and batches of them.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

use jiff::{SignedDuration, Timestamp};
use mailbox_password_evidence::{
    Batch, Format, LogReader, Names, Part, Placed, SourceState, VERSION,
};
use serde_json::{Value, json};

/// So many seconds from now.
pub(super) fn after(seconds: i64) -> Timestamp {
    Timestamp::now() + SignedDuration::from_secs(seconds)
}

/// A line about Ann at this instant.
pub(super) fn ann(at: Timestamp, outcome: &str, others: &Value) -> Value {
    let mut line = json!({
        "mailbox": "Ann@example.com",
        "at": at.to_string(),
        "outcome": outcome,
        "protocol": "imap",
        "address": "192.0.2.9",
    });
    let others = others.as_object().unwrap().clone();
    line.as_object_mut().unwrap().extend(others);
    line
}

/// A batch with these lines, as if an agent had read them from one log.
pub(super) fn batch(sequence: u64, lines: &[Value]) -> Batch {
    batch_of("mail1", "log", sequence, lines)
}

pub(super) fn batch_of(agent: &str, log: &str, sequence: u64, lines: &[Value]) -> Batch {
    let (zone, names) = ("UTC".parse().unwrap(), Names::default());
    let mut reader = LogReader::new(Format::Json);
    let base = sequence * 1_000_000;
    let observations = lines.iter().zip(base + 1..).filter_map(|(line, end)| {
        let line = line.to_string();
        let observation = reader.read(line.as_bytes(), &zone, &names, Timestamp::now())?;
        Some(Placed { end, observation })
    });
    Batch {
        version: VERSION,
        agent: agent.to_owned(),
        sequence,
        id: format!("{agent}-{sequence}"),
        sent_at: Timestamp::now(),
        sources: vec![SourceState {
            name: "mail.log".to_owned(),
            format: "json".to_owned(),
            problem: None,
            is_caught_up: true,
            clock_is_off_by: None,
            last_line_at: None,
        }],
        parts: vec![Part {
            log: log.to_owned(),
            from: base,
            to: base + lines.len() as u64,
            observations: observations.collect(),
        }],
    }
}
