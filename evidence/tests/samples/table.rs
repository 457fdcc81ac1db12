//! Lines of a log, and what each of them says.

use mailbox_password_evidence::{Format, LogReader, Names, Zone};
use serde_json::{Value, json};

/// A line, and the observation that it is; `Value::Null` if it is none.
pub(crate) type Row<'a> = (&'a str, Value);

/// Reads the lines in their order, at the end of 27 November 2026 in Berlin, where names without a domain belong to
/// `corp.test`.
#[track_caller]
pub(crate) fn check(format: Format, rows: &[Row<'_>]) {
    check_with_servers(format, &[], rows);
}

/// The same with these mail servers.
#[track_caller]
pub(crate) fn check_with_servers(format: Format, servers: &[&str], rows: &[Row<'_>]) {
    let zone: Zone = "Europe/Berlin".parse().unwrap();
    let names = Names::of_domain(Some("corp.test")).with_servers(servers.iter().copied());
    let now = "2026-11-27T23:00:00Z".parse().unwrap();
    let mut reader = LogReader::new(format);
    for (line, expected) in rows {
        let observation = reader.read(line.as_bytes(), &zone, &names, now);
        let seen = observation.map_or(Value::Null, |observation| {
            serde_json::to_value(observation).unwrap()
        });
        assert_eq!(&seen, expected, "{line}");
    }
}

/// An observation of Alice with these members.
pub(crate) fn alice(at: &str, outcome: &str, protocol: &str, others: Value) -> Value {
    let mut observation = json!({
        "mailbox": "alice@corp.test",
        "at": at,
        "outcome": outcome,
        "protocol": protocol,
        "count": 1,
    });
    let Value::Object(others) = others else {
        panic!("members");
    };
    observation.as_object_mut().unwrap().extend(others);
    observation
}

/// No observation.
pub(crate) const NONE: Value = Value::Null;
