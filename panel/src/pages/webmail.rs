//! `/webmail`: a sign-in that only proves a password.

use std::sync::Arc;

use axum::Form;
use axum::extract::State;
use axum::extract::rejection::FormRejection;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use maud::html;

use super::icons::{Icon, icon};
use super::layout::{Frame, Head, Page, help_link};
use super::mailbox_state::address;
use super::sign_in::{Credentials, SignInPage, attempt_sign_in, form as credentials_form};
use crate::directory::{Purpose, SignIn};
use crate::panel::Panel;
use crate::source::Source;

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
    source: Source,
    headers: HeaderMap,
    form: Result<Form<Credentials>, FormRejection>,
) -> Response {
    match attempt_sign_in(&panel, source, &headers, form, SIGN_IN).await {
        Ok((_, SignIn::Accepted(account))) => accepted(&account.mailbox).into_response(),
        Ok((typed, SignIn::Locked(_) | SignIn::Refused)) => {
            page(&panel, &typed, true).with_status(StatusCode::FORBIDDEN)
        }
        Err(response) => response,
    }
}

fn accepted(mailbox: &str) -> Page {
    Page {
        title: "Webmail".into(),
        head: Head::default(),
        frame: Frame::Open,
        main: html! {
            div.panel-card.panel-stack {
                h1.panel-h1 { "Webmail" }
                div.panel-notice data-kind="good" {
                    (icon(Icon::Ok))
                    p role="status" { "You are signed in as " (address(mailbox)) "; this password works." }
                }
                p.panel-small.panel-muted { "This panel has no mail to show: the sign-in only proves the password." }
                ul.panel-list.panel-links {
                    li { a.panel-link href="/webmail" { "Try another password" } }
                    li { a.panel-link href="/mailbox" { "Your mailbox" } }
                }
            }
        },
    }
}

fn page(panel: &Panel, address: &str, refused: bool) -> Page {
    let refused = refused.then_some(REFUSED);
    Page {
        title: if refused.is_some() {
            "Not signed in to webmail"
        } else {
            "Webmail"
        }
        .into(),
        head: Head::default(),
        frame: Frame::Open,
        main: html! {
            div.panel-card.panel-stack {
                h1.panel-h1 { "Webmail" }
                p {
                    "Signing in here shows whether a password works. Try it once: several wrong tries can lock the "
                    "mailbox. If you are not sure, ask your administrator: " (help_link(panel.help.as_deref())) "."
                }
                (credentials_form("/webmail", "Sign in to webmail", "The password to try.", address, refused))
                p.panel-small { a.panel-link href="/recovery" { "When a mailbox is locked: five steps" } }
            }
        },
    }
}
