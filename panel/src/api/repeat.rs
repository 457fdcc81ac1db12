//! A request that arrives again. A proxy or a browser may send one request several times, and it is the answer to the last
//! one that a person gets to see.

use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode};
use mailbox_password_rules::wire::reference;

use super::error::ApiError;
use super::post::{has_token, idempotency_key, parse_change};
use crate::clock::Timestamp;
use crate::directory::{ChangedBy, DirectoryError, Record, RequestId, Role};
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
    body: &Bytes,
) -> Result<Repeat, ApiError> {
    let session = panel.session_from_cookie(headers);
    let session = session.filter(|session| session.role == role);
    let (Some(session), Ok(key)) = (session, idempotency_key(headers)) else {
        return Err(refusal);
    };
    let Ok(request) = parse_change(body) else {
        return Err(refusal);
    };
    if !has_token(panel, &session, headers) {
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
            let may_have = match role {
                Role::Administrator => {
                    may_have_reset(panel, &session, &id.mailbox, request.must_change).await
                }
                Role::User => may_have_changed(panel, &session).await,
            };
            if !may_have {
                return Err(refusal);
            }
            tracing::warn!(reference = %reference(&key), "perhaps a repeat of a change without a record");
            // Without a code, so that no client takes it for "not changed".
            Err(ApiError::without_code(
                StatusCode::INTERNAL_SERVER_ERROR,
                "This session has ended, and a change of which there is no record here may be this one; read the status to \
                 learn whether it is.",
            ))
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

/// Whether the session may have changed its own password elsewhere.
async fn may_have_changed(panel: &Panel, session: &Session) -> bool {
    let account = panel.directory.account(&session.mailbox, Role::User).await;
    account.is_ok_and(|account| {
        account.is_some_and(|account| session.may_have_made_last_change(&account))
    })
}

/// Whether an administrator's session may have set this mailbox's password elsewhere. A holder of its cookie and token
/// learns no more than that a mailbox of its area was changed while the session lasted.
async fn may_have_reset(
    panel: &Panel,
    session: &Session,
    mailbox: &str,
    must_change: bool,
) -> bool {
    let now = panel.now();
    if panel.directory.has_every_record() || mailbox == session.mailbox {
        return false;
    }
    let own = panel
        .directory
        .account(&session.mailbox, Role::Administrator);
    let area = match own.await {
        Ok(own) => own.and_then(|own| own.area),
        Err(_) => return false,
    };
    let Some(area) = area else {
        // No administrator any more, who is told nothing of the mailbox.
        return session.may_have_been_there(now, now);
    };
    match panel.directory.managed_account(&area, mailbox).await {
        Ok(Some(account)) => match account.last_change {
            Some(last) => {
                last.by == ChangedBy::Unrecorded && session.may_have_been_there(last.at, now)
            }
            // A password that must be changed has no date.
            None => must_change && account.must_change && session.may_have_been_there(now, now),
        },
        Ok(None) | Err(_) => false,
    }
}
