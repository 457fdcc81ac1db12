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
use super::sign_in::{Credentials, SignInPage, attempt_sign_in, form as credentials_form};
use crate::directory::{Purpose, SignIn};
use crate::panel::Panel;

/// The same for every reason: without a session nobody learns which it is.
const REFUSED: &str = "The address or the password is not right, the mailbox is locked, or an administrator set this \
    password and you have to choose your own first, in this panel.";

const SIGN_IN: SignInPage = SignInPage {
    client: "webmail",
    purpose: Purpose::Mail,
};

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
    match attempt_sign_in(&panel, address, &headers, form, SIGN_IN).await {
        Ok((_, SignIn::Accepted(account))) => Page {
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
        Ok((typed, SignIn::Locked | SignIn::Refused)) => page(&panel, &typed, true).with_status(StatusCode::FORBIDDEN),
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
            (credentials_form("/webmail", "Sign in to webmail", address, refused.then_some(REFUSED)))
        },
    }
}
