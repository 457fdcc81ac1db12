//! A `202`: what the address that it names may answer.

use serde_json::{Value, json};
use system_tests::{Act, Response};

use super::responses::{json_text, status};
use super::row::{Outcome, Outcome::Changed, Outcome::NotChanged, Outcome::Unknown, Row, row};

pub(super) const LOST: &str = "outcome unknown: the result of a 202 could not be had";

pub(crate) fn rows() -> Vec<Row> {
    let mut rows = locations();
    rows.extend(results());
    rows.extend(endless());
    rows
}

/// The request was accepted; its result is at this address.
fn accepted(location: &str) -> Response {
    json_text(202, "{}")
        .header("Location", location)
        .header("Retry-After", "1")
}

fn job(name: impl Into<String>, outcome: Outcome, results: Vec<Response>) -> Row {
    row(name.into(), outcome)
        .answer(accepted("job"))
        .route("GET {}/job", results)
}

fn state(state: &Value) -> Response {
    json_text(200, &state.to_string())
}

fn locations() -> Vec<Row> {
    let nowhere = "outcome unknown: status 202";
    let cases = [
        ("to another origin", "https://example.com/job"),
        ("to another port", "http://127.0.0.1:9/job"),
        ("to a script", "javascript:window.__ran=1"),
        ("to data", "data:application/json,{\"state\":\"done\"}"),
        ("that is no address", "http://["),
    ];
    let mut rows: Vec<_> = cases
        .into_iter()
        .map(|(name, location)| {
            row(format!("202 with a Location {name}"), Unknown)
                .answer(accepted(location))
                .logs(nowhere)
                .short_if(name == "to another origin")
        })
        .collect();
    rows.push(
        row("202 without a Location", Unknown)
            .answer(json_text(202, "{}"))
            .logs(nowhere)
            .short(),
    );
    rows.push(
        row("202 without a Location that says it is done", Unknown)
            .answer(json_text(
                202,
                "{\"state\":\"done\",\"changedAt\":\"2026-11-23T14:03:00Z\"}",
            ))
            .logs(nowhere),
    );
    rows
}

fn results() -> Vec<Row> {
    let running = || state(&json!({ "state": "running", "retryAfter": 1 }));
    let done = || state(&json!({ "state": "done" }));
    let failed = |problem: Value| state(&json!({ "state": "failed", "problem": problem }));
    let mut rows = vec![
        job("the job is done", Changed, vec![done()]).short(),
        job(
            "the job runs, then is done",
            Changed,
            vec![running(), done()],
        ),
        job(
            "the job's address is busy, then the job is done",
            Changed,
            vec![json_text(503, ""), json_text(429, ""), done()],
        )
        .short(),
        job(
            "the job's address breaks, then the job is done",
            Changed,
            vec![Response::acts([Act::Reset]), Response::acts([]), done()],
        ),
        job(
            "the job failed without a problem",
            NotChanged,
            vec![state(&json!({ "state": "failed" }))],
        )
        .short(),
        job(
            "the job failed by an unknown problem",
            NotChanged,
            vec![failed(json!({ "type": "of-tomorrow" }))],
        ),
        job(
            "the job failed by a problem that is a text",
            NotChanged,
            vec![failed(json!("busy"))],
        ),
        job(
            "the job failed by a reused password",
            NotChanged,
            vec![failed(json!({ "type": "urn:x:password-reused" }))],
        )
        .says("This password was used before."),
        job(
            "the job failed by a lock",
            NotChanged,
            vec![failed(
                json!({ "type": "urn:x:mailbox-locked", "unlocksInSeconds": 1e300 }),
            )],
        )
        .locked(),
        job(
            "the job says when to ask again in a wrong type",
            Changed,
            vec![
                state(&json!({ "state": "running", "retryAfter": "1" })).header("Retry-After", "1"),
                done(),
            ],
        ),
        job(
            "the job says to ask again at once",
            Changed,
            vec![
                state(&json!({ "state": "running", "retryAfter": 0 })),
                done(),
            ],
        ),
        job(
            "the job is done, with mistaken times",
            Changed,
            vec![state(
                &json!({ "state": "done", "changedAt": 5, "worksFrom": [] }),
            )],
        ),
    ];
    let lost = [
        (
            "is of an unknown state",
            state(&json!({ "state": "of-tomorrow" })),
        ),
        (
            "has a state that is no text",
            state(&json!({ "state": true })),
        ),
        ("has no state", state(&json!({}))),
        ("is a list", state(&json!([{ "state": "done" }]))),
        ("is HTML", status(200, "text/html", "<h1>Sign in</h1>")),
        ("is not found", json_text(404, "{\"state\":\"failed\"}")),
        ("is gone", json_text(410, "")),
        (
            "may not be read",
            json_text(403, "{\"type\":\"urn:x:change-not-allowed\"}"),
        ),
        (
            "is refused as a change is",
            json_text(422, "{\"type\":\"urn:x:password-reused\"}"),
        ),
        ("fails", json_text(500, "{\"state\":\"done\"}")),
        ("has no content", json_text(204, "")),
        ("was created", json_text(201, "{\"state\":\"done\"}")),
    ];
    rows.extend(lost.into_iter().map(|(name, answer)| {
        job(format!("the job {name}"), Unknown, vec![answer])
            .advance(400)
            .logs(LOST)
            .short_if(name == "is not found")
    }));
    rows
}

/// Jobs that do not come to an end by themselves.
fn endless() -> Vec<Row> {
    let forever = |name: &'static str, answer: Response| {
        job(name, Unknown, vec![answer]).advance(400).logs(LOST)
    };
    vec![
        forever(
            "the job runs for ever",
            state(&json!({ "state": "running" })),
        )
        .short(),
        forever(
            "the job runs, and is to be asked in a thousand years",
            state(&json!({ "state": "running", "retryAfter": 3e10 })),
        ),
        forever("the job's address is busy for ever", json_text(503, "")),
        forever(
            "the job's address breaks for ever",
            Response::acts([Act::Reset]),
        ),
        forever(
            "the job's address redirects to itself",
            status(302, "text/plain", "").header("Location", "job"),
        )
        .short(),
        forever(
            "the job's address is accepted again and again",
            accepted("job"),
        )
        .short(),
    ]
}
