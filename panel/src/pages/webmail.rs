//! `/webmail`: a sign-in that only proves a password.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{ConnectInfo, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use maud::html;

use super::layout::{Page, help_link};
use super::sign_in::{Credentials, form as credentials_form, try_password};
use crate::directory::SignIn;
use crate::panel::Panel;

/// What the audit trail and the last refused sign-in call this page.
const CLIENT: &str = "webmail";

/// `GET /webmail`
pub(crate) async fn webmail_form(State(panel): State<Arc<Panel>>) -> Response {
    page(&panel, "", false).into_response()
}

/// `POST /webmail`
pub(crate) async fn webmail(
    State(panel): State<Arc<Panel>>,
    ConnectInfo(address): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    form: Result<Form<Credentials>, FormRejection>,
) -> Response {
    match try_password(&panel, address, &headers, form, CLIENT).await {
        Ok((_, SignIn::Accept(account))) => Page {
            title: "Webmail",
            head: html! {},
            banner: html! {},
            main: html! {
                h1 { "Webmail" }
                p.success role="status" { "You are signed in as " (account.mailbox) "; this password works." }
                p { a href="/webmail" { "Try another password" } }
            },
        }
        .into_response(),
        Ok((typed, SignIn::Lock | SignIn::Refuse)) => page(&panel, &typed, true).with_status(StatusCode::FORBIDDEN),
        Err(response) => response,
    }
}

fn page(panel: &Panel, address: &str, refused: bool) -> Page<'static> {
    Page {
        title: if refused {
            "Not signed in to webmail"
        } else {
            "Webmail"
        },
        head: html! {},
        banner: html! {},
        main: html! {
            h1 { "Webmail" }
            p {
                "Signing in here shows whether a password works. Try it once: several wrong tries can lock the mailbox. "
                "If you are not sure, ask your administrator: " (help_link(panel.help.as_deref())) "."
            }
            (credentials_form("/webmail", "Sign in to webmail", address, refused))
        },
    }
}
