use std::time::Duration;

use serde_json::{Value, json};

/// What a route answers.
#[derive(Clone, Debug)]
pub struct Response {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
    pub(crate) delivery: Delivery,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Delivery {
    Delay(Duration),
    Drop,
    Hold,
    Send,
}

impl Response {
    /// A JSON body.
    #[must_use]
    pub fn json(status: u16, body: &Value) -> Self {
        Self::new(status, "application/json", body.to_string())
    }

    /// A page.
    #[must_use]
    pub fn html(body: impl Into<String>) -> Self {
        Self::new(200, "text/html; charset=utf-8", body)
    }

    /// Any text.
    #[must_use]
    pub fn new(status: u16, media_type: &str, body: impl Into<String>) -> Self {
        Self {
            status,
            headers: vec![("Content-Type".into(), media_type.into())],
            body: body.into().into_bytes(),
            delivery: Delivery::Send,
        }
    }

    /// A file, of the kind that its name says.
    #[must_use]
    pub fn file(name: &str, content: Vec<u8>) -> Self {
        let media_type = match name.rsplit('.').next() {
            Some("css") => "text/css",
            Some("html") => "text/html; charset=utf-8",
            Some("js") => "text/javascript",
            Some("json") => "application/json",
            Some("wasm") => "application/wasm",
            _ => "text/plain; charset=utf-8",
        };
        Self {
            body: content,
            ..Self::new(200, media_type, "")
        }
    }

    /// The contract's "changed".
    #[must_use]
    pub fn changed() -> Self {
        Self::json(
            200,
            &json!({ "changedAt": "2026-11-23T14:03:00Z", "now": "2026-11-23T14:03:00Z" }),
        )
    }

    /// A problem of the contract, with more members.
    #[must_use]
    pub fn problem(status: u16, code: &str, members: Value) -> Self {
        let mut body = members;
        body["type"] = json!(format!("urn:mailbox-password:problem:{code}"));
        body["status"] = json!(status);
        Self::new(status, "application/problem+json", body.to_string())
    }

    /// The contract's status.
    #[must_use]
    pub fn status(password_changed_at: &str, more: Value) -> Self {
        let body = json!({
            "locked": false, "passwordChangedAt": password_changed_at, "mustChange": false,
            "now": "2026-11-23T14:03:00Z",
        });
        Self::json(200, &with(body, more))
    }

    /// The policy of [`default_routes`](crate::default_routes), with these members in place of its own.
    #[must_use]
    pub fn policy(more: Value) -> Self {
        Self::json(200, &with(policy(), more))
    }

    /// The connection ends instead of an answer.
    #[must_use]
    pub fn drop_connection() -> Self {
        Self {
            delivery: Delivery::Drop,
            ..Self::new(200, "text/plain", "")
        }
    }

    /// This answer, from a back end that needs so long for it.
    #[must_use]
    pub fn delayed(self, by: Duration) -> Self {
        Self {
            delivery: Delivery::Delay(by),
            ..self
        }
    }

    /// This answer, but only once [`HostServer::release`] is called.
    #[must_use]
    pub fn held(self) -> Self {
        Self {
            delivery: Delivery::Hold,
            ..self
        }
    }

    /// With one more header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }
}

/// The first object, with the members of the second in place of its own.
fn with(mut first: Value, second: Value) -> Value {
    if let (Some(first), Value::Object(second)) = (first.as_object_mut(), second) {
        first.extend(second);
    }
    first
}

fn policy() -> Value {
    json!({
        "minLength": 12, "maxLength": 256, "lengthUnit": "codePoints", "classes": { "atLeast": 3 }, "nameCheck": true,
        "forbidden": { "accountName": "ann", "displayName": "Ann Bell", "words": ["example"] }, "common": "refuse",
        "history": 5, "lockout": { "threshold": 5, "windowSeconds": 900, "durationSeconds": 900 },
        "oldPasswordGraceSeconds": 0, "unlockDelaySeconds": 300,
    })
}
