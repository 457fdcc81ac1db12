//! `/`: signing in, and the other ways in.

use std::sync::Arc;

use axum::Form;
use axum::extract::State;
use axum::extract::rejection::FormRejection;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use serde::Deserialize;

use super::demo_accounts::{DemoSignIn, demo_accounts};
use super::error_pages::{cross_origin_refused, directory_unavailable, rate_limited};
use super::icons::{Icon, icon};
use super::layout::{Frame, Head, Page, help_link};
use super::mailbox_state::address;
use super::simulated::demo_devices;
use super::url::sign_in_path;
use crate::caller::Caller;
use crate::detached::detached;
use crate::directory::{Account, Attempt, DirectoryError, Password, Purpose, Role, SignIn};
use crate::limits::TooMany;
use crate::panel::Panel;
use crate::session::Session;
use crate::source::Source;

/// The same for wrong, unknown and locked: without a session nobody learns which.
const REFUSED: &str = "The address or the password is not right, or the mailbox is locked.";

/// How a page's sign-in is recorded, and what it is for.
pub(super) struct SignInPage {
    /// The name of the page in the audit trail.
    pub(super) client: &'static str,
    /// What the password would open.
    pub(super) purpose: Purpose,
}

const SIGN_IN: SignInPage = SignInPage {
    client: "control panel",
    purpose: Purpose::OwnMailbox,
};

/// What the form sends. It has no `Debug`, because it holds a password.
#[derive(Deserialize)]
pub(crate) struct Credentials {
    pub(super) address: String,
    pub(super) password: Password,
}

/// `GET /`
pub(crate) async fn sign_in_form(State(panel): State<Arc<Panel>>, headers: HeaderMap) -> Response {
    match panel.caller(&headers).await {
        Ok(Some(caller)) if caller.session.role == Role::User => {
            Redirect::to("/mailbox/password").into_response()
        }
        Ok(caller) => page(&panel, caller.as_ref(), "", false).into_response(),
        Err(error) => directory_unavailable(&error),
    }
}

/// `POST /`
pub(crate) async fn sign_in(
    State(panel): State<Arc<Panel>>,
    source: Source,
    headers: HeaderMap,
    form: Result<Form<Credentials>, FormRejection>,
) -> Response {
    let (typed, outcome) = match attempt_sign_in(&panel, source, &headers, form, SIGN_IN).await {
        Ok(tried) => tried,
        Err(response) => return response,
    };
    let SignIn::Accepted(account) = outcome else {
        return page(&panel, None, &typed, true).with_status(StatusCode::FORBIDDEN);
    };
    // Everybody who signs in here does so for their own mailbox, administrators too.
    start_session(&panel, &headers, &account, Role::User).await
}

/// Starts a session for somebody who has proved the password. A browser has one session; this one ends another.
pub(super) async fn start_session(
    panel: &Panel,
    headers: &HeaderMap,
    account: &Account,
    role: Role,
) -> Response {
    let before = match previous_session(panel, headers).await {
        Ok(before) => before,
        Err(error) => return directory_unavailable(&error),
    };
    let inside = match role {
        Role::Administrator => sign_in_path(role),
        // As the user's document has it: after the sign-in come the fields of Change Password.
        Role::User => "/mailbox/password",
    };
    let session = match Session::start(account, role, panel.now(), before.clone()) {
        Ok(session) => session,
        Err(error) => return directory_unavailable(&error),
    };
    if let Some(before) = before.filter(|before| before.id != session.id)
        && let Err(error) = panel.ledger.end_session(&before.id, before.end()).await
    {
        return directory_unavailable(&error);
    }
    ([panel.set_cookie(headers, &session)], Redirect::to(inside)).into_response()
}

/// The session that the browser still holds, unless it was ended.
async fn previous_session(
    panel: &Panel,
    headers: &HeaderMap,
) -> Result<Option<Session>, DirectoryError> {
    let Some(session) = panel.session_from_cookie(headers) else {
        return Ok(None);
    };
    let has_ended = panel.ledger.has_ended(&session.id).await?;
    Ok(Some(session).filter(|_| !has_ended))
}

