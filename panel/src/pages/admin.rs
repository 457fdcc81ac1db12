//! `/admin`: signing in as an administrator, and what there is to look after.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{ConnectInfo, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use maud::html;

use super::layout::{Page, directory_unavailable};
use super::session::{signed_in_banner, with_renewed_session};
use super::sign_in::{
    Credentials, SignInPage, attempt_sign_in, form as credentials_form, start_session,
};
use crate::caller::Caller;
use crate::directory::{Purpose, Role, SignIn};
use crate::panel::Panel;

/// The same for wrong, unknown, locked and no administrator.
const REFUSED: &str = "The address or the password is not right, the mailbox is locked, or it is not an administrator's.";

const SIGN_IN: SignInPage = SignInPage {
    client: "administration",
    purpose: Purpose::Administration,
};

/// `GET /admin`
pub(crate) async fn admin(State(panel): State<Arc<Panel>>, headers: HeaderMap) -> Response {
    match panel.caller(&headers).await {
        Ok(Some(caller)) if caller.session.role == Role::Administrator => {
            with_renewed_session(&panel, &headers, &caller, home(&panel, &caller))
        }
        Ok(caller) => sign_in_page(caller.as_ref(), "", false).with_status(StatusCode::OK),
        Err(error) => directory_unavailable(&error),
    }
}

/// `POST /admin`
pub(crate) async fn admin_sign_in(
    State(panel): State<Arc<Panel>>,
    ConnectInfo(address): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    form: Result<Form<Credentials>, FormRejection>,
) -> Response {
    match attempt_sign_in(&panel, address, &headers, form, SIGN_IN).await {
        Ok((_, SignIn::Accepted(account))) => {
            start_session(&panel, &headers, &account, Role::Administrator)
        }
        Ok((typed, SignIn::Locked | SignIn::Refused)) => {
            sign_in_page(None, &typed, true).with_status(StatusCode::FORBIDDEN)
        }
        Err(response) => response,
    }
}

fn home(panel: &Panel, caller: &Caller) -> Page<'static> {
    Page {
        title: "Administration",
        head: html! {},
        banner: signed_in_banner(panel, caller),
        main: html! {
            h1 { "Administration of " (caller.account.domain()) }
            section aria-labelledby="exchange" {
                h2 #exchange { "Microsoft Exchange" }
                ul {
                    li {
                        a href="/admin/exchange/mailboxes" { "Mailboxes" }
                        ": set a password, see which are locked, unlock them."
                    }
                }
            }
            section aria-labelledby="other-ways" {
                h2 #other-ways { "Other ways in" }
                ul {
                    li { a href="/" { "Your own mailbox" } ": sign in to it to change its password. That ends this session." }
                    li { a href="/webmail" { "Webmail" } ": try whether a password works." }
                    li { a href="/recovery" { "Recovery" } ": five steps for a locked mailbox." }
                }
            }
        },
    }
}

fn sign_in_page(caller: Option<&Caller>, address: &str, refused: bool) -> Page<'static> {
    Page {
        title: if refused {
            "Not signed in"
        } else {
            "Sign in as an administrator"
        },
        head: html! {},
        banner: html! {},
        main: html! {
            h1 { "Sign in as an administrator" }
            @if let Some(caller) = caller {
                p.note {
                    "You are signed in to your mailbox, " a href="/mailbox" { (caller.account.mailbox) }
                    ". Signing in here ends that."
                }
            }
            (credentials_form("/admin", "Sign in", address, refused.then_some(REFUSED)))
            section aria-labelledby="other-ways" {
                h2 #other-ways { "Other ways in" }
                ul {
                    li { a href="/" { "Your own mailbox" } ": change your own password." }
                    li { a href="/webmail" { "Webmail" } ": try whether a password works." }
                    li { a href="/recovery" { "Recovery" } ": five steps for a locked mailbox." }
                }
            }
        },
    }
}
