//! `POST /api/admin/mailboxes/{mailbox}/unlock`

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::http::{HeaderMap, StatusCode};
use mailbox_password_rules::ProblemCode;
use serde::Deserialize;

use super::error::ApiError;
use super::post::{CLIENT, authorize, complete_body};
use super::role::{MailboxPath, managed_mailbox};
use crate::detached::detached;
use crate::directory::{Role, Unlock, is_same_mailbox};
use crate::panel::Panel;
use crate::source::Source;

#[derive(Deserialize)]
struct UnlockRequest {
    mailbox: String,
}

/// Unlocks a mailbox that the caller looks after; one that is not locked is unlocked already.
pub(crate) async fn unlock(
    State(panel): State<Arc<Panel>>,
    source: Source,
    path: MailboxPath,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<StatusCode, ApiError> {
    let caller = authorize(&panel, &headers, source, Role::Administrator, &body).await?;
    let mailbox = managed_mailbox(&panel, &caller, path).await?.mailbox;
    let request: UnlockRequest = serde_json::from_slice(&complete_body(body)?).map_err(|_| {
        ApiError::without_code(
            StatusCode::BAD_REQUEST,
            "The body is not {mailbox} in JSON.",
        )
    })?;
    if !is_same_mailbox(&request.mailbox, &mailbox) {
        return Err(ApiError::with_title(
            ProblemCode::MailboxMismatch,
            "The body names another mailbox than the URL.",
        ));
    }
    let directory = Arc::clone(&panel.directory);
    let unlock = Unlock {
        mailbox,
        caller: caller.session.caller(),
        client: CLIENT.to_owned(),
    };
    let is_known = detached(&panel.work, async move { directory.unlock(unlock).await }).await?;
    let outcome = if is_known {
        "unlocked"
    } else {
        "mailbox-unknown"
    };
    panel.metrics.change("unlock", outcome);
    if is_known {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(ApiError::new(ProblemCode::MailboxUnknown))
    }
}
