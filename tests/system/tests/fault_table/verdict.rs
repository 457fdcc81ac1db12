//! Compares what was seen of a row with what has to be true, and makes the line that is printed.

use std::collections::HashSet;

use serde_json::Value;
use system_tests::{BrowserLogEntry, NEW, NOT_CHANGED, OLD, RecordedRequest};

use super::row::{Outcome, Row};

/// What the browser itself says of pages like these.
const BROWSERS: [&str; 2] = [
    "blocked by CORS policy",
    "'beforeunload' confirmation panel",
];

/// What was seen of a row.
pub(crate) struct Seen {
    /// What [`OBSERVE`](super::page_scripts::OBSERVE) returns.
    pub(crate) page: Value,
    /// What the console says.
    pub(crate) console: Vec<BrowserLogEntry>,
    /// The changes that reached a server.
    pub(crate) requests: Vec<RecordedRequest>,
}

impl Seen {
    fn words(&self) -> &str {
        self.page["words"].as_str().unwrap_or_default()
    }

    /// The values of the three fields; `None` without a form.
    fn fields(&self) -> [Option<&str>; 3] {
        [0, 1, 2].map(|index| self.page["fields"][index].as_str())
    }
}

/// What is not as it has to be.
pub(crate) fn faults_of(row: &Row, seen: &Seen) -> Vec<String> {
    let mut faults = Vec::new();
    let mut check = |holds: bool, what: String| {
        if !holds {
            faults.push(what);
        }
    };
    for words in words_of(row) {
        check(
            seen.words().contains(words),
            format!("\"{words}\" is not on the screen: {}", seen.words()),
        );
    }
    let others = [Outcome::Changed, Outcome::NotChanged, Outcome::Unknown]
        .into_iter()
        .filter(|other| *other != row.outcome);
    for other in others {
        check(
            !seen.words().contains(other.words()[0]),
            format!("it is said to be {}: {}", other.name(), seen.words()),
        );
    }
    check_events(row, seen, &mut check);
    check_fields(row, seen, &mut check);
    check_requests(row, seen, &mut check);
    check_console(row, seen, &mut check);
    check(
        seen.page["ran"].is_null() && seen.page["markup"] == 0,
        "markup became an element".into(),
    );
    let has_failed = seen.page["errors"]
        .as_array()
        .is_none_or(|errors| !errors.is_empty());
    check(
        has_failed == row.page_fails,
        format!("uncaught: {}", seen.page["errors"]),
    );
    check_secrets(seen, &mut check);
    faults
}

fn words_of(row: &Row) -> Vec<&'static str> {
    let outcome = match row.outcome {
        Outcome::NotChanged if row.is_locked => &["The mailbox is locked."],
        outcome => outcome.words(),
    };
    outcome.iter().chain(&row.words).copied().collect()
}

