//! `/admin/exchange/mailboxes/{address}`: the widget for somebody else's mailbox, and what happened to it lately.

use std::sync::Arc;

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use maud::{Markup, html};

use super::events::events;
use super::layout::{Page, directory_unavailable};
use super::mailbox_state::{MailboxState, mailbox_state};
use super::session::{require_role, signed_in_banner, with_renewed_session};
use super::simulated::demo_devices;
use super::url::recovery_path;
use super::widget::{Mode, language, skeleton, widget_head};
use crate::caller::Caller;
use crate::directory::{Account, AuditEntry, DirectoryError, Role};
use crate::panel::Panel;

/// `GET /admin/exchange/mailboxes/{address}`
pub(crate) async fn admin_mailbox(
    State(panel): State<Arc<Panel>>,
    named: Result<Path<String>, PathRejection>,
    headers: HeaderMap,
) -> Response {
    let caller = match require_role(&panel, &headers, Role::Administrator).await {
        Ok(caller) => caller,
        Err(response) => return response,
    };
    let typed = named.map(|Path(typed)| typed).unwrap_or_default();
    match look_up(&panel, &caller, &typed).await {
        Ok(Some(details)) => {
            let token = panel.signer.token(&caller.session);
            let language = language(None, &headers);
            let head = widget_head(&panel, Some(&token)).await;
            let mailbox = &details.account.mailbox;
            let skeleton = skeleton(&panel, Mode::Administrator, language, mailbox).await;
            let page = page(&panel, &caller, &details, head, &skeleton, language);
            with_renewed_session(&panel, &headers, &caller, page)
        }
        Ok(None) => {
            let page = mailbox_not_found(&panel, &caller, &typed);
            with_renewed_session(&panel, &headers, &caller, page)
        }
        Err(error) => directory_unavailable(&error),
    }
}

/// For a mailbox that does not exist and for one of another domain: nobody learns which.
pub(super) fn mailbox_not_found(panel: &Panel, caller: &Caller, typed: &str) -> Response {
    let domain = caller.account.domain();
    Page {
        title: "No such mailbox",
        head: html! {},
        banner: signed_in_banner(panel, caller),
        main: html! {
            (breadcrumb())
            h1 { "There is no such mailbox" }
            p { "In " (domain) " there is no mailbox “" (typed) "”. Look for it in the list of " (domain) "." }
            p { a href="/admin/exchange/mailboxes" { "All mailboxes of " (domain) } }
        },
    }
    .with_status(StatusCode::NOT_FOUND)
}

/// What the page shows of a mailbox.
struct MailboxDetails {
    account: Account,
    state: MailboxState,
    audit: Vec<AuditEntry>,
}

async fn look_up(
    panel: &Panel,
    caller: &Caller,
    typed: &str,
) -> Result<Option<MailboxDetails>, DirectoryError> {
    let Some(account) = panel.managed_account(caller, typed).await? else {
        return Ok(None);
    };
    let state = mailbox_state(panel, &account).await?;
    let mailbox = account.mailbox.clone();
    let audit = panel
        .directory
        .look_up(move |directory| directory.audit(&mailbox))
        .await?;
    Ok(Some(MailboxDetails {
        account,
        state,
        audit,
    }))
}

fn page(
    panel: &Panel,
    caller: &Caller,
    details: &MailboxDetails,
    head: Markup,
    skeleton: &Markup,
    language: &str,
) -> Page<'static> {
    let mailbox = &details.account.mailbox;
    let name = match details.account.display_name.as_str() {
        "" => mailbox,
        name => name,
    };
    let is_own = *mailbox == caller.account.mailbox;
    Page {
        title: "Mailbox",
        head: if is_own {
            html! {}
        } else {
            head
        },
        banner: signed_in_banner(panel, caller),
        main: html! {
            (breadcrumb())
            h1 { (name) }
            p.address { (mailbox) }
            (details.state.note_for_administrator())
            @if is_own {
                (details.state.lock_note("this"))
                p.note {
                    "This is your own mailbox. Change its password by "
                    a href="/" { "signing in to it" } "; here you set those of others."
                }
            } @else {
                (widget(panel, details, skeleton, language))
            }
            section aria-labelledby="lately" {
                h2 #lately { "What happened lately" }
                (events(&details.audit))
            }
            p { a href=(recovery_path(mailbox)) { "Recovery: five steps for a locked mailbox" } }
            (demo_devices(panel, Some(mailbox)))
        },
    }
}

fn widget(panel: &Panel, details: &MailboxDetails, skeleton: &Markup, language: &str) -> Markup {
    html! {
        mailbox-password
            mode="admin"
            endpoint="/api/admin/mailboxes/{mailbox}/password"
            mailbox=(details.account.mailbox)
            policy-endpoint="/api/admin/mailboxes/{mailbox}/policy"
            devices-endpoint="/api/admin/mailboxes/{mailbox}/devices"
            status-endpoint="/api/admin/mailboxes/{mailbox}/status"
            unlock-endpoint="/api/admin/mailboxes/{mailbox}/unlock"
            webmail="/webmail"
            help=[panel.help.as_deref()]
            recovery-url="/recovery?mailbox={mailbox}"
            csrf-header="X-CSRF-Token"
            csrf-source="meta:csrf-token"
            lang=(language)
        {
            (skeleton)
            div lang="en" {
                (details.state.lock_note("this"))
                p {
                    "The form for a new password needs JavaScript and WebAssembly. "
                    "If it cannot be used, try another browser."
                }
            }
        }
    }
}

fn breadcrumb() -> Markup {
    html! {
        nav.trail aria-label="Where you are" {
            a href="/admin" { "Administration" } " › Microsoft Exchange › "
            a href="/admin/exchange/mailboxes" { "Mailboxes" }
        }
    }
}
