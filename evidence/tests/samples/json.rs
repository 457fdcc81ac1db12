//! Lines of JSON, as a script writes them.

use mailbox_password_evidence::Format;
use serde_json::json;

use super::table::{NONE, alice, check};

#[test]
fn a_script_can_feed_any_server() {
    check(
        Format::Json,
        &[
            (
                r#"{"mailbox":"Alice@corp.test","at":"2026-11-27T09:44:00Z","outcome":"bad-password","protocol":"imap","client":"Scanner 3","device":"S-3","host":"PRINT-1","address":"192.0.2.9","more":[1]}"#,
                alice(
                    "2026-11-27T09:44:00Z",
                    "bad-password",
                    "imap",
                    json!({
                        "client": "Scanner 3",
                        "device": "S-3",
                        "host": "PRINT-1",
                        "network": "192.0.2.0/24",
                    }),
                ),
            ),
            (
                r#"{"mailbox":"alice","at":"2026-11-27 10:44:00","outcome":"accepted"}"#,
                alice("2026-11-27T09:44:00Z", "accepted", "unknown", json!({})),
            ),
            (
                r#"{"mailbox":"alice","at":"2026-11-27T10:44:00+01:00","outcome":"locks","client":"a\r\n{\"mailbox\":\"bob\"}\u202e\u0000<b>"}"#,
                alice(
                    "2026-11-27T09:44:00Z",
                    "locks",
                    "unknown",
                    json!({ "client": r#"a {"mailbox":"bob"} <b>"# }),
                ),
            ),
            (
                r#"{"mailbox":"alice","at":"2026-11-27T10:44:00+01:00","outcome":"perhaps"}"#,
                NONE,
            ),
            (r#"{"mailbox":"alice","outcome":"accepted"}"#, NONE),
            (
                r#"{"mailbox":["alice"],"at":"2026-11-27T10:44:00Z","outcome":"accepted"}"#,
                NONE,
            ),
            (
                r#"{"mailbox":"alice","at":"2026-11-27T10:44:00Z","outcome":"accepted"}{"#,
                NONE,
            ),
            (
                r#"[{"mailbox":"alice","at":"2026-11-27T10:44:00Z","outcome":"accepted"}]"#,
                NONE,
            ),
        ],
    );
}
