//! `POST /api/admin/mailboxes/{mailbox}/unlock`

use std::net::SocketAddr;
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{ConnectInfo, State};
use axum::http::{HeaderMap, StatusCode};
use mailbox_password_rules::ProblemCode;
use serde::Deserialize;

use super::post::{CLIENT, admit, whole};
use super::problem::Refusal;
use super::role::{Named, looked_after};
use crate::directory::{Role, Unlock};
use crate::panel::Panel;

#[derive(Deserialize)]
struct UnlockRequest {
    mailbox: String,
}

/// Unlocks a mailbox that the caller looks after; one that is not locked is unlocked already.
pub(crate) async fn unlock(
    State(panel): State<Arc<Panel>>,
    ConnectInfo(address): ConnectInfo<SocketAddr>,
    named: Named,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<StatusCode, Refusal> {
    let caller = admit(&panel, &headers, address, Role::Administrator).await?;
    let mailbox = looked_after(&panel, &caller, named).await?.mailbox;
    let request: UnlockRequest = serde_json::from_slice(&whole(body)?).map_err(|_| {
        Refusal::malformed(
            StatusCode::BAD_REQUEST,
            "The body is not {mailbox} in JSON.",
        )
    })?;
    if !request.mailbox.eq_ignore_ascii_case(&mailbox) {
        return Err(Refusal::titled(
            ProblemCode::MailboxMismatch,
            "The body names another mailbox than the URL.",
        ));
    }
    let who = caller.session.caller();
    let is_known = panel
        .directory
        .look_up(move |directory| {
            directory.unlock(&Unlock {
                mailbox: &mailbox,
                caller: &who,
                client: CLIENT,
            })
        })
        .await?;
    if is_known {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(Refusal::of(ProblemCode::MailboxUnknown))
    }
}
