//! `/recovery`: the five steps for a locked mailbox, for its user, for its administrator, and for anybody.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;

use super::admin_mailbox::mailbox_not_found;
use super::guide::steps;
use super::layout::{Page, directory_unavailable};
use super::session::{signed_in_banner, with_renewed_session};
use super::simulated::demo_devices;
use super::widget::{Mode, language, skeleton, widget_head};
use crate::caller::Caller;
use crate::directory::{Role, is_address};
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
    Administrator(&'a str),
    User(&'a str),
}

/// What stands in the widget until it has loaded, and in which language.
struct Content {
    skeleton: Markup,
    language: &'static str,
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
            return page(&panel, None, &html! {}, head, &side, &content)
                .with_status(StatusCode::OK);
        }
        Err(error) => return directory_unavailable(&error),
    };
    let token = panel.signer.token(&caller.session);
    let head = widget_head(&panel, Some(&token)).await;
    let own = &caller.account.mailbox;
    let page = match caller.session.role {
        Role::User => {
            let note = html! {
                @if !typed.is_empty() && !typed.eq_ignore_ascii_case(own) {
                    p.note { "You are signed in to " (own) ", so this is about that mailbox." }
                }
            };
            page(
                &panel,
                Some(&caller),
                &note,
                head,
                &Side::User(own),
                &content,
            )
        }
        Role::Administrator if typed.is_empty() => {
            let note = html! {
                p.note {
                    "Choose the mailbox in " a href="/admin/exchange/mailboxes" { "the list" }
                    " to see its state and to unlock it."
                }
            };
            page(
                &panel,
                Some(&caller),
                &note,
                head,
                &Side::Guide(None),
                &content,
            )
        }
        Role::Administrator => match panel.managed_account(&caller, typed).await {
            Ok(Some(account)) => {
                let side = Side::Administrator(&account.mailbox);
                page(&panel, Some(&caller), &html! {}, head, &side, &content)
            }
            Ok(None) => {
                let page = mailbox_not_found(&panel, &caller, typed);
                return with_renewed_session(&panel, &headers, &caller, page);
            }
            Err(error) => return directory_unavailable(&error),
        },
    };
    with_renewed_session(&panel, &headers, &caller, page)
}

fn page(
    panel: &Panel,
    caller: Option<&Caller>,
    note: &Markup,
    head: Markup,
    side: &Side<'_>,
    content: &Content,
) -> Page<'static> {
    Page {
        title: "Recovery",
        head,
        banner: html! {
            @if let Some(caller) = caller {
                (signed_in_banner(panel, caller))
            }
        },
        main: html! {
            h1 { "When a mailbox is locked" }
            (note)
            (widget(panel.help.as_deref(), side, content))
            @match side {
                Side::Administrator(mailbox) | Side::User(mailbox) => (demo_devices(panel, Some(mailbox))),
                Side::Guide(_) => (demo_devices(panel, None)),
            }
        },
    }
}

fn widget(help: Option<&str>, side: &Side<'_>, content: &Content) -> Markup {
    let Content { skeleton, language } = content;
    let fallback = html! { (skeleton) div lang="en" { (steps()) } };
    match side {
        Side::Guide(mailbox) => html! {
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
        Side::Administrator(mailbox) => html! {
            mailbox-password
                mode="recovery"
                side="administrator"
                mailbox=(mailbox)
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
