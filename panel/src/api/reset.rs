//! `POST /api/admin/mailboxes/{mailbox}/password`

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{ConnectInfo, State};
use axum::http::{HeaderMap, StatusCode};
use mailbox_password_rules::wire::{ChangeAnswer, ChangeRequest, reference};
use mailbox_password_rules::{ProblemCode, Supports};

use super::change::{answer, log};
use super::post::{CLIENT, admit, idempotency_key, read_change, whole};
use super::problem::Refusal;
use super::role::{Named, looked_after};
use crate::directory::{Reset, Role};
use crate::panel::Panel;

/// Sets the password of a mailbox that the caller looks after, but not of the caller's own.
pub(crate) async fn reset(
    State(panel): State<Arc<Panel>>,
    ConnectInfo(address): ConnectInfo<SocketAddr>,
    named: Named,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json<ChangeAnswer>, Refusal> {
    let caller = admit(&panel, &headers, address, Role::Administrator).await?;
    let account = looked_after(&panel, &caller, named).await?;
    if account.mailbox == caller.account.mailbox {
        return Err(Refusal::titled(
            ProblemCode::ChangeNotAllowed,
            "This is the administrator's own mailbox; its password is changed by signing in to it.",
        ));
    }
    let key = idempotency_key(&headers)?;
    let body = whole(body)?;
    let request = read_change(&body)?;
    if !request.mailbox.eq_ignore_ascii_case(&account.mailbox) {
        return Err(Refusal::titled(
            ProblemCode::MailboxMismatch,
            "The body names another mailbox than the URL.",
        ));
    }
    check_members(&request, panel.directory.policy(&account).supports)?;
    tracing::info!(reference = %reference(&key), "reset received");

    let new = String::from(request.new_password);
    let (must_change, sign_out) = (request.must_change, request.sign_out_other_sessions);
    let who = caller.session.caller();
    let outcome = panel
        .directory
        .with_password(move |directory| {
            let outcome = directory.reset(&Reset {
                mailbox: &account.mailbox,
                caller: &who,
                new: &new,
                must_change,
                sign_out,
                key: &key,
                client: CLIENT,
            })?;
            log(&outcome, reference(&key));
            Ok(outcome)
        })
        .await?;
    answer(outcome, panel.now()).map(|(_, answer)| Json(answer))
}

/// What an administrator cannot send, or the policy does not support.
fn check_members(request: &ChangeRequest<'_>, supports: Supports) -> Result<(), Refusal> {
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
        Some((_, title)) => Err(Refusal::malformed(StatusCode::BAD_REQUEST, title)),
        None => Ok(()),
    }
}
