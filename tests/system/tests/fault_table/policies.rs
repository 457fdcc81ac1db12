//! A policy that cannot be read, or only in part: the change works all the same, and the console tells of it.

use serde_json::{Value, json};
use system_tests::{Act, Response};

use super::responses::{json_text, status};
use super::row::{Outcome::Changed, Row, row};
use super::values::{LARGE_COUNTS, WRONG_COUNTS};

/// What the console says of a member that is not understood.
const IGNORED: &str = "not understood, and ignored:";

/// Whole numbers of a policy: the object that they are in, and their name.
const COUNTS: [(&str, &str); 11] = [
    ("", "minLength"),
    ("", "maxLength"),
    ("", "history"),
    ("", "minAgeSeconds"),
    ("", "oldPasswordGraceSeconds"),
    ("", "unlockDelaySeconds"),
    ("classes", "atLeast"),
    ("lockout", "threshold"),
    ("lockout", "windowSeconds"),
    ("lockout", "durationSeconds"),
    ("lockout", "recentPasswordsNotCounted"),
];

pub(crate) fn rows() -> Vec<Row> {
    let mut rows = counts();
    rows.extend(others());
    rows.extend(unreadable());
    rows.extend(lists());
    rows
}

/// A change under a policy that the back end answers like this.
fn under(name: impl Into<String>, policy: Response) -> Row {
    row(name.into(), Changed)
        .with("policy-endpoint", "{}/policy")
        .route("GET {}/policy", [policy])
        .answer(Response::changed())
}

/// A policy with one member, as JSON.
fn policy(within: &str, member: &str, value: &str) -> Response {
    json_text(
        200,
        &match within {
            "" => format!("{{\"{member}\":{value}}}"),
            // A lockout without a threshold is none, whatever else it states.
            "lockout" if member != "threshold" => {
                format!("{{\"lockout\":{{\"threshold\":5,\"{member}\":{value}}}}}")
            }
            within => format!("{{\"{within}\":{{\"{member}\":{value}}}}}"),
        },
    )
}

fn counts() -> Vec<Row> {
    let mut rows = Vec::new();
    for (within, member) in COUNTS {
        for (name, value) in WRONG_COUNTS {
            rows.push(
                under(
                    format!("policy, {member} is {name}"),
                    policy(within, member, value),
                )
                .logs(IGNORED)
                .logs(member)
                .short_if(name == "a text"),
            );
        }
        if member == "minLength" {
            continue;
        }
        for value in LARGE_COUNTS.into_iter().chain(["0", "null"]) {
            // More kinds of characters than there are would refuse every password.
            if (member, value) != ("atLeast", "null") && member == "atLeast" {
                continue;
            }
            rows.push(under(
                format!("policy, {member} is {value}"),
                policy(within, member, value),
            ));
        }
    }
    rows
}

fn others() -> Vec<Row> {
    let cases = [
        ("", "lengthUnit", json!("letters")),
        ("", "lengthUnit", json!(8)),
        ("", "classes", json!(3)),
        ("", "classes", json!("3")),
        ("", "nameCheck", json!("true")),
        ("", "nameCheck", json!(1)),
        ("", "forbidden", json!("ann")),
        ("", "forbidden", json!(["ann"])),
        ("forbidden", "accountName", json!(["ann"])),
        ("forbidden", "displayName", json!(7)),
        ("forbidden", "words", json!("ann")),
        ("forbidden", "words", json!({ "0": "ann" })),
        ("forbidden", "words", json!(["ann", 7, null])),
        ("", "common", json!("forbid")),
        ("", "common", json!(true)),
        ("", "lockout", json!(5)),
        ("", "lockout", json!("after 5")),
        ("lockout", "resetBySuccess", json!("no")),
        ("", "supports", json!("mustChange")),
        ("supports", "mustChange", json!("yes")),
        ("supports", "typedByAdministrator", json!(0)),
        ("", "statement", json!(5)),
        ("", "statement", json!(true)),
    ];
    cases
        .into_iter()
        .map(|(within, member, value)| {
            let name = format!("policy, {member} is {value}");
            under(name, policy(within, member, &value.to_string()))
                .logs(IGNORED)
                .logs(member)
                .short_if(member == "classes" || member == "words")
        })
        .collect()
}

