//! `/recovery`: the five steps for a locked mailbox, for its user, for its administrator, and for anybody.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use serde::Deserialize;

use super::admin_mailbox::mailbox_not_found;
use super::guide::steps;
use super::layout::{Frame, Page, help_card, page_head};
use super::mailbox_state::mailbox_state;
use super::navigation::{Place, SignedIn};
use super::session::with_renewed_session;
use super::simulated::demo_devices;
use super::trouble::directory_unavailable;
use super::url::mailbox_path;
use super::widget::{Content, Mode, language, skeleton, widget_head};
use crate::caller::Caller;
use crate::directory::{DirectoryError, Role, is_address};
use crate::panel::Panel;

#[derive(Deserialize)]
pub(crate) struct Parameters {
    #[serde(default)]
    mailbox: String,
    lang: Option<String>,
}

/// Whose recovery it is, which decides what the widget may ask.
enum Side<'a> {
    /// Nobody is signed in, or an administrator has not said which mailbox: a guide that asks for nothing.
    Guide(Option<&'a str>),
    Administrator,
    User(&'a str),
}

/// `GET /recovery?mailbox=`
pub(crate) async fn recovery(
    State(panel): State<Arc<Panel>>,
    Query(parameters): Query<Parameters>,
    headers: HeaderMap,
) -> Response {
    let language = language(parameters.lang.as_deref(), &headers);
    let typed = parameters.mailbox.trim();
    // No mailbox stands in it.
    let skeleton = skeleton(&panel, Mode::Recovery, language, "").await;
    let content = Content { skeleton, language };
    let caller = match panel.caller(&headers).await {
        Ok(Some(caller)) => caller,
        Ok(None) => {
            let side = Side::Guide(Some(typed).filter(|typed| is_address(typed)));
            let head = widget_head(&panel, None).await;
            return guide(&panel, head, &side, &content).into_response();
        }
        Err(error) => return directory_unavailable(&error),
    };
    let page = match page_of(&panel, &caller, typed, &content).await {
        Ok(Some(page)) => page.into_response(),
        Ok(None) => mailbox_not_found(&panel, &caller, typed),
        Err(error) => return directory_unavailable(&error),
    };
    with_renewed_session(&panel, &headers, &caller, page)
}

/// The page for somebody who is signed in; `None` if an administrator names a mailbox that is none of theirs.
async fn page_of(
    panel: &Panel,
    caller: &Caller,
    typed: &str,
    content: &Content,
) -> Result<Option<Page>, DirectoryError> {
    let own = &caller.account.mailbox;
    let token = panel.signer.token(&caller.session);
    let head = widget_head(panel, Some(&token)).await;
    let frame = Frame::SignedIn(SignedIn::new(panel, caller, Place::Recovery));
    let (note, side, account) = match caller.session.role {
        Role::User => {
            let note = html! {
                @if !typed.is_empty() && !typed.eq_ignore_ascii_case(own) {
                    p.panel-note.panel-wide { "You are signed in to " (own) ", so this is about that mailbox." }
                }
            };
            (note, Side::User(own), Some(caller.account.clone()))
        }
        Role::Administrator if typed.is_empty() => {
            let note = html! {
                p.panel-note.panel-wide {
                    "Choose the mailbox in " a.panel-link href="/admin/exchange/mailboxes" { "the list" }
                    " to see its state and to unlock it."
                }
            };
            (note, Side::Guide(None), None)
        }
        Role::Administrator => match panel.managed_account(caller, typed).await? {
            Some(account) => (html! {}, Side::Administrator, Some(account)),
            None => return Ok(None),
        },
    };
    let pill = match (&account, caller.session.role) {
        (Some(account), Role::User) => mailbox_state(panel, account).await?.lock_pill(),
        (Some(account), Role::Administrator) => mailbox_state(panel, account).await?.lock_state(),
        (None, _) => html! {},
    };
    let mailbox = account.as_ref().map(|account| account.mailbox.as_str());
    let trail = html! {
        @if let (Side::Administrator, Some(mailbox)) = (&side, mailbox) {
            nav.panel-trail aria-label="Where you are" {
                ol.panel-list {
                    li { a.panel-link href="/admin/exchange/mailboxes" { "Mailboxes" } }
                    li { a.panel-link href=(mailbox_path(mailbox)) { (mailbox) } }
                }
            }
        }
    };
    Ok(Some(Page {
        title: "Recovery".into(),
        head,
        frame,
        main: html! {
            (page_head(&trail, "Recovery", &pill))
            (note)
            div.panel-card { (widget(panel.help.as_deref(), &side, mailbox, content)) }
            aside.panel-side aria-label="Help" {
                @if caller.session.role == Role::User { (help_card(panel.help.as_deref())) }
                (demo_devices(panel, mailbox))
            }
        },
    }))
}

/// The page for nobody in particular: it gives away nothing and asks for nothing.
fn guide(panel: &Panel, head: Markup, side: &Side<'_>, content: &Content) -> Page {
    let help = panel.help.as_deref();
    let mailbox = match side {
        Side::Guide(mailbox) => *mailbox,
        Side::Administrator | Side::User(_) => None,
    };
    Page {
        title: "Recovery".into(),
        head,
        frame: Frame::Guide,
        main: html! {
            div.panel-head { h1.panel-h1 { "Recovery" } }
            div.panel-card { (widget(help, side, mailbox, content)) }
            aside.panel-side aria-label="Help" {
                section.panel-card {
                    h2.panel-h2 { "Can you sign in?" }
                    p.panel-small.panel-muted {
                        "Then this page can show which device is still refused, and whose turn it is."
                    }
                    p { a.panel-link href="/" { "Sign in" } }
                }
                (help_card(help))
                (demo_devices(panel, None))
            }
        },
    }
}

fn widget(help: Option<&str>, side: &Side<'_>, mailbox: Option<&str>, content: &Content) -> Markup {
    let Content { skeleton, language } = content;
    let fallback = html! { (skeleton) div lang="en" { (steps()) } };
    match side {
        Side::Guide(_) => html! {
            mailbox-password
                mode="recovery"
                mailbox=[mailbox]
                webmail="/webmail"
                help=[help]
                lang=(language)
            { (fallback) }
        },
        Side::User(mailbox) => html! {
            mailbox-password
                mode="recovery"
                side="user"
                mailbox=(mailbox)
                policy-endpoint="/api/mailbox/policy"
                devices-endpoint="/api/mailbox/devices"
                status-endpoint="/api/mailbox/status"
                webmail="/webmail"
                help=[help]
                recovery-url="/recovery?mailbox={mailbox}"
                lang=(language)
            { (fallback) }
        },
        Side::Administrator => html! {
            mailbox-password
                mode="recovery"
                side="administrator"
                mailbox=[mailbox]
                policy-endpoint="/api/admin/mailboxes/{mailbox}/policy"
                devices-endpoint="/api/admin/mailboxes/{mailbox}/devices"
                status-endpoint="/api/admin/mailboxes/{mailbox}/status"
                unlock-endpoint="/api/admin/mailboxes/{mailbox}/unlock"
                webmail="/webmail"
                help=[help]
                recovery-url="/recovery?mailbox={mailbox}"
                csrf-header="X-CSRF-Token"
                csrf-source="meta:csrf-token"
                lang=(language)
            { (fallback) }
        },
    }
}
