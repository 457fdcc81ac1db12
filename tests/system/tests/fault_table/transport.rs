//! The connection breaks, and answers that are no HTTP.

use system_tests::{Act, Response};

use super::row::{Outcome, Outcome::Changed, Outcome::NotChanged, Outcome::Unknown, Row, row};

const LOST: &str = "outcome unknown: the connection broke";
const LATE: &str = "outcome unknown: no answer in time";

/// A whole answer that says *changed*.
const CHANGED: &str = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 36\r\nConnection: close\r\n\r\n{\"changedAt\":\"2026-11-23T14:03:00Z\"}";

/// The head of an answer.
fn head(status: &str, headers: &str) -> String {
    format!("HTTP/1.1 {status}\r\nContent-Type: application/json\r\n{headers}\r\n")
}

/// An answer in one piece, as bytes.
fn raw(name: &'static str, outcome: Outcome, bytes: &str) -> Row {
    row(name, outcome).answer(Response::acts([Act::send(bytes)]))
}

pub(crate) fn rows() -> Vec<Row> {
    let mut rows = broken();
    rows.extend(slow());
    rows.extend(malformed());
    rows
}

fn broken() -> Vec<Row> {
    let ok = |headers: &str| head("200 OK", headers);
    let cut = format!("{}{{\"changedAt\"", ok("Content-Length: 500\r\n"));
    vec![
        row("connection refused", Unknown)
            .endpoint("{closed}/password")
            .config(serde_json::json!({ "allowedOrigins": ["{closed}"] }))
            .logs(LOST)
            .short(),
        row("closed before the body of the request", Unknown)
            .answer(Response::acts_before_body([]))
            .logs(LOST),
        row("reset before the body of the request", Unknown)
            .answer(Response::acts_before_body([Act::Reset]))
            .logs(LOST)
            .short(),
        row("closed after the request", Unknown)
            .answer(Response::acts([]))
            .logs(LOST)
            .short(),
        row("reset after the request", Unknown)
            .answer(Response::acts([Act::Reset]))
            .logs(LOST)
            .short(),
        raw("closed in the first line", Unknown, "HTTP/1."),
        raw(
            "closed in the head of a 200",
            Unknown,
            "HTTP/1.1 200 OK\r\nContent-Ty",
        ),
        row("reset in the head of a 200", Unknown)
            .answer(Response::acts([
                Act::send("HTTP/1.1 200 OK\r\n"),
                Act::Reset,
            ]))
            .logs(LOST),
        raw("closed in the body of a 200", Unknown, &cut)
            .logs(LOST)
            .short(),
        row("reset in the body of a 200", Unknown)
            .answer(Response::acts([Act::send(&cut), Act::Reset]))
            .logs(LOST),
        raw(
            "closed between the chunks of a 200",
            Unknown,
            &format!("{}5\r\n{{\"cha\r\n", ok("Transfer-Encoding: chunked\r\n")),
        )
        .logs(LOST),
        raw(
            "a chunk of an impossible length",
            Unknown,
            &format!("{}zz\r\n{{}}\r\n", ok("Transfer-Encoding: chunked\r\n")),
        )
        .logs(LOST),
        raw(
            "closed in the body of a 422",
            NotChanged,
            &format!("{}{{\"type\"", head("422 No", "Content-Length: 500\r\n")),
        )
        .says("The mail server refused this password and did not say why.")
        .short(),
        raw(
            "closed in the body of a 503",
            Unknown,
            &format!("{}{{\"type\"", head("503 Away", "Content-Length: 500\r\n")),
        ),
        raw(
            "closed in the body of a 204",
            Changed,
            &head("204 Done", "Content-Length: 500\r\nConnection: close\r\n"),
        ),
        raw(
            "a body that its encoding does not fit",
            Unknown,
            &format!(
                "{}{{\"changedAt\":\"2026\"}}",
                ok("Content-Encoding: gzip\r\n")
            ),
        )
        .logs(LOST),
    ]
}

fn slow() -> Vec<Row> {
    let held = |acts: &[Act]| Response::acts(acts.to_vec());
    let timeout = |row: Row| row.with("timeout", "1").logs(LATE);
    vec![
        timeout(row("no answer", Unknown).answer(held(&[Act::Hold]))).short(),
        timeout(row("a head without a body", Unknown).answer(held(&[
            Act::send(&head("200 OK", "Content-Length: 36\r\n")),
            Act::Hold,
        ]))),
        timeout(row("half a body", Unknown).answer(held(&[
            Act::send(&format!(
                "{}{{\"chan",
                head("200 OK", "Content-Length: 36\r\n")
            )),
            Act::Hold,
        ]))),
        timeout(
            row("changed, after the time-out", Unknown)
                .answer(held(&[Act::Hold, Act::send(CHANGED)]))
                .late(),
        )
        .short(),
        timeout(
            row("refused, after the time-out", Unknown)
                .answer(held(&[
                    Act::Hold,
                    Act::send(&head("422 No", "Content-Length: 0\r\n")),
                ]))
                .late(),
        ),
        timeout(
            row("closed, after the time-out", Unknown)
                .answer(held(&[Act::Hold]))
                .late(),
        ),
    ]
}

fn malformed() -> Vec<Row> {
    let ok = |headers: &str| head("200 OK", headers);
    vec![
        raw("no HTTP at all", Unknown, "-ERR unknown command\r\n\r\n"),
        raw(
            "an answer of another protocol",
            Unknown,
            "\u{15}\u{3}\u{1}\u{0}\u{2}\u{2}\u{28}",
        ),
        raw(
            "a body without a head",
            Unknown,
            "{\"changedAt\":\"2026-11-23T14:03:00Z\"}",
        ),
        raw(
            "a status that is no number",
            Unknown,
            "HTTP/1.1 OK fine\r\nContent-Length: 0\r\n\r\n",
        ),
        raw(
            "status 999",
            Unknown,
            "HTTP/1.1 999 What\r\nContent-Length: 0\r\n\r\n",
        ),
        raw(
            "status 99",
            Unknown,
            "HTTP/1.1 99 What\r\nContent-Length: 0\r\n\r\n",
        ),
        raw(
            "101, a switch to another protocol",
            Unknown,
            "HTTP/1.1 101 Switching\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
        ),
        raw(
            "100 and nothing more",
            Unknown,
            "HTTP/1.1 100 Continue\r\n\r\n",
        ),
        raw(
            "100 and 103, then changed",
            Changed,
            &format!("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n{CHANGED}"),
        ),
        raw(
            "two lengths that differ",
            Unknown,
            &ok("Content-Length: 2\r\nContent-Length: 36\r\n"),
        )
        .logs(LOST),
        raw(
            "a length below zero",
            Unknown,
            &format!("{}{{}}", ok("Content-Length: -5\r\n")),
        ),
        raw(
            "a head without an end",
            Unknown,
            &format!("HTTP/1.1 200 OK\r\nX-Long: {}", "x".repeat(600_000)),
        )
        .logs(LOST),
        raw(
            "no length: the answer ends with the connection",
            Changed,
            &format!(
                "{}{{\"changedAt\":\"2026-11-23T14:03:00Z\"}}",
                ok("Connection: close\r\n")
            ),
        ),
        raw(
            "two answers to one request",
            Changed,
            &format!("{CHANGED}HTTP/1.1 422 No\r\nContent-Length: 0\r\n\r\n"),
        )
        .short(),
        raw(
            "refused in an answer of HTTP/1.0",
            NotChanged,
            "HTTP/1.0 429 Slow\r\nRetry-After: 5\r\n\r\n",
        )
        .says("Too many tries in a short time."),
    ]
}
