//! Refusals whose members are of wrong types, absurd or unknown.

use serde_json::{Value, json};
use system_tests::{Act, Response};

use super::responses::{json_text, problem};
use super::row::{Outcome::NotChanged, Row, row};
use super::values::{LARGE_COUNTS, WRONG_COUNTS};

const TYPE: &str = "urn:mailbox-password:problem:";

pub(crate) fn rows() -> Vec<Row> {
    let mut rows = types();
    rows.extend(counts());
    rows.extend(violations());
    rows.extend(retry_after());
    rows
}

/// A refusal with this code and this member, as JSON.
fn with(code: u16, problem: &str, member: &str, value: &str) -> Response {
    let body = format!("{{\"type\":\"{TYPE}{problem}\",\"{member}\":{value}}}");
    json_text(code, &body)
}

fn types() -> Vec<Row> {
    let long = "x".repeat(200_000);
    let cases = [
        ("a number", json!(422), "did not say why"),
        ("a list", json!(["busy"]), "did not say why"),
        ("an object", json!({ "code": "busy" }), "did not say why"),
        ("empty", json!(""), "did not say why"),
        ("of another case", json!("urn:x:BUSY"), "did not say why"),
        (
            "one with a slash at its end",
            json!("/problems/busy/"),
            "did not say why",
        ),
        (
            "one with a query",
            json!("/problems/busy?x=1"),
            "did not say why",
        ),
        ("about:blank", json!("about:blank"), "did not say why"),
        ("very long", json!(long), "did not say why"),
        (
            "a bare code",
            json!("busy"),
            "Another change of this password is running.",
        ),
        (
            "a code after a number sign",
            json!("/p#busy"),
            "Another change of this password is running.",
        ),
    ];
    let mut rows: Vec<_> = cases
        .into_iter()
        .map(|(name, value, words)| {
            row(format!("422, the type is {name}"), NotChanged)
                .answer(problem(422, &json!({ "type": value })))
                .says(words)
                .short_if(name == "a number")
        })
        .collect();
    let twice = format!("{{\"type\":\"{TYPE}busy\",\"type\":\"{TYPE}password-reused\"}}");
    rows.push(
        row("422, two types: the last one counts", NotChanged)
            .answer(json_text(422, &twice))
            .says("This password was used before.")
            .short(),
    );
    rows.push(
        row("422, a lock by its code", NotChanged)
            .answer(with(422, "mailbox-locked", "unlocksInSeconds", "60"))
            .locked(),
    );
    rows
}

/// Numbers of the contract that are none, or far too large.
fn counts() -> Vec<Row> {
    let members = [
        (422, "current-password-incorrect", "attemptsLeft"),
        (423, "mailbox-locked", "unlocksInSeconds"),
        (429, "rate-limited", "retryAfter"),
        (422, "too-soon", "retryAfter"),
    ];
    let mut rows = Vec::new();
    for (code, problem, member) in members {
        let finish = |row: Row| match problem {
            "current-password-incorrect" => row.says("This is not the current password."),
            "mailbox-locked" => row.locked(),
            "rate-limited" => row.says("Too many tries in a short time."),
            _ => row.says("The current password is too new to be changed again."),
        };
        let wrong = WRONG_COUNTS.into_iter();
        let large = LARGE_COUNTS.into_iter().map(|value| (value, value));
        for (name, value) in wrong.chain(large) {
            let told = row(format!("{problem}, {member} is {name}"), NotChanged);
            let told = told.answer(with(code, problem, member, value));
            let is_short = name == "below zero" || name == "1e300";
            rows.push(finish(told).short_if(is_short && member != "attemptsLeft"));
        }
    }
    rows.push(
        row("no try left before the mailbox locks", NotChanged)
            .answer(with(422, "current-password-incorrect", "attemptsLeft", "0"))
            .says("No tries left: the mailbox may be locked now.")
            .short(),
    );
    rows
}

fn violations() -> Vec<Row> {
    let many: Vec<Value> = (0..10_000).map(|_| json!({ "rule": "history" })).collect();
    let nothing = "The mail server refused this password and did not say why.";
    let cases = [
        ("a text", json!("history"), nothing),
        ("an object", json!({ "rule": "history" }), nothing),
        ("a list of texts", json!(["history"]), nothing),
        ("a list of lists", json!([[{ "rule": "history" }]]), nothing),
        ("a list of nothing", json!([null, 5, true, {}]), nothing),
        (
            "rules of another type",
            json!([{ "rule": 5 }, { "rule": ["history"] }]),
            nothing,
        ),
        ("unknown rules", json!([{ "rule": "of-tomorrow" }]), nothing),
        (
            "a known one among unknown ones",
            json!([{ "rule": "of-tomorrow" }, { "rule": "history" }]),
            "The mail server refused it. Its rules: none of the earlier passwords.",
        ),
        (
            "ten thousand of one rule",
            json!(many),
            "The mail server refused it. Its rules: none of the earlier passwords",
        ),
    ];
    cases
        .into_iter()
        .map(|(name, value, words)| {
            let answer = with(422, "password-rejected", "violations", &value.to_string());
            row(format!("the violations are {name}"), NotChanged)
                .answer(answer)
                .says(words)
                .short_if(name.contains("thousand") || name == "a list of texts")
        })
        .collect()
}

/// The header `Retry-After`.
fn retry_after() -> Vec<Row> {
    let waits = "You can try again from";
    let cases = [
        ("-5", ""),
        ("0", ""),
        ("5.5", ""),
        ("soon", ""),
        ("", ""),
        ("5, 10", ""),
        ("1e9", ""),
        ("0x10", ""),
        ("+60", waits),
        ("4294967295", waits),
        ("99999999999999999999", ""),
        ("Fri, 31 Dec 9999 23:59:59 GMT", waits),
        ("Thu, 01 Jan 1970 00:00:00 GMT", ""),
        ("Sun, 06 Nov 9994 08:49:37 GMT", waits),
    ];
    let mut rows: Vec<_> = cases
        .into_iter()
        .map(|(value, words)| {
            row(format!("429, Retry-After is \"{value}\""), NotChanged)
                .answer(json_text(429, "{}").header("Retry-After", value))
                .says("Too many tries in a short time.")
                .says(words)
                .short_if(matches!(value, "-5" | "4294967295" | "soon"))
        })
        .collect();
    let two =
        "HTTP/1.1 429 Slow\r\nRetry-After: 5\r\nRetry-After: 9999999\r\nContent-Length: 0\r\n\r\n";
    rows.push(
        row("429, two headers Retry-After", NotChanged)
            .answer(Response::acts([Act::send(two)]))
            .says("Too many tries in a short time."),
    );
    rows
}
