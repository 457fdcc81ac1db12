//! Responses that may hold anything.

use serde_json::Value;
use system_tests::Response;

/// A response after which the connection is closed, so that what it leaves unread troubles no other.
pub(crate) fn status(status: u16, media_type: &str, body: &str) -> Response {
    Response::new(status, media_type, body).header("Connection", "close")
}

/// A JSON response, as text that may be anything.
pub(crate) fn json_text(code: u16, body: &str) -> Response {
    status(code, "application/json", body)
}

/// Problem details with this `type` and members.
pub(crate) fn problem(code: u16, members: &Value) -> Response {
    status(code, "application/problem+json", &members.to_string())
}
