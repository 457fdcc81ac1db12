//! What every POST of the contract has to bring: JSON, from a page of this panel, with a session's token, and not too
//! often.

use std::net::SocketAddr;

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use mailbox_password_rules::wire::ChangeRequest;

use super::problem::Refusal;
use super::role::{administrator, user};
use crate::caller::Caller;
use crate::directory::Role;
use crate::limits::network;
use crate::panel::Panel;

const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");
const CSRF_TOKEN: HeaderName = HeaderName::from_static("x-csrf-token");

/// An address may send so many times as many changes as a session: people share addresses.
const SESSIONS_AN_ADDRESS: u32 = 4;

/// What the audit trail calls the widget.
pub(super) const CLIENT: &str = "control panel";

/// Whoever sends a change, a reset or an unlock and may send one: from a page of this panel, signed in as this, with the
/// session's token, and not too often.
pub(super) async fn admit(
    panel: &Panel,
    headers: &HeaderMap,
    address: SocketAddr,
    role: Role,
) -> Result<Caller, Refusal> {
    check_sender(panel, headers)?;
    let caller = match role {
        Role::Administrator => administrator(panel, headers).await?,
        Role::User => user(panel, headers).await?,
    };
    check_token(panel, &caller, headers)?;
    check_rate(panel, &caller, address)?;
    Ok(caller)
}

/// The key without its quotes: letters, digits and `-`, so that its beginning can be read to somebody and logged.
pub(super) fn idempotency_key(headers: &HeaderMap) -> Result<String, Refusal> {
    headers
        .get(IDEMPOTENCY_KEY)
        .map(HeaderValue::as_bytes)
        .and_then(|value| std::str::from_utf8(value).ok())
        .and_then(|value| value.trim().strip_prefix('"')?.strip_suffix('"'))
        .filter(|key| (8..=64).contains(&key.len()))
        .filter(|key| {
            key.bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        })
        .map(str::to_owned)
        .ok_or_else(|| {
            Refusal::malformed(
                StatusCode::BAD_REQUEST,
                "Idempotency-Key is missing or not a quoted UUID.",
            )
        })
}

/// The body, if it arrived whole.
pub(super) fn whole(body: Result<Bytes, BytesRejection>) -> Result<Bytes, Refusal> {
    body.map_err(|error| {
        Refusal::malformed(
            error.status(),
            "The body could not be read, or is too long.",
        )
    })
}

/// What is wrong with a body is never repeated: it may hold a password.
pub(super) fn read_change(body: &[u8]) -> Result<ChangeRequest<'_>, Refusal> {
    let request: ChangeRequest<'_> = serde_json::from_slice(body).map_err(|_| {
        Refusal::malformed(
            StatusCode::BAD_REQUEST,
            "The body is not {mailbox, currentPassword, newPassword} in JSON.",
        )
    })?;
    if request.new_password.is_empty() {
        return Err(Refusal::malformed(
            StatusCode::BAD_REQUEST,
            "newPassword is empty.",
        ));
    }
    Ok(request)
}

/// JSON from a page of this panel; whose page is looked at after this.
fn check_sender(panel: &Panel, headers: &HeaderMap) -> Result<(), Refusal> {
    if !is_json(headers) {
        return Err(Refusal::malformed(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "Send application/json.",
        ));
    }
    if !panel.site.is_own_page(headers) {
        return Err(Refusal::malformed(
            StatusCode::FORBIDDEN,
            "Only a page of this panel may send this.",
        ));
    }
    Ok(())
}

/// The token of the caller's session.
fn check_token(panel: &Panel, caller: &Caller, headers: &HeaderMap) -> Result<(), Refusal> {
    let token = headers
        .get(CSRF_TOKEN)
        .and_then(|value| value.to_str().ok());
    if token.is_some_and(|token| panel.signer.is_token(&caller.session, token)) {
        return Ok(());
    }
    Err(Refusal::malformed(
        StatusCode::FORBIDDEN,
        "The X-CSRF-Token header is not the one of this session; load the page again.",
    ))
}

/// Counts a change, a reset or an unlock.
fn check_rate(panel: &Panel, caller: &Caller, address: SocketAddr) -> Result<(), Refusal> {
    let now = panel.now();
    let changes = panel.limits.changes;
    let session = panel
        .limiter
        .count(&format!("change:{}", caller.session.id), changes, now);
    let shared = changes.saturating_mul(SESSIONS_AN_ADDRESS);
    let from = panel
        .limiter
        .count(&format!("change:{}", network(address.ip())), shared, now);
    session
        .max(from)
        .map_or(Ok(()), |seconds| Err(Refusal::rate_limited(seconds)))
}

fn is_json(headers: &HeaderMap) -> bool {
    headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .is_some_and(|essence| essence.trim().eq_ignore_ascii_case("application/json"))
}
