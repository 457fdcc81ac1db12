//! `POST /api/admin/mailboxes/{mailbox}/unlock`

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use mailbox_password_rules::ProblemCode;
use serde::Deserialize;

use super::error::ApiError;
use super::post::{CLIENT, authorize};
use super::role::{MailboxPath, managed_mailbox};
use crate::detached::detached;
use crate::directory::{DirectoryError, Role, Unlock, UnlockOutcome, is_same_mailbox};
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
    body: Bytes,
) -> Result<StatusCode, ApiError> {
    let caller = authorize(&panel, &headers, source, Role::Administrator, &body).await?;
    let mailbox = managed_mailbox(&panel, &caller, path).await?.mailbox;
    let request: UnlockRequest = serde_json::from_slice(&body).map_err(|_| {
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
    let unlock = Unlock {
        mailbox,
        caller: caller.session.caller(),
        client: CLIENT.to_owned(),
    };
    let worker = Arc::clone(&panel);
    let outcome = detached(&panel.work, async move {
        let outcome = worker.directory.unlock(unlock).await;
        worker.metrics.change("unlock", word(&outcome));
        outcome
    });
    match outcome.await? {
        UnlockOutcome::MailboxUnknown => Err(ApiError::new(ProblemCode::MailboxUnknown)),
        UnlockOutcome::NotAllowed => Err(ApiError::with_title(
            ProblemCode::ChangeNotAllowed,
            "The panel's account in the directory has no right to unlock this mailbox.",
        )),
        UnlockOutcome::Unlocked => Ok(StatusCode::NO_CONTENT),
    }
}

/// What came of it, for the metrics.
const fn word(outcome: &Result<UnlockOutcome, DirectoryError>) -> &'static str {
    match outcome {
        Ok(UnlockOutcome::MailboxUnknown) => "mailbox-unknown",
        Ok(UnlockOutcome::NotAllowed) => "not-allowed",
        Ok(UnlockOutcome::Unlocked) => "unlocked",
        Err(DirectoryError::Unavailable(_)) => "unavailable",
        Err(DirectoryError::OutcomeUnknown(_) | DirectoryError::StillRunning) => "unknown",
    }
}