/// One event, unless nothing was sent.
fn check_events(row: &Row, seen: &Seen, check: &mut impl FnMut(bool, String)) {
    let events: Vec<_> = seen.page["events"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let expected: &[&str] = match row.requests {
        0 => &[],
        _ => &[row.outcome.event()],
    };
    let mut distinct = events.clone();
    if row.is_new_form {
        // The element before and the one after tell the same.
        distinct.dedup();
    }
    check(distinct == expected, format!("the events are {events:?}"));
}

/// What was typed is kept, but for a current password that was refused.
fn check_fields(row: &Row, seen: &Seen, check: &mut impl FnMut(bool, String)) {
    let fields = seen.fields();
    let is_right = match row.outcome {
        Outcome::Changed => fields == [None; 3],
        _ if row.is_new_form => fields == [Some(""); 3],
        Outcome::NotChanged | Outcome::Unknown => fields == [Some(OLD), Some(NEW), Some(NEW)],
    };
    check(is_right, format!("the fields hold {}", kept(&fields)));
}

fn check_requests(row: &Row, seen: &Seen, check: &mut impl FnMut(bool, String)) {
    // A page that was opened anew has a count of its own.
    if !row.is_new_form {
        check(
            seen.page["changes"] == row.requests,
            format!("{} changes were sent", seen.page["changes"]),
        );
    }
    // Browsers repeat a request by themselves when a connection breaks that they had used before. The key tells that it
    // is the same one.
    let keys: HashSet<_> = seen
        .requests
        .iter()
        .map(|request| request.header("idempotency-key"))
        .collect();
    check(
        keys.len() <= row.requests && !keys.contains(&None),
        format!("the keys are {keys:?}"),
    );
    if row.is_repeated {
        check(
            seen.requests.len() == 6,
            format!("{} requests came", seen.requests.len()),
        );
    }
}

/// Nothing is said that is not expected, and no error.
fn check_console(row: &Row, seen: &Seen, check: &mut impl FnMut(bool, String)) {
    let messages: Vec<_> = seen
        .console
        .iter()
        .filter(|entry| entry.source.as_deref() != Some("network"))
        .collect();
    for words in &row.console {
        let is_said = messages.iter().any(|entry| entry.message.contains(words));
        check(is_said, format!("the console does not say \"{words}\""));
    }
    for entry in messages {
        let is_ours = entry.message.contains("mailbox-password:");
        let is_outcome =
            row.outcome == Outcome::Unknown && entry.message.contains("outcome unknown: ");
        // The page has replaced it to count the requests.
        let is_wrapper = entry.message.contains("replaced window.fetch");
        let is_expected = is_outcome
            || is_wrapper
            || row
                .console
                .iter()
                .any(|words| entry.message.contains(words));
        let is_browsers = BROWSERS.iter().any(|words| entry.message.contains(words));
        let is_error = entry.level == "SEVERE" && !row.page_fails && !is_browsers;
        check(
            is_expected || !is_ours && !is_error,
            format!("the console says {}", entry.message),
        );
    }
}

/// No password is where somebody else could read it.
fn check_secrets(seen: &Seen, check: &mut impl FnMut(bool, String)) {
    let open = seen.page["open"].as_str().unwrap_or_default();
    for secret in [OLD, NEW] {
        check(
            !open.contains(secret),
            "a secret is in storage, an address, an event or the markup".into(),
        );
        let is_said = seen
            .console
            .iter()
            .any(|entry| entry.message.contains(secret));
        check(!is_said, "a secret is on the console".into());
        let is_sent = |request: &RecordedRequest| {
            request.route.contains(secret)
                || request
                    .headers
                    .iter()
                    .any(|(_, value)| value.contains(secret))
        };
        check(
            !seen.requests.iter().any(is_sent),
            "a secret is in the head of a request".into(),
        );
    }
}

/// What of the typed texts is left, in words.
fn kept(fields: &[Option<&str>; 3]) -> String {
    let names = ["current", "new", "confirm"];
    let typed = [OLD, NEW, NEW];
    if *fields == [None; 3] {
        return "no form".into();
    }
    let all = names.into_iter().zip(typed).zip(fields);
    let left: Vec<_> = all
        .filter(|((_, typed), value)| **value == Some(*typed))
        .map(|((name, _), _)| name)
        .collect();
    match left.len() {
        3 => "kept all".into(),
        0 => "kept nothing".into(),
        _ => format!("kept {}", left.join(", ")),
    }
}

/// The line of a row: outcome, requests of the element and at the servers, what was kept, the fault, the words.
pub(crate) fn line_of(row: &Row, seen: &Seen, is_right: bool) -> String {
    let outcome = [Outcome::Changed, Outcome::NotChanged, Outcome::Unknown]
        .into_iter()
        .find(|outcome| seen.words().contains(outcome.words()[0]));
    let outcome = match outcome {
        Some(outcome) => outcome.name(),
        None if seen.words().contains("The mailbox is locked.") => Outcome::NotChanged.name(),
        None => "none",
    };
    let from = [
        NOT_CHANGED,
        "The mailbox is locked.",
        "Your password was",
        "We do not know",
    ];
    let start = from
        .iter()
        .filter_map(|words| seen.words().find(words))
        .min()
        .unwrap_or(0);
    let words: String = seen.words()[start..].chars().take(150).collect();
    format!(
        "{} {outcome:<11} {} sent, {} came, {:<12} {} | {words}",
        if is_right { "  " } else { "!!" },
        seen.page["changes"],
        seen.requests.len(),
        kept(&seen.fields()),
        row.name,
    )
}
