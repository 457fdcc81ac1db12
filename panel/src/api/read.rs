//! Policy, devices and status, of one's own mailbox and of one that an administrator looks after. None of them extends
//! the session, and what is one's own can still be read for a while by the session whose change has ended it.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use mailbox_password_rules::wire::{Device, Status};
use mailbox_password_rules::{Policy, ProblemCode};

use super::error::ApiError;
use super::role::{MailboxPath, managed_mailbox, require_administrator, user_who_may_ask};
use crate::directory::Account;
use crate::panel::Panel;

/// `GET /api/mailbox/policy`: the rules for the caller's mailbox.
pub(crate) async fn policy(
    State(panel): State<Arc<Panel>>,
    headers: HeaderMap,
) -> Result<Json<Policy>, ApiError> {
    let caller = user_who_may_ask(&panel, &headers).await?;
    Ok(Json(panel.directory.policy(&caller.account).await?))
}

/// `GET /api/mailbox/devices`: the devices that use the caller's mailbox.
pub(crate) async fn devices(
    State(panel): State<Arc<Panel>>,
    headers: HeaderMap,
) -> Result<Json<Vec<Device>>, ApiError> {
    let caller = user_who_may_ask(&panel, &headers).await?;
    devices_of(&panel, caller.account).await
}

/// `GET /api/mailbox/status`: whether the caller's mailbox is locked, and when its password was last set.
pub(crate) async fn status(
    State(panel): State<Arc<Panel>>,
    headers: HeaderMap,
) -> Result<Json<Status>, ApiError> {
    let caller = user_who_may_ask(&panel, &headers).await?;
    status_of(&panel, caller.account).await
}

/// `GET /api/admin/mailboxes/{mailbox}/policy`
pub(crate) async fn admin_policy(
    State(panel): State<Arc<Panel>>,
    path: MailboxPath,
    headers: HeaderMap,
) -> Result<Json<Policy>, ApiError> {
    let account = managed_account(&panel, path, &headers).await?;
    Ok(Json(panel.directory.policy(&account).await?))
}

/// `GET /api/admin/mailboxes/{mailbox}/devices`
pub(crate) async fn admin_devices(
    State(panel): State<Arc<Panel>>,
    path: MailboxPath,
    headers: HeaderMap,
) -> Result<Json<Vec<Device>>, ApiError> {
    let account = managed_account(&panel, path, &headers).await?;
    devices_of(&panel, account).await
}

/// `GET /api/admin/mailboxes/{mailbox}/status`
pub(crate) async fn admin_status(
    State(panel): State<Arc<Panel>>,
    path: MailboxPath,
    headers: HeaderMap,
) -> Result<Json<Status>, ApiError> {
    let account = managed_account(&panel, path, &headers).await?;
    status_of(&panel, account).await
}

async fn managed_account(
    panel: &Panel,
    path: MailboxPath,
    headers: &HeaderMap,
) -> Result<Account, ApiError> {
    let caller = require_administrator(panel, headers).await?;
    managed_mailbox(panel, &caller, path).await
}

async fn devices_of(panel: &Panel, account: Account) -> Result<Json<Vec<Device>>, ApiError> {
    Ok(Json(panel.directory.devices(&account.mailbox).await?))
}

async fn status_of(panel: &Panel, account: Account) -> Result<Json<Status>, ApiError> {
    let status = panel.directory.status(&account.mailbox).await?;
    status
        .map(Json)
        .ok_or_else(|| ApiError::new(ProblemCode::MailboxUnknown))
}
