//! What every POST of the contract must have: JSON, this panel's origin, a session with its CSRF token, and a rate
//! within the limit.

use axum::body::Bytes;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use mailbox_password_rules::ProblemCode;
use mailbox_password_rules::wire::ChangeRequest;

use super::error::ApiError;
use super::role::{require_administrator, user_who_may_ask};
use crate::caller::Caller;
use crate::directory::{Role, is_same_mailbox};
use crate::limits::TooMany;
use crate::panel::Panel;
use crate::session::Session;
use crate::source::Source;

const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");
const CSRF_TOKEN: HeaderName = HeaderName::from_static("x-csrf-token");

/// The name of the widget in the audit trail.
pub(super) const CLIENT: &str = "control panel";

/// The caller who may send a change, a reset or an unlock: from a page of this panel, signed in in this role, with the
/// session's CSRF token, and within the rate limit.
pub(super) async fn authorize(
    panel: &Panel,
    headers: &HeaderMap,
    source: Source,
    role: Role,
    body: &Bytes,
) -> Result<Caller, ApiError> {
    check_origin(panel, headers)?;
    if panel.is_stopping() {
        return Err(ApiError::stopping());
    }
    let caller = match role {
        Role::Administrator => require_administrator(panel, headers).await?,
        Role::User => user_who_may_ask(panel, headers).await?,
    };
    check_token(panel, &caller, headers, body)?;
    let Source(source) = source;
    panel
        .limits
        .change(&caller.session.id, source)
        .map_err(|TooMany(seconds)| {
            panel.metrics.limited("change");
            ApiError::rate_limited(seconds)
        })?;
    Ok(caller)
}

/// The key without its quotes: letters, digits and `-`, so that its beginning can be read to somebody and logged.
pub(super) fn idempotency_key(headers: &HeaderMap) -> Result<String, ApiError> {
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
            ApiError::without_code(
                StatusCode::BAD_REQUEST,
                "Idempotency-Key is missing or not a quoted UUID.",
            )
        })
}

/// Parses a change. The error never quotes the body: it may hold a password.
pub(super) fn parse_change(body: &[u8]) -> Result<ChangeRequest<'_>, ApiError> {
    let request: ChangeRequest<'_> = serde_json::from_slice(body).map_err(|_| {
        ApiError::without_code(
            StatusCode::BAD_REQUEST,
            "The body is not {mailbox, currentPassword, newPassword} in JSON.",
        )
    })?;
    if request.new_password.is_empty() {
        return Err(ApiError::without_code(
            StatusCode::BAD_REQUEST,
            "newPassword is empty.",
        ));
    }
    Ok(request)
}

/// The request is JSON and comes from a page of this panel.
fn check_origin(panel: &Panel, headers: &HeaderMap) -> Result<(), ApiError> {
    if !is_json(headers) {
        return Err(ApiError::without_code(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "Send application/json.",
        ));
    }
    if !panel.origin.is_same_origin(headers) {
        return Err(ApiError::without_code(
            StatusCode::FORBIDDEN,
            "Only a page of this panel may send this.",
        ));
    }
    Ok(())
}

/// The request carries the CSRF token of the caller's session. A page of somebody who was signed in before the caller, with
/// the same browser, is told so.
fn check_token(
    panel: &Panel,
    caller: &Caller,
    headers: &HeaderMap,
    body: &Bytes,
) -> Result<(), ApiError> {
    if has_token(panel, &caller.session, headers) {
        return Ok(());
    }
    let named = parse_change(body).ok();
    let is_anothers = caller.session.role == Role::User
        && named.is_some_and(|named| !is_same_mailbox(&named.mailbox, &caller.account.mailbox));
    if is_anothers {
        return Err(ApiError::with_title(
            ProblemCode::MailboxMismatch,
            "Somebody else is signed in here now; load the page again.",
        ));
    }
    Err(ApiError::without_code(
        StatusCode::FORBIDDEN,
        "The X-CSRF-Token header is not the one of this session; load the page again.",
    ))
}

/// Whether the request carries the CSRF token of this session.
pub(super) fn has_token(panel: &Panel, session: &Session, headers: &HeaderMap) -> bool {
    let token = headers
        .get(CSRF_TOKEN)
        .and_then(|value| value.to_str().ok());
    token.is_some_and(|token| panel.signer.is_token(session, token))
}

fn is_json(headers: &HeaderMap) -> bool {
    headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .is_some_and(|essence| essence.trim().eq_ignore_ascii_case("application/json"))
}
