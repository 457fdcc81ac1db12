//! `POST /api/mailbox/password`

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use mailbox_password_rules::ProblemCode;
use mailbox_password_rules::wire::{ChangeAnswer, reference};

use super::error::ApiError;
use super::post::{CLIENT, authorize, idempotency_key, parse_change};
use super::repeat::{Repeat, repeat_or};
use crate::clock::Timestamp;
use crate::detached::detached;
use crate::directory::{
    Change, ChangeOutcome, DirectoryError, Password, Record, RequestId, Role, is_same_mailbox,
};
use crate::mail::{Actor, Notice};
use crate::panel::Panel;
use crate::source::Source;

/// Changes the caller's own password. A session that its own change has ended may only repeat that change.
pub(crate) async fn change(
    State(panel): State<Arc<Panel>>,
    source: Source,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, ApiError> {
    let caller = match authorize(&panel, &headers, source, Role::User, &body).await {
        Ok(caller) => caller,
        Err(refusal) => {
            let repeat = repeat_or(refusal, &panel, &headers, Role::User, None, &body).await?;
            return repeated(&panel, &headers, &repeat);
        }
    };
    let key = idempotency_key(&headers)?;
    let request = parse_change(&body)?;
    if !is_same_mailbox(&request.mailbox, &caller.account.mailbox) {
        return Err(ApiError::new(ProblemCode::MailboxMismatch));
    }
    let Some(current) = request
        .current_password
        .map(String::from)
        .map(Password::from)
    else {
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

    let new = Password::from(String::from(request.new_password));
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
        was_begun: false,
        client: CLIENT.to_owned(),
    };
    let Source(from) = source;
    let mailbox = change.id.mailbox.clone();
    let (only_asks, session) = (caller.only_asks, caller.session.id.clone());
    let worker = Arc::clone(&panel);
    let outcome = detached(&panel.work, async move {
        let outcome = match only_asks {
            false => worker.directory.change(change).await,
            true => match worker.directory.recorded(&change.id).await {
                Ok(Record::Done(at)) => Ok(ChangeOutcome::Repeated(at)),
                Ok(Record::Begun) => Err(DirectoryError::StillRunning),
                Ok(Record::Nothing) => return Ok(None),
                // A change of the session was done, perhaps this one.
                Err(error) => Err(error.of_a_repeat()),
            },
        };
        if let Ok(ChangeOutcome::CurrentIncorrect(_)) = &outcome {
            worker.limits.guessed(&session);
        }
        record(&worker, "change", &outcome, reference(&key));
        if let Ok(ChangeOutcome::Changed(at)) = &outcome {
            worker.mailer.notify(Notice {
                mailbox: mailbox.clone(),
                by: Actor::Owner(from),
                at: *at,
                reference: reference(&key).to_owned(),
            });
        }
        outcome.map(Some)
    })
    .await?
    .ok_or_else(|| ApiError::new(ProblemCode::SessionExpired))?;
    let now = panel.now();
    let (at, answer) = change_answer(outcome, now)?;
    let cookie = panel.set_cookie(&headers, &caller.session.after_change(at, now));
    Ok(([cookie], Json(answer)).into_response())
}

/// The recorded outcome of a request that could not be taken once more.
fn repeated(panel: &Panel, headers: &HeaderMap, repeat: &Repeat) -> Result<Response, ApiError> {
    let outcome = ChangeOutcome::Repeated(repeat.at);
    record(
        panel,
        "change",
        &Ok(outcome.clone()),
        reference(&repeat.key),
    );
    let now = panel.now();
    let (at, answer) = change_answer(outcome, now)?;
    let cookie = repeat
        .session
        .as_ref()
        .map(|session| [panel.set_cookie(headers, &session.after_change(at, now))]);
    Ok((cookie, Json(answer)).into_response())
}

/// Logs and counts what came of a change or a reset. Called where it is reached, as all that has to be done about it: the
/// browser may have disconnected before the answer.
pub(super) fn record(
    panel: &Panel,
    kind: &'static str,
    outcome: &Result<ChangeOutcome, DirectoryError>,
    reference: &str,
) {
    let (line, word) = match outcome {
        Ok(ChangeOutcome::Changed(_)) => ("changed", "changed"),
        Ok(ChangeOutcome::Repeated(_)) => ("repeated", "repeated"),
        Ok(ChangeOutcome::Busy) => ("not changed", "busy"),
        Ok(ChangeOutcome::CurrentIncorrect(_)) => ("not changed", "current-incorrect"),
        Ok(ChangeOutcome::Locked(_)) => ("not changed", "locked"),
        Ok(ChangeOutcome::MailboxUnknown) => ("not changed", "mailbox-unknown"),
        Ok(ChangeOutcome::NotAllowed) => ("not changed", "not-allowed"),
        Ok(ChangeOutcome::Rejected(_)) => ("not changed", "rejected"),
        Ok(ChangeOutcome::Reused) => ("not changed", "reused"),
        Ok(ChangeOutcome::TooSoon(_)) => ("not changed", "too-soon"),
        Err(DirectoryError::Unavailable(_)) => ("not changed", "unavailable"),
        Err(DirectoryError::OutcomeUnknown(_) | DirectoryError::StillRunning) => {
            ("nobody knows whether it was changed", "unknown")
        }
    };
    panel.metrics.change(kind, word);
    tracing::info!(%reference, "{line}");
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
