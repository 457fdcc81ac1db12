//! Bodies of clear statuses: members of wrong types, broken JSON, sizes and characters.

use serde_json::{Value, json};
use system_tests::{Act, Response};

use super::responses::{json_text, status};
use super::row::{Outcome::Changed, Outcome::NotChanged, Outcome::Unknown, Row, row};
use super::values::{AT, WRONG_INSTANTS};

const NOT_READ: &str = "outcome unknown: status 200";

pub(crate) fn rows() -> Vec<Row> {
    let mut rows = unclear();
    rows.push(utf_16());
    rows.extend(clear());
    rows.extend(members());
    rows.extend(large());
    rows
}

/// A `200` whose body does not say that the password was changed.
fn unclear() -> Vec<Row> {
    let proto = format!("{{\"__proto__\":{{\"changedAt\":\"{AT}\"}}}}");
    let list = format!("[{{\"changedAt\":\"{AT}\"}}]");
    let text = json!(format!("{{\"changedAt\":\"{AT}\"}}")).to_string();
    let quoted = format!("{{'changedAt':'{AT}'}}");
    let twice = format!("{{\"changedAt\":\"{AT}\"}}{{\"changedAt\":\"{AT}\"}}");
    let comma = format!("{{\"changedAt\":\"{AT}\",}}");
    let script = format!(")]}}',\n{{\"changedAt\":\"{AT}\"}}");
    let spelled = format!("{{\"changedat\":\"{AT}\"}}");
    let nested = format!("{{\"data\":{{\"changedAt\":\"{AT}\"}}}}");
    let later = format!("{{\"changedAt\":\"{AT}\",\"changedAt\":null}}");
    let cases = [
        ("an object without members", "{}"),
        ("a list", list.as_str()),
        ("a list without items", "[]"),
        ("a text that holds JSON", &text),
        ("true", "true"),
        ("a number", "1e999"),
        (
            "an error in a 200",
            "{\"error\":\"password too weak\",\"success\":false}",
        ),
        ("a prototype", &proto),
        ("single quotes", &quoted),
        ("two objects", &twice),
        ("a trailing comma", &comma),
        ("a prefix against script inclusion", &script),
        ("another spelling of changedAt", &spelled),
        ("changedAt in another object", &nested),
        ("changedAt twice, the second one null", &later),
        ("blanks", " \r\n\t "),
        (
            "a lone surrogate as the time",
            "{\"changedAt\":\"\\ud800\"}",
        ),
    ];
    let mut rows: Vec<_> = cases
        .into_iter()
        .map(|(name, body)| {
            row(format!("200, {name}"), Unknown)
                .answer(json_text(200, body))
                .logs(NOT_READ)
                .short_if(name.contains("200") || name.contains("twice"))
        })
        .collect();
    for (name, value) in WRONG_INSTANTS {
        let body = format!("{{\"changedAt\":{value}}}");
        let told = row(format!("200, changedAt is {name}"), Unknown).logs(NOT_READ);
        rows.push(
            told.answer(json_text(200, &body))
                .short_if(name == "a number"),
        );
    }
    rows
}

/// JSON is UTF-8 (RFC 8259): what says it in another encoding cannot be read. With a mark for the order of bytes
/// Chromium reads it all the same.
fn utf_16() -> Row {
    let body = format!("{{\"changedAt\":\"{AT}\"}}");
    let bytes: Vec<_> = body.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let answer = status(200, "application/json; charset=utf-16", "").bytes(bytes);
    row("200, UTF-16", Unknown).answer(answer).logs(NOT_READ)
}

