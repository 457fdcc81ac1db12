//! `/recovery`: the five steps for a locked mailbox, for its user, for its administrator, and for anybody.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use serde::Deserialize;

use super::admin_mailbox::mailbox_not_found;
use super::error_pages::directory_unavailable;
use super::facts::{administrator_facts, user_facts};
use super::guide::steps;
use super::icons::{Icon, icon};
use super::layout::{Frame, Head, Page, help_card, page_head};
use super::mailbox_state::{address, mailbox_state};
use super::navigation::{Place, SignedIn};
use super::session::with_renewed_session;
use super::simulated::demo_devices;
use super::trail;
use super::widget::{Access, Content, Mode, language, skeleton, widget, widget_head};
use crate::caller::Caller;
use crate::directory::{DirectoryError, Role, is_address, is_same_mailbox};
use crate::panel::Panel;

#[derive(Deserialize)]
pub(crate) struct Parameters {
    #[serde(default)]
    mailbox: String,
    lang: Option<String>,
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
            let mailbox = Some(typed).filter(|typed| is_address(typed));
            let head = widget_head(&panel, None).await;
            return guide(&panel, head, mailbox, &content).into_response();
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

/// The page for a signed-in caller; `None` for an administrator who does not manage the named mailbox.
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
    let (note, access, account) = match caller.session.role {
        Role::User => {
            let note = html! {
                @if !typed.is_empty() && !is_same_mailbox(typed, own) {
                    p.panel-note.panel-wide { "You are signed in to " (address(own)) ", so this is about that mailbox." }
                }
            };
            (note, Access::User, Some(caller.account.clone()))
        }
        Role::Administrator if typed.is_empty() => {
            let note = html! {
                div.panel-notice.panel-wide {
                    (icon(Icon::Search))
                    div.panel-stack.panel-tight {
                        p { "Choose the mailbox to see its state and to unlock it." }
                        p { a.panel-button.panel-filled href="/admin/exchange/mailboxes" { "Choose a mailbox" } }
                    }
                }
            };
            (note, Access::AnyAdministrator, None)
        }
        Role::Administrator => match panel.managed_account(caller, typed).await? {
            Some(account) => (html! {}, Access::Administrator, Some(account)),
            None => return Ok(None),
        },
    };
    let state = match &account {
        Some(account) => Some(mailbox_state(panel, account).await?),
        None => None,
    };
    let (pill, facts) = match (&state, caller.session.role) {
        (Some(state), Role::User) => (state.lock_pill(), user_facts(state)),
        (Some(state), Role::Administrator) => (state.lock_state(), administrator_facts(state, &[])),
        (None, _) => (html! {}, html! {}),
    };
    let mailbox = account.as_ref().map(|account| account.mailbox.as_str());
    // An administrator is not told to ask one.
    let help = panel.help.as_deref();
    let help = help.filter(|_| caller.session.role == Role::User || mailbox.is_some());
    let trail = match (caller.session.role, mailbox) {
        (Role::User, _) => html! {},
        (Role::Administrator, None) => trail::exchange(),
        (Role::Administrator, Some(mailbox)) => trail::mailbox(mailbox),
    };
    Ok(Some(Page {
        title: "Recovery".into(),
        head,
        frame,
        main: html! {
            (page_head(&trail, "Recovery", &pill))
            (note)
            div.panel-card { (steps_here(help, access, mailbox, content)) }
            aside.panel-side aria-label="Help and facts" {
                @if caller.session.role == Role::User { (help_card(panel.help.as_deref())) }
                (facts)
                (demo_devices(panel, mailbox))
            }
        },
    }))
}

/// The page without a session: it shows no state of a mailbox and requests nothing.
fn guide(panel: &Panel, head: Head, mailbox: Option<&str>, content: &Content) -> Page {
    let help = panel.help.as_deref();
    Page {
        title: "Recovery".into(),
        head,
        frame: Frame::Guide,
        main: html! {
            div.panel-head { h1.panel-h1 { "Recovery" } }
            div.panel-card { (steps_here(help, Access::Nobody, mailbox, content)) }
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

fn steps_here(
    help: Option<&str>,
    access: Access,
    mailbox: Option<&str>,
    content: &Content,
) -> Markup {
    widget(Mode::Recovery, access, mailbox, help, content, &steps())
}
