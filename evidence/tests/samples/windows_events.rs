//! Security events in the forms of the usual forwarders.

use mailbox_password_evidence::Format;
use serde_json::{Value, json};

use super::table::{NONE, alice, check, check_with_servers};

const AT: &str = "2026-11-27T09:44:00Z";

fn beat(id: u32, data: &Value) -> String {
    json!({
        "@timestamp": AT,
        "event": { "code": id.to_string() },
        "host": { "name": "DC1" },
        "winlog": { "channel": "Security", "event_id": id, "event_data": data },
    })
    .to_string()
}

fn seen(outcome: &str, host: &str, network: &str) -> Value {
    let mut others = json!({});
    for (name, value) in [("host", host), ("network", network)] {
        if !value.is_empty() {
            others[name] = json!(value);
        }
    }
    alice(AT, outcome, "windows", others)
}

#[test]
fn what_a_mail_server_tried_for_others_is_no_computers() {
    let failed = |host: &str, address: &str| {
        beat(
            4625,
            &json!({
                "TargetUserName": "alice", "Status": "0xc000006d", "SubStatus": "0xc000006a", "LogonType": "8",
                "WorkstationName": host, "IpAddress": address,
            }),
        )
    };
    let ntlm = |host: &str| {
        beat(
            4776,
            &json!({ "TargetUserName": "alice", "Workstation": host, "Status": "0xc000006a" }),
        )
    };
    let kerberos = beat(
        4771,
        &json!({ "TargetUserName": "alice", "Status": "0x18", "IpAddress": "::ffff:10.0.0.7" }),
    );
    let locked = |host: &str| {
        beat(
            4740,
            &json!({ "TargetUserName": "alice", "TargetDomainName": host }),
        )
    };
    let lines = [
        (failed("EXCH01", "192.0.2.9"), NONE),
        (failed("-", "10.0.0.7"), NONE),
        // A client's own name that came through the server.
        (
            failed("OFFICE-PC", "10.0.0.7"),
            seen("bad-password", "OFFICE-PC", ""),
        ),
        (
            failed("OFFICE-PC", "192.0.2.9"),
            seen("bad-password", "OFFICE-PC", "192.0.2.0/24"),
        ),
        (ntlm("\\\\exch01"), NONE),
        (ntlm("OFFICE-PC"), seen("bad-password", "OFFICE-PC", "")),
        (kerberos, NONE),
        (locked("EXCH01"), NONE),
        (locked("OFFICE-PC"), seen("locks", "OFFICE-PC", "")),
    ];
    let rows: Vec<_> = lines
        .iter()
        .map(|(line, expected)| (line.as_str(), expected.clone()))
        .collect();
    check_with_servers(
        Format::WindowsEvents,
        &["exch01.corp.test", "10.0.0.7"],
        &rows,
    );
}

