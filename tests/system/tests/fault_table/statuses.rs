//! Every status with every kind of body. A body never makes an unclear status a clear one.

use serde_json::json;

use super::responses::{problem, status};
use super::row::{Outcome, Row, row};

/// The statuses of the short form: some of each class, and those that the element treats specially.
const SHORT: [u16; 13] = [
    200, 201, 204, 206, 302, 304, 400, 401, 408, 423, 429, 500, 503,
];

/// The kinds of bodies: a name, a media type and a text. None of them says that the password was changed.
const BODIES: [(&str, &str, &str); 5] = [
    ("an empty body", "application/json", ""),
    (
        "HTML",
        "text/html; charset=utf-8",
        "<!doctype html><title>Sign in</title><h1>Please sign in</h1><script>window.__ran = 1</script>",
    ),
    (
        "truncated JSON",
        "application/problem+json",
        "{\"type\":\"urn:mailbox-password:problem:password-reus",
    ),
    (
        "a wrong content type",
        "image/png",
        "{\"type\":\"urn:mailbox-password:problem:busy\",\"changedAt\":null}",
    ),
    ("null", "application/json", "null"),
];

pub(crate) fn rows() -> Vec<Row> {
    (200..=599).flat_map(rows_of).collect()
}

fn rows_of(code: u16) -> Vec<Row> {
    let is_short = SHORT.contains(&code);
    let mut rows: Vec<_> = BODIES
        .into_iter()
        .map(|(name, media_type, body)| {
            row(format!("status {code}, {name}"), outcome(code))
                .answer(status(code, media_type, body))
                .short_if(is_short && name == "an empty body" || code == 200 || code == 422)
        })
        .collect();
    let unknown_code = json!({ "type": "urn:mailbox-password:problem:of-tomorrow", "status": 200 });
    rows.push(
        row(
            format!("status {code}, a problem of an unknown code"),
            outcome(code),
        )
        .answer(problem(code, &unknown_code))
        .short_if(is_short),
    );
    let is_refusal = code == 503 || outcome(code) == Outcome::NotChanged;
    let known = if is_refusal {
        Outcome::NotChanged
    } else {
        outcome(code)
    };
    let unavailable = json!({ "type": "urn:mailbox-password:problem:directory-unavailable" });
    rows.push(
        row(format!("status {code}, a problem of a known code"), known)
            .answer(problem(code, &unavailable))
            .short_if(is_short),
    );
    rows.into_iter().map(|row| finish(row, code)).collect()
}

/// What a status means whose body says nothing.
fn outcome(code: u16) -> Outcome {
    match code {
        204 => Outcome::Changed,
        // Browsers take a 407 from no server but a proxy, and hand over nothing.
        407 | 408 => Outcome::Unknown,
        400..=499 => Outcome::NotChanged,
        _ => Outcome::Unknown,
    }
}

/// What is on the screen for a status.
fn finish(row: Row, code: u16) -> Row {
    match row.outcome {
        Outcome::Changed => row,
        // The browser hands over a redirect without its status.
        Outcome::Unknown if matches!(code, 301 | 302 | 303 | 307 | 308) => {
            row.logs("outcome unknown: the back end redirected")
        }
        Outcome::Unknown if code == 407 => row.logs("outcome unknown: the connection broke"),
        Outcome::Unknown => row.logs("outcome unknown: status"),
        Outcome::NotChanged => {
            let words = words(&row.name, code);
            if words == LOCKED {
                return row.locked();
            }
            row.says(words).says("Reference:")
        }
    }
}

const LOCKED: &str = "The mailbox is locked.";

/// Why it was not changed.
fn words(name: &str, code: u16) -> &'static str {
    if name.ends_with("a known code") {
        return "The mail server cannot be reached right now.";
    }
    if name.ends_with("a wrong content type") {
        return "Another change of this password is running.";
    }
    match code {
        401 => "Your session has ended. Sign in again",
        422 => "The mail server refused this password and did not say why.",
        423 => LOCKED,
        429 => "Too many tries in a short time.",
        _ => "The server refused the request (4",
    }
}
