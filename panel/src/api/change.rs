//! `POST /api/mailbox/password`

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{ConnectInfo, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use mailbox_password_rules::ProblemCode;
use mailbox_password_rules::wire::{ChangeAnswer, reference};

use super::error::ApiError;
use super::post::{CLIENT, authorize, complete_body, idempotency_key, parse_change};
use crate::clock::Timestamp;
use crate::detached::detached;
use crate::directory::{Change, ChangeOutcome, RequestId, Role};
use crate::panel::Panel;

/// Changes the caller's own password.
pub(crate) async fn change(
    State(panel): State<Arc<Panel>>,
    ConnectInfo(address): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, ApiError> {
    let caller = authorize(&panel, &headers, address, Role::User).await?;
    let key = idempotency_key(&headers)?;
    let body = complete_body(body)?;
    let request = parse_change(&body)?;
    if !request
        .mailbox
        .eq_ignore_ascii_case(&caller.account.mailbox)
    {
        return Err(ApiError::new(ProblemCode::MailboxMismatch));
    }
    let Some(current) = request.current_password.map(String::from) else {
        return Err(ApiError::without_code(
            StatusCode::BAD_REQUEST,
            "currentPassword is missing; one's own change needs it.",
        ));
    };
    if request.must_change || request.sign_out_other_sessions {
        return Err(ApiError::without_code(
            StatusCode::BAD_REQUEST,
            "mustChange and signOutOtherSessions are for an administrator.",
        ));
    }
    tracing::info!(reference = %reference(&key), "change received");

    let new = String::from(request.new_password);
    let directory = Arc::clone(&panel.directory);
    let change = Change {
        id: RequestId {
            caller: caller.session.caller(),
            mailbox: caller.account.mailbox,
            key: key.clone(),
        },
        session: caller.session.revision(),
        current,
        new,
        set_before: caller.account.last_change.map(|last| last.at),
        set_by_another: None,
        client: CLIENT.to_owned(),
    };
    let outcome = detached(async move {
        let outcome = directory.change(change).await?;
        log_outcome(&outcome, reference(&key));
        Ok(outcome)
    })
    .await?;
    let now = panel.now();
    let (at, answer) = change_answer(outcome, now)?;
    let cookie = panel.set_cookie(&headers, &caller.session.after_change(at, now));
    Ok(([cookie], Json(answer)).into_response())
}

/// Logs an outcome. Called where it is reached: the browser may have disconnected before the answer.
pub(super) fn log_outcome(outcome: &ChangeOutcome, reference: &str) {
    match outcome {
        ChangeOutcome::Changed(_) => tracing::info!(%reference, "changed"),
        ChangeOutcome::Busy
        | ChangeOutcome::CurrentIncorrect(_)
        | ChangeOutcome::Locked(_)
        | ChangeOutcome::MailboxUnknown
        | ChangeOutcome::NotAllowed
        | ChangeOutcome::Rejected(_)
        | ChangeOutcome::Reused
        | ChangeOutcome::TooSoon(_) => tracing::info!(%reference, "not changed"),
    }
}

/// The answer to an outcome, with the instant of the change.
pub(super) fn change_answer(
    outcome: ChangeOutcome,
    now: Timestamp,
) -> Result<(Timestamp, ChangeAnswer), ApiError> {
    let at = ApiError::changed_at(outcome, now)?;
    let answer = ChangeAnswer {
        changed_at: at.rfc3339(),
        now: now.rfc3339(),
        ..ChangeAnswer::default()
    };
    Ok((at, answer))
}
