//! `POST /api/admin/mailboxes/{mailbox}/password`

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use mailbox_password_rules::wire::{ChangeAnswer, ChangeRequest, reference};
use mailbox_password_rules::{ProblemCode, Supports};

use super::change::{change_answer, record};
use super::error::ApiError;
use super::post::{CLIENT, authorize, idempotency_key, parse_change};
use super::repeat::repeat_or;
use super::role::{MailboxPath, managed_mailbox};
use crate::detached::detached;
use crate::directory::{
    ChangeOutcome, Password, RequestId, Reset, Role, canonical_address, is_same_mailbox,
};
use crate::mail::{Actor, Notice};
use crate::panel::Panel;
use crate::source::Source;

/// Sets the password of a mailbox that the caller looks after, but not of the caller's own.
pub(crate) async fn reset(
    State(panel): State<Arc<Panel>>,
    source: Source,
    path: MailboxPath,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<ChangeAnswer>, ApiError> {
    let role = Role::Administrator;
    let named = path
        .as_ref()
        .ok()
        .map(|Path(mailbox)| canonical_address(mailbox));
    let repeated = async |refusal| match &named {
        Some(mailbox) => repeated(refusal, &panel, &headers, mailbox.clone(), &body).await,
        None => Err(refusal),
    };
    let caller = match authorize(&panel, &headers, source, role, &body).await {
        Ok(caller) => caller,
        Err(refusal) => return repeated(refusal).await,
    };
    let account = match managed_mailbox(&panel, &caller, path).await {
        Ok(account) => account,
        Err(refusal) => return repeated(refusal).await,
    };
    if account.mailbox == caller.account.mailbox {
        return Err(ApiError::with_title(
            ProblemCode::ChangeNotAllowed,
            "This is the administrator's own mailbox; its password is changed by signing in to it.",
        ));
    }
    let key = idempotency_key(&headers)?;
    let request = parse_change(&body)?;
    if !is_same_mailbox(&request.mailbox, &account.mailbox) {
        return Err(ApiError::with_title(
            ProblemCode::MailboxMismatch,
            "The body names another mailbox than the URL.",
        ));
    }
    match panel.directory.policy(&account).await {
        Ok(policy) => check_members(&request, policy.supports)?,
        Err(error) => return repeated(error.into()).await,
    }
    tracing::info!(reference = %reference(&key), "reset received");

    let new = Password::from(String::from(request.new_password));
    let (must_change, sign_out) = (request.must_change, request.sign_out_other_sessions);
    let reset = Reset {
        id: RequestId {
            caller: caller.session.caller(),
            mailbox: account.mailbox,
            key: key.clone(),
        },
        new,
        set_before: account.last_change.map(|last| last.at),
        must_change,
        sign_out,
        client: CLIENT.to_owned(),
    };
    let Source(from) = source;
    let (mailbox, administrator) = (reset.id.mailbox.clone(), caller.account.mailbox.clone());
    let worker = Arc::clone(&panel);
    let outcome = detached(&panel.work, async move {
        let outcome = worker.directory.reset(reset).await;
        record(&worker, "reset", &outcome, reference(&key));
        if let Ok(ChangeOutcome::Changed(at)) = &outcome {
            worker.mailer.notify(Notice {
                mailbox,
                by: Actor::Administrator(administrator, from),
                at: *at,
                reference: reference(&key).to_owned(),
            });
        }
        outcome
    })
    .await?;
    change_answer(outcome, panel.now()).map(|(_, answer)| Json(answer))
}

/// The recorded outcome of a request that could not be taken once more, if it was done before; else the refusal.
async fn repeated(
    refusal: ApiError,
    panel: &Panel,
    headers: &HeaderMap,
    mailbox: String,
    body: &Bytes,
) -> Result<Json<ChangeAnswer>, ApiError> {
    let role = Role::Administrator;
    let repeat = repeat_or(refusal, panel, headers, role, Some(mailbox), body).await?;
    let outcome = ChangeOutcome::Repeated(repeat.at);
    record(panel, "reset", &Ok(outcome.clone()), reference(&repeat.key));
    change_answer(outcome, panel.now()).map(|(_, answer)| Json(answer))
}

/// What an administrator cannot send, or the policy does not support.
fn check_members(request: &ChangeRequest<'_>, supports: Supports) -> Result<(), ApiError> {
    let refused = [
        (
            request.current_password.is_some(),
            "currentPassword has no business in an administrator's request.",
        ),
        (
            request.must_change && !supports.must_change,
            "mustChange is not supported; the policy says so.",
        ),
        (
            request.sign_out_other_sessions && !supports.sign_out_other_sessions,
            "signOutOtherSessions is not supported; the policy says so.",
        ),
    ];
    match refused.into_iter().find(|(is_there, _)| *is_there) {
        Some((_, title)) => Err(ApiError::without_code(StatusCode::BAD_REQUEST, title)),
        None => Ok(()),
    }
}
