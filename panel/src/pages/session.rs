//! What pages do with a session.

use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};

use super::layout::out_of_order;
use crate::caller::Caller;
use crate::directory::Role;
use crate::panel::Panel;

/// Where somebody signs in, in this capacity.
pub(super) const fn door(role: Role) -> &'static str {
    match role {
        Role::Administrator => "/admin",
        Role::User => "/",
    }
}

/// The caller in this capacity; anybody else is sent to where it can be had.
pub(super) async fn caller_as(
    panel: &Panel,
    headers: &HeaderMap,
    role: Role,
) -> Result<Caller, Response> {
    match panel.caller(headers).await {
        Ok(Some(caller)) if caller.session.role == role => Ok(caller),
        Ok(_) => Err(Redirect::to(door(role)).into_response()),
        Err(error) => Err(out_of_order(&error)),
    }
}

/// A page that somebody has opened, which extends their session.
pub(super) fn opened(
    panel: &Panel,
    headers: &HeaderMap,
    caller: &Caller,
    page: impl IntoResponse,
) -> Response {
    if caller.extends_session {
        let cookie = panel.set_cookie(headers, &caller.session.renewed(panel.now()));
        return ([cookie], page).into_response();
    }
    page.into_response()
}

/// Who is signed in, and the way out.
pub(super) fn who(panel: &Panel, caller: &Caller) -> Markup {
    html! {
        form.who method="post" action="/sign-out" {
            input type="hidden" name="token" value=(panel.signer.token(&caller.session));
            span {
                (caller.account.mailbox)
                @if caller.session.role == Role::Administrator { " (administrator)" }
            }
            button type="submit" { "Sign out" }
        }
    }
}
