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

use super::post::{CLIENT, admit, idempotency_key, read_change, whole};
use super::problem::Refusal;
use crate::clock::Moment;
use crate::directory::{Change, ChangeOutcome, Role};
use crate::panel::Panel;

/// Changes the caller's own password.
pub(crate) async fn change(
    State(panel): State<Arc<Panel>>,
    ConnectInfo(address): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Refusal> {
    let caller = admit(&panel, &headers, address, Role::User).await?;
    let key = idempotency_key(&headers)?;
    let body = whole(body)?;
    let request = read_change(&body)?;
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
    if request.must_change || request.sign_out_other_sessions {
        return Err(Refusal::malformed(
            StatusCode::BAD_REQUEST,
            "mustChange and signOutOtherSessions are for an administrator.",
        ));
    }
    tracing::info!(reference = %reference(&key), "change received");

    let new = String::from(request.new_password);
    let (mailbox, session) = (caller.account.mailbox, caller.session.clone());
    let outcome = panel
        .directory
        .with_password(move |directory| {
            let outcome = directory.change(&Change {
                mailbox: &mailbox,
                caller: &session.caller(),
                session: &session.name(),
                current: &current,
                new: &new,
                key: &key,
                client: CLIENT,
            })?;
            log(&outcome, reference(&key));
            Ok(outcome)
        })
        .await?;
    let now = panel.now();
    let (at, answer) = answer(outcome, now)?;
    let cookie = panel.set_cookie(&headers, &caller.session.after_change(at, now));
    Ok(([cookie], Json(answer)).into_response())
}

/// Logs an outcome: where it was reached, since the browser may have gone and nobody may wait for the answer.
pub(super) fn log(outcome: &ChangeOutcome, reference: &str) {
    match outcome {
        ChangeOutcome::Changed(_) => tracing::info!(%reference, "changed"),
        ChangeOutcome::Busy
        | ChangeOutcome::CurrentIncorrect(_)
        | ChangeOutcome::Locked(_)
        | ChangeOutcome::MailboxUnknown
        | ChangeOutcome::Rejected(_)
        | ChangeOutcome::Reused
        | ChangeOutcome::TooSoon(_) => tracing::info!(%reference, "not changed"),
    }
}

/// What is answered to an outcome.
pub(super) fn answer(
    outcome: ChangeOutcome,
    now: Moment,
) -> Result<(Moment, ChangeAnswer), Refusal> {
    let at = Refusal::of_outcome(outcome, now)?;
    let answer = ChangeAnswer {
        changed_at: at.rfc3339(),
        now: now.rfc3339(),
        ..ChangeAnswer::default()
    };
    Ok((at, answer))
}
