//! Authorization: the session decides on every request what it may ask for.

use axum::extract::Path;
use axum::extract::rejection::PathRejection;
use axum::http::HeaderMap;
use mailbox_password_rules::ProblemCode;

use super::error::ApiError;
use crate::caller::Caller;
use crate::directory::{Account, Role};
use crate::panel::Panel;

/// The mailbox in a request's path.
pub(crate) type MailboxPath = Result<Path<String>, PathRejection>;

/// The caller, who must be signed in as a user; their own change may just have ended the session.
pub(super) async fn user_who_may_ask(
    panel: &Panel,
    headers: &HeaderMap,
) -> Result<Caller, ApiError> {
    let caller = signed_in(panel, headers).await?;
    match caller.session.role {
        Role::Administrator => Err(ApiError::with_title(
            ProblemCode::ChangeNotAllowed,
            "This is an administrator's session; one's own mailbox needs a sign-in to it.",
        )),
        Role::User => Ok(caller),
    }
}

/// The caller, who must be signed in as an administrator.
pub(super) async fn require_administrator(
    panel: &Panel,
    headers: &HeaderMap,
) -> Result<Caller, ApiError> {
    let caller = signed_in(panel, headers).await?;
    match caller.session.role {
        Role::Administrator if caller.only_asks => Err(ApiError::new(ProblemCode::SessionExpired)),
        Role::Administrator => Ok(caller),
        Role::User => Err(ApiError::with_title(
            ProblemCode::ChangeNotAllowed,
            "Only an administrator's session may do this.",
        )),
    }
}

/// The account of the mailbox in the path, which the caller must manage. One of another domain and one that does not
/// exist are answered alike.
pub(super) async fn managed_mailbox(
    panel: &Panel,
    caller: &Caller,
    path: MailboxPath,
) -> Result<Account, ApiError> {
    let account = match path {
        Ok(Path(mailbox)) => panel.managed_account(caller, &mailbox).await?,
        Err(_) => None,
    };
    account.ok_or_else(|| ApiError::new(ProblemCode::MailboxUnknown))
}

async fn signed_in(panel: &Panel, headers: &HeaderMap) -> Result<Caller, ApiError> {
    panel
        .caller_who_may_ask(headers)
        .await?
        .ok_or_else(|| ApiError::new(ProblemCode::SessionExpired))
}
