//! A back end of another origin: CORS and TLS fail, or an answer may not be read.

use serde_json::json;
use system_tests::{Act, Response};

use super::responses::json_text;
use super::row::{Outcome, Outcome::Changed, Outcome::NotChanged, Outcome::Unknown, Row, row};
use super::values::AT;

const LOST: &str = "outcome unknown: the connection broke, or the answer may not be read (CORS)";

pub(crate) fn rows() -> Vec<Row> {
    let mut rows = preflight();
    rows.extend(answers());
    rows.extend(tls());
    rows
}

/// A change at the other origin.
fn at(place: &str, name: &'static str, outcome: Outcome) -> Row {
    let row = row(name, outcome)
        .endpoint(format!("{place}{{}}/password"))
        .config(json!({ "allowedOrigins": [place] }));
    match outcome {
        Unknown => row.logs(LOST),
        Changed | NotChanged => row,
    }
}

fn other(name: &'static str, outcome: Outcome) -> Row {
    at("{other}", name, outcome)
}

/// Lets every page read this answer.
fn readable(answer: Response) -> Response {
    answer
        .header("Access-Control-Allow-Origin", "*")
        .header("Access-Control-Allow-Headers", "*")
}

fn preflight() -> Vec<Row> {
    let unsent = |name, answer| {
        other(name, Unknown)
            .route("other OPTIONS {}/password", [answer])
            .route("other POST {}/password", [readable(Response::changed())])
    };
    let empty = || Response::new(204, "text/plain", "");
    vec![
        unsent("the preflight is refused", json_text(403, "{}")).short(),
        unsent(
            "the preflight allows no origin",
            empty().header("Access-Control-Allow-Headers", "*"),
        ),
        unsent(
            "the preflight allows another origin",
            empty().header("Access-Control-Allow-Origin", "https://example.com"),
        ),
        unsent(
            "the preflight allows no headers",
            empty().header("Access-Control-Allow-Origin", "*"),
        ),
        unsent(
            "the preflight redirects",
            readable(Response::new(302, "text/plain", "")).header("Location", "/"),
        ),
        unsent("the preflight breaks", Response::acts([Act::Reset])),
        unsent("the preflight never ends", Response::acts([Act::Hold]))
            .with("timeout", "1")
            .logs_instead("outcome unknown: no answer in time"),
    ]
}

fn answers() -> Vec<Row> {
    let sent = |name, outcome, answer| {
        other(name, outcome)
            .route(
                "other OPTIONS {}/password",
                [readable(Response::new(204, "text/plain", ""))],
            )
            .route("other POST {}/password", [answer])
    };
    let changed = || json_text(200, &format!("{{\"changedAt\":\"{AT}\"}}"));
    vec![
        sent("changed, at another origin", Changed, readable(changed())).short(),
        sent(
            "refused, at another origin",
            NotChanged,
            readable(json_text(422, "{}")),
        ),
        sent(
            "changed, in an answer that may not be read",
            Unknown,
            changed(),
        )
        .short(),
        sent(
            "refused, in an answer that may not be read",
            Unknown,
            json_text(422, "{}"),
        ),
        sent(
            "changed, in an answer for another origin",
            Unknown,
            changed().header("Access-Control-Allow-Origin", "null"),
        ),
        sent(
            "changed, in an answer for two origins",
            Unknown,
            readable(changed()).header("Access-Control-Allow-Origin", "*"),
        ),
        sent(
            "changed, with cookies that any origin may send",
            Unknown,
            readable(changed()),
        )
        .config(json!({ "allowedOrigins": ["{other}"], "credentials": "include" })),
        sent(
            "a redirect at another origin",
            Unknown,
            readable(Response::new(307, "text/plain", "")).header("Location", "/"),
        )
        .logs_instead("outcome unknown: the back end redirected"),
    ]
}

/// An address that begins with `https:` where nothing speaks TLS, or not well enough.
fn tls() -> Vec<Row> {
    // A fatal alert: the handshake has failed.
    let alert = vec![0x15, 3, 3, 0, 2, 2, 40];
    let answer = |name, acts: &[Act]| at("https://{raw}", name, Unknown).raw(acts);
    vec![
        answer(
            "a server without TLS",
            &[Act::send("HTTP/1.1 400 Bad\r\nContent-Length: 0\r\n\r\n")],
        )
        .short(),
        answer("the handshake fails", &[Act::Send(alert)]),
        answer("the handshake is reset", &[Act::Reset]),
        answer("the handshake ends", &[]),
        answer("the handshake never ends", &[Act::Hold])
            .with("timeout", "1")
            .logs_instead("outcome unknown: no answer in time"),
        at("{untrusted}", "a certificate that nobody trusts", Unknown).short(),
    ]
}
