//! One whole document of each kind that the element reads.

use serde_json::{Value, json};

const AT: &str = "2026-11-23T14:03:00Z";

/// The answer to a change that was made.
pub(crate) fn change() -> Value {
    json!({ "changedAt": AT, "now": AT, "oldPasswordWorksUntil": AT, "worksFrom": AT })
}

/// A refusal.
pub(crate) fn problem(code: &str) -> Value {
    json!({
        "type": format!("urn:mailbox-password:problem:{code}"), "title": "A title.", "status": 422, "attemptsLeft": 2,
        "violations": [{ "rule": "history" }, { "rule": "min-length" }], "retryAfter": 60, "unlocksInSeconds": 900,
    })
}

/// A policy.
pub(crate) fn policy() -> Value {
    json!({
        "minLength": 12, "maxLength": 256, "lengthUnit": "codePoints", "classes": { "atLeast": 3 }, "nameCheck": true,
        "forbidden": { "accountName": "ann", "displayName": "Ann Bell", "words": ["example"] }, "common": "refuse",
        "history": 5, "minAgeSeconds": 86400, "oldPasswordGraceSeconds": 60, "unlockDelaySeconds": 300,
        "lockout": {
            "threshold": 5, "windowSeconds": 900, "durationSeconds": 900, "recentPasswordsNotCounted": 2,
            "resetBySuccess": true,
        },
        "supports": { "mustChange": true, "signOutOtherSessions": true, "typedByAdministrator": true },
        "statement": { "en": "A sentence.", "de": "Ein Satz." },
    })
}

/// A list of devices.
pub(crate) fn devices() -> Value {
    json!([
        {
            "id": "1", "name": "Ann's phone", "kind": "phone", "client": "ios-mail", "protocol": "imap",
            "lastSuccessAt": AT, "lastFailureAt": null, "usesNewPassword": null,
        },
        { "id": "2", "name": "Office PC", "client": "outlook-windows", "lastFailureAt": AT, "usesNewPassword": false },
    ])
}

/// The state of a mailbox.
pub(crate) fn status() -> Value {
    json!({
        "locked": false, "unlocksInSeconds": 900, "passwordChangedAt": AT, "lastChangeReference": "1a2b3c",
        "mustChange": false, "now": AT, "lastRefused": { "at": AT, "client": "ios-mail" },
    })
}

/// The property `config`.
pub(crate) fn config() -> Value {
    json!({
        "endpoint": "/password", "mailbox": "ann@example.com", "mode": "self", "lang": "en", "headingLevel": 2,
        "policyEndpoint": "/policy", "devicesEndpoint": "/devices/{mailbox}", "statusEndpoint": "/status",
        "unlockEndpoint": "/unlock", "side": "user", "webmail": "https://mail.example", "help": "tel:+1-555-0100",
        "recoveryUrl": "/recovery", "csrfHeader": "X-CSRF-Token", "csrfSource": "cookie:token",
        "credentials": "same-origin", "timeout": 60, "allowedOrigins": ["https://api.example"], "policy": policy(),
        "devices": devices(), "statement": "A sentence.", "texts": { "change": "Go", "minutes.one": "{count} min" },
    })
}

/// A checklist as it is stored.
pub(crate) fn checklist() -> Value {
    json!({
        "savedAt": js_sys::Date::now(), "unfinished": true, "changedAt": 1_795_442_580_000_u64,
        "change": { "at": 1_795_442_580_000_u64, "oldWorksUntil": 1_795_442_590_000_u64, "worksFrom": 1_795_442_580_000_u64 },
        "rows": [
            { "id": "1", "name": "Ann's phone", "client": "ios-mail", "listed": true, "answer": "done", "answeredAt": 1_795_442_580_000_u64 },
            { "id": "2", "name": "Office PC", "client": "outlook-windows", "listed": false, "proved": true, "provedAt": 1_795_442_580_000_u64 },
        ],
    })
}

/// An open attempt as it is stored.
pub(crate) fn attempt() -> Value {
    json!({
        "key": "0b0f5c9e-5d4c-4c39-9f06-2a4f6f3b8a11", "sentAt": js_sys::Date::now(), "baseline": AT,
        "mustChange": false, "signOut": false, "location": "/jobs/8",
    })
}

/// A recovery as it is stored.
pub(crate) fn recovery() -> Value {
    json!({
        "savedAt": js_sys::Date::now(), "refused": false,
        "done": [1_795_442_580_000_u64, 1_795_442_580_000_u64, 0, 0, 0],
        "devices": [{
            "id": "1", "name": "Ann's phone", "client": "ios-mail", "listed": true, "off": true,
            "offAt": 1_795_442_580_000_u64, "back": false,
        }],
    })
}
