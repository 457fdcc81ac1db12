//! Policy, devices and status, of one's own mailbox and of one that an administrator looks after. None of them extends
//! the session.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use mailbox_password_rules::wire::{Device, Status};
use mailbox_password_rules::{Policy, ProblemCode};

use super::problem::Refusal;
use super::role::{Named, administrator, looked_after, user};
use crate::directory::Account;
use crate::panel::Panel;

/// `GET /api/mailbox/policy`: the rules for the caller's mailbox.
pub(crate) async fn policy(
    State(panel): State<Arc<Panel>>,
    headers: HeaderMap,
) -> Result<Json<Policy>, Refusal> {
    let caller = user(&panel, &headers).await?;
    Ok(Json(panel.directory.policy(&caller.account)))
}

/// `GET /api/mailbox/devices`: the devices that use the caller's mailbox.
pub(crate) async fn devices(
    State(panel): State<Arc<Panel>>,
    headers: HeaderMap,
) -> Result<Json<Vec<Device>>, Refusal> {
    let caller = user(&panel, &headers).await?;
    devices_of(&panel, caller.account).await
}

/// `GET /api/mailbox/status`: whether the caller's mailbox is locked, and when its password was last set.
pub(crate) async fn status(
    State(panel): State<Arc<Panel>>,
    headers: HeaderMap,
) -> Result<Json<Status>, Refusal> {
    let caller = user(&panel, &headers).await?;
    status_of(&panel, caller.account).await
}

/// `GET /api/admin/mailboxes/{mailbox}/policy`
pub(crate) async fn admin_policy(
    State(panel): State<Arc<Panel>>,
    named: Named,
    headers: HeaderMap,
) -> Result<Json<Policy>, Refusal> {
    let account = asked_for(&panel, named, &headers).await?;
    Ok(Json(panel.directory.policy(&account)))
}

/// `GET /api/admin/mailboxes/{mailbox}/devices`
pub(crate) async fn admin_devices(
    State(panel): State<Arc<Panel>>,
    named: Named,
    headers: HeaderMap,
) -> Result<Json<Vec<Device>>, Refusal> {
    let account = asked_for(&panel, named, &headers).await?;
    devices_of(&panel, account).await
}

/// `GET /api/admin/mailboxes/{mailbox}/status`
pub(crate) async fn admin_status(
    State(panel): State<Arc<Panel>>,
    named: Named,
    headers: HeaderMap,
) -> Result<Json<Status>, Refusal> {
    let account = asked_for(&panel, named, &headers).await?;
    status_of(&panel, account).await
}

async fn asked_for(panel: &Panel, named: Named, headers: &HeaderMap) -> Result<Account, Refusal> {
    let caller = administrator(panel, headers).await?;
    looked_after(panel, &caller, named).await
}

async fn devices_of(panel: &Panel, account: Account) -> Result<Json<Vec<Device>>, Refusal> {
    let devices = panel
        .directory
        .look_up(move |directory| directory.devices(&account.mailbox))
        .await?;
    Ok(Json(devices))
}

async fn status_of(panel: &Panel, account: Account) -> Result<Json<Status>, Refusal> {
    let status = panel
        .directory
        .look_up(move |directory| directory.status(&account.mailbox))
        .await?;
    status
        .map(Json)
        .ok_or_else(|| Refusal::of(ProblemCode::MailboxUnknown))
}
