use serde_json::{Value, json};

use crate::answer::Answer;
use crate::host::Host;

/// A value that the status endpoint compares.
pub(crate) const BEFORE: &str = "2026-08-25T14:03:00Z";

/// A back end that has everything, and changes what it is asked to.
pub fn complete_back_end(host: &Host) {
    host.answer("POST /api/password", Answer::changed());
    host.answer("GET /api/status", Answer::status(BEFORE, json!({})));
    host.answer("GET /api/policy", Answer::policy(json!({})));
    host.answer("POST /api/unlock", Answer::new(204, "text/plain", ""));
    host.answer("GET /api/devices", Answer::json(200, &devices()));
}

pub(crate) fn policy() -> Value {
    json!({
        "minLength": 12, "maxLength": 256, "lengthUnit": "codePoints", "classes": { "atLeast": 3 }, "nameCheck": true,
        "forbidden": { "accountName": "ann", "displayName": "Ann Bell", "words": ["example"] }, "common": "refuse",
        "history": 5, "lockout": { "threshold": 5, "windowSeconds": 900, "durationSeconds": 900 },
        "oldPasswordGraceSeconds": 0, "unlockDelaySeconds": 300,
    })
}

fn devices() -> Value {
    let device = |id: &str, name: &str, kind: &str, client: &str| {
        json!({
            "id": id, "name": name, "kind": kind, "client": client, "protocol": "imap",
            "lastSuccessAt": "2026-11-23T13:50:00Z", "lastFailureAt": null, "usesNewPassword": null,
        })
    };
    json!([
        device("1", "Ann's iPhone", "phone", "ios-mail"),
        device("2", "Office PC", "computer", "outlook-windows"),
        device("3", "Scanner, 2nd floor", "printer", "smtp-sender"),
    ])
}
