//! Who may ask what. The session decides, on every request.

use axum::extract::Path;
use axum::extract::rejection::PathRejection;
use axum::http::HeaderMap;
use mailbox_password_rules::ProblemCode;

use super::problem::Refusal;
use crate::caller::Caller;
use crate::directory::{Account, Role};
use crate::panel::Panel;

/// The mailbox that a path names.
pub(crate) type Named = Result<Path<String>, PathRejection>;

/// The caller, for their own mailbox.
pub(super) async fn user(panel: &Panel, headers: &HeaderMap) -> Result<Caller, Refusal> {
    let caller = signed_in(panel, headers).await?;
    match caller.session.role {
        Role::Administrator => Err(Refusal::titled(
            ProblemCode::ChangeNotAllowed,
            "This is an administrator's session; one's own mailbox needs a sign-in to it.",
        )),
        Role::User => Ok(caller),
    }
}

/// The caller, for the mailboxes of their domain.
pub(super) async fn administrator(panel: &Panel, headers: &HeaderMap) -> Result<Caller, Refusal> {
    let caller = signed_in(panel, headers).await?;
    match caller.session.role {
        Role::Administrator => Ok(caller),
        Role::User => Err(Refusal::titled(
            ProblemCode::ChangeNotAllowed,
            "Only an administrator's session may do this.",
        )),
    }
}

/// The mailbox that the path names. One of another domain and one that does not exist are answered alike.
pub(super) async fn looked_after(
    panel: &Panel,
    caller: &Caller,
    named: Named,
) -> Result<Account, Refusal> {
    let account = match named {
        Ok(Path(mailbox)) => panel.looked_after(caller, &mailbox).await?,
        Err(_) => None,
    };
    account.ok_or_else(|| Refusal::of(ProblemCode::MailboxUnknown))
}

async fn signed_in(panel: &Panel, headers: &HeaderMap) -> Result<Caller, Refusal> {
    panel
        .caller(headers)
        .await?
        .ok_or_else(|| Refusal::of(ProblemCode::SessionExpired))
}
