//! `/`: signing in, and the other ways in.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{ConnectInfo, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use serde::Deserialize;

use super::guide::guide;
use super::layout::{Page, help_link, not_from_here, out_of_order, too_many};
use crate::directory::{Attempt, DirectoryError, Role, SignIn};
use crate::origin::is_own_page;
use crate::panel::Panel;
use crate::session::Session;

/// The same for wrong, unknown and locked: without a session nobody learns which.
pub(super) const REFUSED: &str =
    "The address or the password is not right, or the mailbox is locked.";

/// What the audit trail calls this page.
const CLIENT: &str = "control panel";

/// What the form sends. It has no `Debug`, because it holds a password.
#[derive(Deserialize)]
pub(crate) struct Credentials {
    pub(super) address: String,
    pub(super) password: String,
}

/// `GET /`
pub(crate) async fn sign_in_form(State(panel): State<Arc<Panel>>, headers: HeaderMap) -> Response {
    match panel.caller(&headers).await {
        Ok(Some(_)) => Redirect::to("/mailbox").into_response(),
        Ok(None) => page(&panel, "", false).into_response(),
        Err(error) => out_of_order(&error),
    }
}

/// `POST /`
pub(crate) async fn sign_in(
    State(panel): State<Arc<Panel>>,
    ConnectInfo(address): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    form: Result<Form<Credentials>, FormRejection>,
) -> Response {
    let (typed, outcome) = match try_password(&panel, address, &headers, form, CLIENT).await {
        Ok(tried) => tried,
        Err(response) => return response,
    };
    let SignIn::Accept(account) = outcome else {
        return page(&panel, &typed, true).with_status(StatusCode::FORBIDDEN);
    };
    // Everybody who signs in here does so for their own mailbox, administrators too.
    let before = panel.session(&headers);
    match Session::start(&account.mailbox, Role::User, panel.now(), before) {
        Ok(session) => (
            [panel.set_cookie(&headers, &session)],
            Redirect::to("/mailbox"),
        )
            .into_response(),
        Err(error) => out_of_order(&error),
    }
}

/// Tries what a form sent; gives back the address as it was typed.
pub(super) async fn try_password(
    panel: &Panel,
    address: SocketAddr,
    headers: &HeaderMap,
    form: Result<Form<Credentials>, FormRejection>,
    client: &'static str,
) -> Result<(String, SignIn), Response> {
    if !is_own_page(headers) {
        return Err(not_from_here());
    }
    if let Some(seconds) = panel.limiter.count(
        &format!("sign-in:{}", address.ip()),
        panel.limits.sign_ins,
        panel.now(),
    ) {
        return Err(too_many(seconds));
    }
    let Ok(Form(Credentials {
        address: typed,
        password,
    })) = form
    else {
        return Ok((String::new(), SignIn::Refuse));
    };
    let mailbox = typed.trim().to_owned();
    let outcome: Result<SignIn, DirectoryError> = panel
        .with_password(move |directory| {
            directory.sign_in(&Attempt {
                mailbox: &mailbox,
                password: &password,
                client,
            })
        })
        .await;
    outcome
        .map(|outcome| (typed, outcome))
        .map_err(|error| out_of_order(&error))
}

fn page(panel: &Panel, address: &str, refused: bool) -> Page<'static> {
    Page {
        title: if refused { "Not signed in" } else { "Sign in" },
        head: html! {},
        banner: html! {},
        main: html! {
            h1 { "Sign in to your mailbox" }
            (form("/", "Sign in", address, refused))
            section aria-labelledby="other-ways" {
                h2 #other-ways { "Other ways in" }
                ul {
                    li { a href="/webmail" { "Webmail" } ": try whether a password works." }
                    li { "Cannot sign in at either? Ask your administrator: " (help_link(panel.help.as_deref())) "." }
                }
            }
            (guide())
        },
    }
}

/// A form for an address and a password, as password managers know it.
pub(super) fn form(action: &str, button: &str, address: &str, refused: bool) -> Markup {
    html! {
        form method="post" action=(action) {
            @if refused {
                p #refused .error role="alert" { (REFUSED) }
            }
            p.field {
                label for="address" { "E-mail address" }
                input #address name="address" type="email" autocomplete="username" autocapitalize="none"
                    spellcheck="false" required value=(address)
                    aria-describedby=[refused.then_some("refused")];
            }
            p.field {
                label for="password" { "Password" }
                input #password name="password" type="password" autocomplete="current-password" required
                    aria-describedby=[refused.then_some("refused")];
            }
            p { button type="submit" { (button) } }
        }
    }
}