/// Tries what a form sent; gives back the address as it was typed.
pub(super) async fn attempt_sign_in(
    panel: &Panel,
    Source(source): Source,
    headers: &HeaderMap,
    form: Result<Form<Credentials>, FormRejection>,
    page: SignInPage,
) -> Result<(String, SignIn), Response> {
    if !panel.origin.is_same_origin(headers) {
        return Err(cross_origin_refused());
    }
    let counted = match page.purpose {
        Purpose::Administration => panel.limits.administrator_sign_in(source),
        Purpose::Mail | Purpose::OwnMailbox => panel.limits.sign_in(source),
    };
    if let Err(TooMany(seconds)) = counted {
        panel.metrics.limited("sign-in");
        return Err(rate_limited(seconds));
    }
    let Ok(Form(Credentials {
        address: typed,
        password,
    })) = form
    else {
        return Ok((String::new(), SignIn::Refused));
    };
    let mailbox = typed.trim().to_owned();
    let directory = Arc::clone(&panel.directory);
    let attempt = Attempt {
        mailbox,
        password,
        client: page.client.to_owned(),
        device: None,
        source: Some(source),
        purpose: page.purpose,
    };
    let outcome = detached(&panel.work, async move { directory.sign_in(attempt).await }).await;
    let word = match &outcome {
        Ok(SignIn::Accepted(_)) => "accepted",
        Ok(SignIn::Locked(_)) => "locked",
        Ok(SignIn::Refused) => "refused",
        Err(_) => "no-answer",
    };
    panel.metrics.sign_in(page.client, word);
    outcome
        .map(|outcome| (typed, outcome))
        .map_err(|error| directory_unavailable(&error))
}

fn page(panel: &Panel, caller: Option<&Caller>, typed: &str, refused: bool) -> Page {
    let refused = refused.then_some(REFUSED);
    Page {
        title: if refused.is_some() {
            "Not signed in"
        } else {
            "Sign in"
        }
        .into(),
        head: Head::default(),
        frame: Frame::Open,
        main: html! {
            div.panel-card.panel-stack {
                h1.panel-h1 { "Sign in to your mailbox" }
                @if let Some(caller) = caller {
                    p.panel-note {
                        "You are signed in as administrator " (address(&caller.account.mailbox)) ". Signing in here signs "
                        "you out there. " a.panel-link href="/admin" { "Go on to the administration" }
                    }
                }
                (form("/", "Sign in", "Your current mailbox password.", typed, refused))
                (help(panel, refused.is_some()))
                @if caller.is_none() {
                    p.panel-small {
                        "You are an administrator? " a.panel-link href="/admin" { "Sign in to the administration" }
                    }
                }
            }
            (demo_accounts(panel, DemoSignIn::Mailbox))
            (demo_devices(panel, None))
        },
    }
}

/// What else there is. After a refusal it is no other place to try a password in: each try counts towards the lock.
fn help(panel: &Panel, refused: bool) -> Markup {
    let administrator = help_link(panel.help.as_deref());
    html! {
        div.panel-notice {
            (icon(Icon::Help))
            div.panel-stack.panel-tight {
                p.panel-strong { "Can’t sign in?" }
                @if refused {
                    p.panel-small {
                        "Several wrong tries can lock the mailbox. If you are not sure of your password, ask your "
                        "administrator to unlock the mailbox or to set a new one: " (administrator) "."
                    }
                } @else {
                    p.panel-small {
                        "Try " a.panel-link href="/webmail" { "Webmail" }
                        ", once. If that refuses you too, ask your administrator to set a new password: " (administrator) "."
                    }
                }
                p.panel-small { a.panel-link href="/recovery" { "When a mailbox is locked: five steps" } }
            }
        }
    }
}

/// A form for an address and a password, as password managers know it. `about`: what is said below the password.
/// `refused`: what to say of the last try.
pub(super) fn form(
    action: &str,
    button: &str,
    about: &str,
    address: &str,
    refused: Option<&str>,
) -> Markup {
    let described = refused.map_or("password-help", |_| "refused password-help");
    html! {
        form.panel-form method="post" action=(action) {
            div.panel-field {
                label.panel-label for="address" { "E-mail address" }
                input.panel-input #address name="address" type="email" autocomplete="username" autocapitalize="none"
                    spellcheck="false" required value=(address)
                    aria-describedby=[refused.map(|_| "refused")];
            }
            div.panel-field {
                label.panel-label for="password" { "Password" }
                div.panel-input-box {
                    input.panel-input #password name="password" type="password" autocomplete="current-password" required
                        aria-describedby=(described);
                    // The panel's script shows it: without script it could not do anything.
                    button.panel-eye.panel-scripted type="button" data-show="password" aria-label="Show password" {
                        (icon(Icon::Eye))
                    }
                }
                p.panel-help #password-help { (about) }
                @if let Some(words) = refused {
                    p.panel-error #refused role="alert" { (icon(Icon::Refused)) span { (words) } }
                }
            }
            button.panel-button.panel-filled type="submit" { (button) }
        }
    }
}
