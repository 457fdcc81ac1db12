//! A request that arrives again. A proxy or a browser may send one request several times, and it is the answer to the last
//! one that a person gets to see.

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::http::{HeaderMap, StatusCode};
use mailbox_password_rules::wire::reference;

use super::error::ApiError;
use super::post::{has_token, idempotency_key, parse_change};
use crate::clock::Timestamp;
use crate::directory::{DirectoryError, Record, RequestId, Role};
use crate::panel::Panel;
use crate::session::Session;

/// A request that was done before.
pub(super) struct Repeat {
    /// Since when the new password counts.
    pub(super) at: Timestamp,
    /// The key that both requests have.
    pub(super) key: String,
    /// The session, unless it has ended.
    pub(super) session: Option<Session>,
}

/// What to answer where this refusal would be answered before the directory is asked. A refusal says that nothing was done.
/// That is not true of a request which was done when it arrived first: it gets the recorded outcome, whatever has become
/// of its session meanwhile. The cookie, the page's token and the key have to be those of then.
///
/// `mailbox`: whose password it is; without one, that of the session's own mailbox.
///
/// # Errors
/// The refusal, if nothing is known of such a request; [`DirectoryError`] without an outcome, if it was begun or may
/// have been done by another instance.
pub(super) async fn repeat_or(
    refusal: ApiError,
    panel: &Panel,
    headers: &HeaderMap,
    role: Role,
    mailbox: Option<String>,
    body: &Result<Bytes, BytesRejection>,
) -> Result<Repeat, ApiError> {
    let session = panel.session_from_cookie(headers);
    let session = session.filter(|session| session.role == role);
    let (Some(session), Ok(key), Ok(body)) = (session, idempotency_key(headers), body) else {
        return Err(refusal);
    };
    if !has_token(panel, &session, headers) || parse_change(body).is_err() {
        return Err(refusal);
    }
    let id = RequestId {
        caller: session.caller(),
        mailbox: mailbox.unwrap_or_else(|| session.mailbox.clone()),
        key: key.clone(),
    };
    let record = match panel.directory.recorded(&id).await {
        Ok(record) => record,
        Err(_) if role == Role::User && is_certainly_unchanged(panel, &session).await => {
            return Err(refusal);
        }
        Err(error) => return Err(DirectoryError::OutcomeUnknown(error.to_string()).into()),
    };
    match record {
        Record::Done(at) => {
            let caller = panel.caller_who_may_ask(headers).await.ok().flatten();
            Ok(Repeat {
                at,
                key,
                session: caller.map(|caller| caller.session),
            })
        }
        Record::Begun => Err(DirectoryError::StillRunning.into()),
        Record::Nothing => {
            let account = match role {
                Role::User => panel.directory.account(&session.mailbox, role).await,
                Role::Administrator => Ok(None),
            };
            match account {
                // Without a code, so that no client takes it for "not changed".
                Ok(Some(account)) if session.may_have_made_last_change(&account) => {
                    tracing::warn!(reference = %reference(&key), "perhaps a repeat of a change without a record");
                    Err(ApiError::without_code(
                        StatusCode::INTERNAL_SERVER_ERROR,
                        "A change of which there is no record here has ended this session; read the status to learn \
                         whether it was this one.",
                    ))
                }
                _ => Err(refusal),
            }
        }
    }
}

/// Whether the directory says that the password is still the one which the session knows: then no request of the session
/// for its own mailbox has been done, whatever the records would tell.
async fn is_certainly_unchanged(panel: &Panel, session: &Session) -> bool {
    let last = panel
        .directory
        .last_change_at(&session.mailbox, session.role)
        .await;
    last.is_ok_and(|last| session.knows(last))
}
