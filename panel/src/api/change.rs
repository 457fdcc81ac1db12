//! `POST /api/mailbox/password`

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{ConnectInfo, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use mailbox_password_rules::ProblemCode;
use mailbox_password_rules::wire::{ChangeAnswer, ChangeRequest, reference};

use super::problem::Refusal;
use crate::caller::Caller;
use crate::directory::Change;
use crate::origin::is_own_page;
use crate::panel::Panel;

const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");
const CSRF_TOKEN: HeaderName = HeaderName::from_static("x-csrf-token");

/// An address may send so many times as many changes as a session: people share addresses.
const SESSIONS_AN_ADDRESS: u32 = 4;

/// What the audit trail calls the widget.
const CLIENT: &str = "control panel";

/// Changes the caller's own password.
pub(crate) async fn change(
    State(panel): State<Arc<Panel>>,
    ConnectInfo(address): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Refusal> {
    let caller = check_sender(&panel, &headers).await?;
    check_rate(&panel, &caller, address)?;
    let key = idempotency_key(&headers)?;
    let body = body.map_err(|error| {
        Refusal::malformed(
            error.status(),
            "The body could not be read, or is too long.",
        )
    })?;
    let request = read(&body)?;
    if !request
        .mailbox
        .eq_ignore_ascii_case(&caller.account.mailbox)
    {
        return Err(Refusal::of(ProblemCode::MailboxMismatch));
    }
    let Some(current) = request.current_password.map(String::from) else {
        return Err(Refusal::malformed(
            StatusCode::BAD_REQUEST,
            "currentPassword is missing; one's own change needs it.",
        ));
    };
    tracing::info!(reference = %reference(&key), "change received");

    let new = String::from(request.new_password);
    let (mailbox, session) = (caller.account.mailbox, caller.session.clone());
    let log = reference(&key).to_owned();
    let outcome = panel
        .with_password(move |directory| {
            directory.change(&Change {
                mailbox: &mailbox,
                caller: &session.caller(),
                session: &session.id,
                current: &current,
                new: &new,
                key: &key,
                client: CLIENT,
            })
        })
        .await?;
    let now = panel.now();
    let at = Refusal::of_outcome(outcome, now)
        .inspect_err(|_| tracing::info!(reference = %log, "not changed"))?;
    tracing::info!(reference = %log, "changed");
    let answer = ChangeAnswer {
        changed_at: at.rfc3339(),
        now: now.rfc3339(),
        ..ChangeAnswer::default()
    };
    let cookie = panel.set_cookie(&headers, &caller.session.renewed(now.max(at)));
    Ok(([cookie], Json(answer)).into_response())
}

/// A page of this panel, with a session and its token.
async fn check_sender(panel: &Panel, headers: &HeaderMap) -> Result<Caller, Refusal> {
    if !is_json(headers) {
        return Err(Refusal::malformed(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "Send application/json.",
        ));
    }
    if !is_own_page(headers) {
        return Err(Refusal::malformed(
            StatusCode::FORBIDDEN,
            "Only a page of this panel may send this.",
        ));
    }
    let Some(caller) = panel.caller(headers).await? else {
        return Err(Refusal::of(ProblemCode::SessionExpired));
    };
    let token = headers
        .get(CSRF_TOKEN)
        .and_then(|value| value.to_str().ok());
    if !token.is_some_and(|token| panel.signer.is_token(&caller.session, token)) {
        return Err(Refusal::malformed(
            StatusCode::FORBIDDEN,
            "The X-CSRF-Token header is not the one of this session; load the page again.",
        ));
    }
    Ok(caller)
}

fn is_json(headers: &HeaderMap) -> bool {
    headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .is_some_and(|essence| essence.trim().eq_ignore_ascii_case("application/json"))
}

fn check_rate(panel: &Panel, caller: &Caller, address: SocketAddr) -> Result<(), Refusal> {
    let now = panel.now();
    let changes = panel.limits.changes;
    let session = panel
        .limiter
        .count(&format!("change:{}", caller.session.id), changes, now);
    let shared = changes.saturating_mul(SESSIONS_AN_ADDRESS);
    let from = panel
        .limiter
        .count(&format!("change:{}", address.ip()), shared, now);
    session
        .max(from)
        .map_or(Ok(()), |seconds| Err(Refusal::rate_limited(seconds)))
}

/// The key without its quotes: letters, digits and `-`, so that its beginning can be read to somebody and logged.
fn idempotency_key(headers: &HeaderMap) -> Result<String, Refusal> {
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

/// What is wrong with a body is never repeated: it may hold a password.
fn read(body: &[u8]) -> Result<ChangeRequest<'_>, Refusal> {
    serde_json::from_slice(body).map_err(|_| {
        Refusal::malformed(
            StatusCode::BAD_REQUEST,
            "The body is not {mailbox, currentPassword, newPassword} in JSON.",
        )
    })
}