/// A policy of which nothing can be read.
fn unreadable() -> Vec<Row> {
    let endless = Response::acts([
        Act::send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"),
        Act::SendForever(b"{\"minLength\":12,".repeat(4096)),
    ]);
    let large = json!({ "minLength": 12, "x": "x".repeat(10 * 1024 * 1024) });
    let markup = "<img src=x onerror=\"window.__ran=1\">";
    let statement = json!({ "statement": markup, "forbidden": { "accountName": markup } });
    let deep = format!(
        "{}12{}",
        "{\"minLength\":".repeat(20_000),
        "}".repeat(20_000)
    );
    let cases: Vec<(&str, Response)> = vec![
        ("is HTML", status(200, "text/html", "<h1>Sign in</h1>")),
        ("is empty", json_text(200, "")),
        ("is a list", json_text(200, "[{\"minLength\":12}]")),
        ("is a text", json_text(200, "\"minLength: 12\"")),
        ("is null", json_text(200, "null")),
        ("is truncated", json_text(200, "{\"minLength\":12")),
        ("is nested deeply", json_text(200, &deep)),
        (
            "has two mistaken lengths",
            json_text(200, "{\"minLength\":99,\"minLength\":12}"),
        ),
        (
            "has markup in its texts",
            json_text(200, &statement.to_string()),
        ),
        ("has 10 MB", json_text(200, &large.to_string())),
        ("has no end", endless),
        (
            "redirects",
            status(302, "text/plain", "").header("Location", "/sign-in"),
        ),
        (
            "redirects to itself",
            status(302, "text/plain", "").header("Location", "policy"),
        ),
        (
            "is not found",
            status(404, "text/html", "<h1>Not found</h1>"),
        ),
        ("is refused", json_text(403, "{}")),
        ("fails", json_text(500, "{\"minLength\":12}")),
        ("has no content", json_text(204, "")),
        ("breaks", Response::acts([Act::Reset])),
        ("is no HTTP", Response::acts([Act::send("hello\r\n")])),
        ("never comes", Response::acts([Act::Hold])),
    ];
    cases
        .into_iter()
        .map(|(name, answer)| {
            under(format!("the policy {name}"), answer)
                // An endless one keeps a slow browser busy.
                .with("timeout", if name == "never comes" { "1" } else { "30" })
                .short_if(matches!(
                    name,
                    "has no end" | "is HTML" | "redirects" | "never comes"
                ))
        })
        .map(|row| match row.name.contains("deeply") {
            true => row.logs(IGNORED).logs("minLength"),
            false => row,
        })
        .collect()
}

/// Devices and a status that cannot be read.
fn lists() -> Vec<Row> {
    let markup = "<img src=x onerror=\"window.__ran=1\">";
    let many: Vec<Value> = (0..500)
        .map(|id| json!({ "id": id.to_string(), "name": "A phone", "client": "ios-mail" }))
        .collect();
    let devices = [
        ("an object", json!({})),
        ("a text", json!("phone")),
        ("a list of texts", json!(["phone", null, 5, []])),
        (
            "without ids",
            json!([{ "name": "A phone" }, { "id": 5, "name": "A computer" }]),
        ),
        (
            "with mistaken members",
            json!([{ "id": "1", "name": 5, "client": {}, "lastSuccessAt": 5, "usesNewPassword": "no" }]),
        ),
        (
            "with one id twice",
            json!([{ "id": "1", "name": "A" }, { "id": "1", "name": "B" }]),
        ),
        (
            "with markup",
            json!([{ "id": markup, "name": markup, "client": markup }]),
        ),
        ("five hundred", json!(many)),
    ];
    let status = [
        ("a list", json!([])),
        ("a text", json!("locked")),
        ("without members", json!({})),
        (
            "mistaken",
            json!({ "locked": "yes", "unlocksInSeconds": "60", "passwordChangedAt": 5, "mustChange": 1, "now": {}, "lastRefused": "phone" }),
        ),
        (
            "absurd",
            json!({ "locked": false, "passwordChangedAt": "+275760-09-13T00:00:00Z", "now": "0001-01-01T00:00:00Z", "lastRefused": { "at": "9999-12-31T00:00:00Z", "client": markup } }),
        ),
    ];
    let told = |name: String, attribute, route: &str, body: &Value| {
        row(name, Changed)
            .with(attribute, route)
            .route(&format!("GET {route}"), [json_text(200, &body.to_string())])
            .answer(Response::changed())
    };
    let devices = devices.into_iter().map(|(name, body)| {
        told(
            format!("devices that are {name}"),
            "devices-endpoint",
            "{}/devices",
            &body,
        )
        .short_if(name == "with markup")
    });
    let status = status.into_iter().map(|(name, body)| {
        told(
            format!("a status that is {name}"),
            "status-endpoint",
            "{}/status",
            &body,
        )
        .short_if(name == "mistaken")
    });
    devices.chain(status).collect()
}
