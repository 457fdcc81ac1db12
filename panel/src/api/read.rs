//! `GET /api/mailbox/policy`, `/devices` and `/status`. None of them extends the session.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use mailbox_password_rules::wire::{Device, Status};
use mailbox_password_rules::{Policy, ProblemCode};

use super::problem::Refusal;
use crate::caller::Caller;
use crate::panel::Panel;

/// The rules for the caller's mailbox.
pub(crate) async fn policy(
    State(panel): State<Arc<Panel>>,
    headers: HeaderMap,
) -> Result<Json<Policy>, Refusal> {
    let caller = signed_in(&panel, &headers).await?;
    Ok(Json(panel.directory.policy(&caller.account)))
}

/// The devices that use the caller's mailbox.
pub(crate) async fn devices(
    State(panel): State<Arc<Panel>>,
    headers: HeaderMap,
) -> Result<Json<Vec<Device>>, Refusal> {
    let mailbox = signed_in(&panel, &headers).await?.account.mailbox;
    Ok(Json(
        panel
            .look_up(move |directory| directory.devices(&mailbox))
            .await?,
    ))
}

/// Whether the caller's mailbox is locked, and when its password was last set.
pub(crate) async fn status(
    State(panel): State<Arc<Panel>>,
    headers: HeaderMap,
) -> Result<Json<Status>, Refusal> {
    let mailbox = signed_in(&panel, &headers).await?.account.mailbox;
    let status = panel
        .look_up(move |directory| directory.status(&mailbox))
        .await?;
    status
        .map(Json)
        .ok_or_else(|| Refusal::of(ProblemCode::MailboxUnknown))
}

async fn signed_in(panel: &Panel, headers: &HeaderMap) -> Result<Caller, Refusal> {
    panel
        .caller(headers)
        .await?
        .ok_or_else(|| Refusal::of(ProblemCode::SessionExpired))
}
