//! `/sign-out`

use std::sync::Arc;

use axum::Form;
use axum::extract::State;
use axum::extract::rejection::FormRejection;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::error_pages::{cross_origin_refused, directory_unavailable};
use super::url::sign_in_path;
use crate::panel::Panel;

#[derive(Deserialize)]
pub(crate) struct Token {
    token: String,
}

/// `POST /sign-out`: ends the session, and not the cookie alone.
pub(crate) async fn sign_out(
    State(panel): State<Arc<Panel>>,
    headers: HeaderMap,
    form: Result<Form<Token>, FormRejection>,
) -> Response {
    match panel.caller(&headers).await {
        Ok(Some(caller)) => {
            let has_token =
                form.is_ok_and(|Form(form)| panel.signer.is_token(&caller.session, &form.token));
            if !panel.origin.is_same_origin(&headers) || !has_token {
                return cross_origin_refused();
            }
            let session = &caller.session;
            if let Err(error) = panel.ledger.end_session(&session.id, session.end()).await {
                return directory_unavailable(&error);
            }
            let path = sign_in_path(session.role);
            ([panel.clear_cookie(&headers)], Redirect::to(path)).into_response()
        }
        Ok(None) => Redirect::to("/").into_response(),
        Err(error) => directory_unavailable(&error),
    }
}