#[test]
fn who_was_refused_from_which_computer() {
    let failed = |status: &str, sub: &str| {
        beat(
            4625,
            &json!({
                "TargetUserName": "alice", "TargetDomainName": "CORP", "Status": status, "SubStatus": sub,
                "LogonType": "3", "WorkstationName": "OFFICE-PC", "IpAddress": "192.0.2.9", "IpPort": "51234",
            }),
        )
    };
    let kerberos = |status: &str| {
        beat(
            4771,
            &json!({ "TargetUserName": "alice", "Status": status, "IpAddress": "::ffff:192.0.2.9" }),
        )
    };
    let ntlm = |status: &str| {
        beat(
            4776,
            &json!({ "TargetUserName": "alice@corp.test", "Workstation": "\\\\OFFICE-PC", "Status": status }),
        )
    };
    let (host, network) = ("OFFICE-PC", "192.0.2.0/24");
    let lines = [
        (
            failed("0xc000006d", "0xc000006a"),
            seen("bad-password", host, network),
        ),
        (
            failed("0xC0000234", "0x0"),
            seen("locked-out", host, network),
        ),
        (
            failed("0xc000006e", "0xc0000071"),
            seen("expired", host, network),
        ),
        (
            failed("-1073741718", "0x0"),
            seen("bad-password", host, network),
        ),
        (
            failed("0xc000006e", "0xc0000072"),
            seen("disabled", host, network),
        ),
        (failed("0xc000006d", "0x0"), seen("refused", host, network)),
        (failed("0xc000006d", "0xc0000064"), NONE),
        (failed("what", "0x0"), NONE),
        (kerberos("0x18"), seen("bad-password", "", network)),
        (kerberos("0x12"), seen("refused", "", network)),
        (kerberos("0x17"), seen("expired", "", network)),
        (kerberos("0x19"), NONE),
        (ntlm("0xc000006a"), seen("bad-password", host, "")),
        (ntlm("0xc0000234"), seen("locked-out", host, "")),
        (ntlm("0x0"), NONE),
        (
            beat(
                4740,
                &json!({ "TargetUserName": "alice", "TargetDomainName": "OFFICE-PC", "SubjectUserName": "DC1$" }),
            ),
            seen("locks", host, ""),
        ),
        (beat(4624, &json!({ "TargetUserName": "alice" })), NONE),
        (
            beat(
                4625,
                &json!({ "TargetUserName": "OFFICE-PC$", "SubStatus": "0xc000006a" }),
            ),
            NONE,
        ),
    ];
    let lines: Vec<_> = lines
        .iter()
        .map(|(line, seen)| (line.as_str(), seen.clone()))
        .collect();
    check(Format::WindowsEvents, &lines);
}

#[test]
fn other_forwarders_and_xml() {
    let data = r#"<Data Name='TargetUserSid'>S-1-0-0</Data><Data Name='TargetUserName'>alice</Data><Data Name='Status'>0xc000006d</Data><Data Name="SubStatus">0xc000006a</Data><Data Name='WorkstationName'>A&amp;B-PC</Data><Data Name='IpAddress'>-</Data>"#;
    let xml = |data: &str| {
        format!(
            "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='Microsoft-Windows-Security-Auditing'/><EventID>4625</EventID><TimeCreated SystemTime='2026-11-27T09:44:00.000000000Z'/><Computer>EX1</Computer></System><EventData>{data}</EventData></Event>"
        )
    };
    let whole = xml(data);
    let refused = seen("bad-password", "A&B-PC", "");
    let office = seen("bad-password", "OFFICE-PC", "");
    // Within a datum, markup is text.
    let forged = xml(&data.replace(
        "A&amp;B-PC",
        "&lt;/Data&gt;&lt;Data Name='TargetUserName'&gt;bob",
    ));
    let twice = format!("{whole}{whole}");
    let nested = "<Event>".repeat(100);
    check(
        Format::WindowsEvents,
        &[
            (&whole, refused),
            (
                &forged,
                seen("bad-password", "</Data><Data Name='TargetUserName'>bob", ""),
            ),
            (&twice, NONE),
            (&whole[..whole.len() - 20], NONE),
            (&nested, NONE),
            (
                r#"{"EventTime":"2026-11-27 10:44:00","Hostname":"EX1","EventID":4625,"TargetUserName":"alice","Status":"0xc000006d","SubStatus":"0xc000006a","WorkstationName":"OFFICE-PC","IpAddress":"-"}"#,
                office.clone(),
            ),
            (
                r##"{"Event":{"System":{"EventID":{"#text":4625},"TimeCreated":{"#attributes":{"SystemTime":"2026-11-27T09:44:00Z"}}},"EventData":{"TargetUserName":"alice","SubStatus":"0xc000006a","WorkstationName":"OFFICE-PC"}}}"##,
                office,
            ),
            (r#"{"EventID":4625}"#, NONE),
            ("{", NONE),
            ("<", NONE),
        ],
    );
}