/// A `200` that says it, whatever else is in it.
fn clear() -> Vec<Row> {
    let with = |name: &'static str, more: &str| {
        let body = format!("{{\"changedAt\":\"{AT}\"{more}}}");
        row(format!("200, {name}"), Changed).answer(json_text(200, &body))
    };
    let mut rows = vec![
        with("changedAt twice, the first one null", "").route(
            "POST {}/password",
            [json_text(
                200,
                &format!("{{\"changedAt\":null,\"changedAt\":\"{AT}\"}}"),
            )],
        ),
        with("an unknown member", ",\"of-tomorrow\":[{}]"),
        with("a mark for the order of bytes", "").route(
            "POST {}/password",
            [json_text(
                200,
                &format!("\u{feff}{{\"changedAt\":\"{AT}\"}}"),
            )],
        ),
        row("200, invalid UTF-8 in another member", Changed)
            .answer(
                json_text(200, "").bytes(
                    [
                        format!("{{\"changedAt\":\"{AT}\",\"by\":\"").as_bytes(),
                        &[0xff, 0xfe, 0xc0, 0x80, 0xed, 0xa0, 0x80],
                        b"\"}",
                    ]
                    .concat(),
                ),
            )
            .short(),
        row("200, deep nesting in another member", Changed)
            .answer(json_text(
                200,
                &format!(
                    "{{\"x\":{}{},\"changedAt\":\"{AT}\"}}",
                    "[".repeat(20_000),
                    "]".repeat(20_000)
                ),
            ))
            .short(),
        row("200, changed in the year 1", Changed)
            .answer(json_text(200, "{\"changedAt\":\"0001-01-01T00:00:00Z\"}")),
        row("200, changed in the year 9999", Changed)
            .answer(json_text(200, "{\"changedAt\":\"9999-12-31T23:59:59Z\"}")),
        row("200, changed at the end of time", Changed).answer(json_text(
            200,
            "{\"changedAt\":\"+275760-09-13T00:00:00Z\"}",
        )),
    ];
    for member in ["oldPasswordWorksUntil", "worksFrom", "now"] {
        for (name, value) in WRONG_INSTANTS {
            rows.push(
                with("", &format!(",\"{member}\":{value}"))
                    .renamed(format!("200, {member} is {name}"))
                    .short_if(name == "a number"),
            );
        }
        for at in ["+275760-09-13T00:00:00Z", "0001-01-01T00:00:00Z"] {
            let told = with("", &format!(",\"{member}\":\"{at}\""));
            rows.push(told.renamed(format!("200, {member} is {at}")));
        }
    }
    rows
}

/// Markup in every text of a refusal: it is not shown, and never becomes an element.
fn members() -> Vec<Row> {
    let markup = "<img src=x onerror=\"window.__ran=1\"><script>window.__ran=1</script>";
    let refusal = |name: String, body: &Value| {
        row(name, NotChanged).answer(json_text(422, &body.to_string()))
    };
    let mut rows: Vec<_> = [
        "title",
        "detail",
        "instance",
        "type",
        "mailbox",
        "code",
        "reference",
    ]
    .into_iter()
    .map(|member| {
        refusal(
            format!("422, markup in {member}"),
            &json!({ member: markup }),
        )
        .says("did not say why")
        .short_if(member == "detail")
    })
    .collect();
    rows.push(
        refusal(
            "422, markup as a rule".into(),
            &json!({ "violations": [{ "rule": markup }] }),
        )
        .says("did not say why"),
    );
    rows.push(
        refusal(
            "422, markup as the name of a member".into(),
            &json!({ markup: markup }),
        )
        .says("did not say why"),
    );
    rows
}

/// More than any answer needs.
fn large() -> Vec<Row> {
    let padding = "x".repeat(10 * 1024 * 1024);
    let changed = format!("{{\"changedAt\":\"{AT}\",\"x\":\"{padding}\"}}");
    let refused = format!("{{\"type\":\"urn:x:password-reused\",\"x\":\"{padding}\"}}");
    let endless = |head: &str, piece: &str| {
        Response::acts([
            Act::send(head),
            Act::SendForever(piece.repeat(8192).into_bytes()),
        ])
    };
    let ok = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n";
    let no = "HTTP/1.1 422 No\r\nContent-Type: application/json\r\n\r\n";
    vec![
        row("200 with 10 MB", Unknown)
            .answer(json_text(200, &changed))
            .short(),
        row("422 with 10 MB", NotChanged)
            .answer(json_text(422, &refused))
            .says("did not say why"),
        row("200 without an end", Unknown)
            .answer(endless(
                &format!("{ok}{{\"changedAt\":\"{AT}\",\"x\":\""),
                "xxxxxxxx",
            ))
            .short(),
        row("200 of blanks without an end", Unknown).answer(endless(ok, "        ")),
        row("422 without an end", NotChanged)
            .answer(endless(no, "[[[[[[[["))
            .says("did not say why"),
        row("a header again and again without an end", Unknown)
            .answer(endless("HTTP/1.1 200 OK\r\n", "X-Long: xxxxxxxx\r\n")),
        row("200 nested as deep as fits", Unknown)
            .answer(json_text(200, &"[".repeat(500_000)))
            .logs(NOT_READ),
    ]
}
