//! Pages for a signed-in caller.

use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};

use super::error_pages::directory_unavailable;
use super::url::sign_in_path;
use crate::caller::Caller;
use crate::directory::Role;
use crate::panel::Panel;

/// The caller, who must be signed in in this role; others are redirected to the page to sign in.
pub(super) async fn require_role(
    panel: &Panel,
    headers: &HeaderMap,
    role: Role,
) -> Result<Caller, Response> {
    match panel.caller(headers).await {
        Ok(Some(caller)) if caller.session.role == role => Ok(caller),
        Ok(_) => Err(Redirect::to(sign_in_path(role)).into_response()),
        Err(error) => Err(directory_unavailable(&error)),
    }
}

/// A page for the caller, with the cookie that extends the session, unless the page's script asks by itself.
pub(super) fn with_renewed_session(
    panel: &Panel,
    headers: &HeaderMap,
    caller: &Caller,
    page: impl IntoResponse,
) -> Response {
    if headers.contains_key(REFRESH) {
        return page.into_response();
    }
    let cookie = panel.set_cookie(headers, &caller.session.renewed(panel.now()));
    ([cookie], page).into_response()
}

/// The header with which the script of a page looks whether what it shows has changed, with nobody there.
const REFRESH: &str = "panel-refresh";
