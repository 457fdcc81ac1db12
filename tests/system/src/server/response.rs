use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};

use crate::server::act::Act;

/// The response of a route.
#[derive(Clone, Debug)]
pub struct Response {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
    pub(crate) delivery: Delivery,
}

#[derive(Clone, Debug)]
pub(crate) enum Delivery {
    /// In place of a response. `unread` is whether the body of the request is not read.
    Act {
        acts: Arc<[Act]>,
        unread: bool,
    },
    Delay(Duration),
    Drop,
    Hold,
    Send,
}

impl Delivery {
    /// Whether it waits until it is released.
    pub(crate) fn is_held(&self) -> bool {
        match self {
            Self::Hold => true,
            Self::Act { acts, .. } => acts.iter().any(|act| matches!(act, Act::Hold)),
            Self::Delay(_) | Self::Drop | Self::Send => false,
        }
    }
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

    /// A file, with the media type of its extension.
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

    /// The contract's response to a successful change.
    #[must_use]
    pub fn changed() -> Self {
        Self::json(
            200,
            &json!({ "changedAt": "2026-11-23T14:03:00Z", "now": "2026-11-23T14:03:00Z" }),
        )
    }

    /// Problem details with a code of the contract and further members.
    #[must_use]
    pub fn problem(status: u16, code: &str, members: Value) -> Self {
        let mut body = members;
        body["type"] = json!(format!("urn:mailbox-password:problem:{code}"));
        body["status"] = json!(status);
        Self::new(status, "application/problem+json", body.to_string())
    }

    /// The contract's status of a mailbox, with some members replaced.
    #[must_use]
    pub fn status(password_changed_at: &str, more: Value) -> Self {
        let body = json!({
            "locked": false, "passwordChangedAt": password_changed_at, "mustChange": false,
            "now": "2026-11-23T14:03:00Z",
        });
        Self::json(200, &with(body, more))
    }

    /// The policy of [`default_routes`](crate::default_routes), with some members replaced.
    #[must_use]
    pub fn policy(more: Value) -> Self {
        Self::json(200, &with(policy(), more))
    }

    /// No response: the connection is closed.
    #[must_use]
    pub fn drop_connection() -> Self {
        Self {
            delivery: Delivery::Drop,
            ..Self::new(200, "text/plain", "")
        }
    }

    /// In place of a response, what the server does on the connection once it has read the request.
    #[must_use]
    pub fn acts(acts: impl Into<Arc<[Act]>>) -> Self {
        let acts = acts.into();
        let unread = false;
        Self {
            delivery: Delivery::Act { acts, unread },
            ..Self::new(200, "text/plain", "")
        }
    }

    /// The same before it has read the request's body.
    #[must_use]
    pub fn acts_before_body(acts: impl Into<Arc<[Act]>>) -> Self {
        let acts = acts.into();
        let unread = true;
        Self {
            delivery: Delivery::Act { acts, unread },
            ..Self::new(200, "text/plain", "")
        }
    }

    /// The same response with any bytes as its body.
    #[must_use]
    pub fn bytes(self, body: impl Into<Vec<u8>>) -> Self {
        Self {
            body: body.into(),
            ..self
        }
    }

    /// The same response from a slow back end.
    #[must_use]
    pub fn delayed(self, by: Duration) -> Self {
        Self {
            delivery: Delivery::Delay(by),
            ..self
        }
    }

    /// The same response, sent when [`HostServer::release_held`] is called.
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

/// Merges two objects; the members of the second one win.
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
