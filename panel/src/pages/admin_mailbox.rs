//! `/admin/exchange/mailboxes/{address}`: the widget for somebody else's mailbox, and what happened to it lately.

use std::sync::Arc;

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use maud::{Markup, html};

use super::events::events;
use super::layout::{Page, out_of_order};
use super::session::{caller_as, opened, who};
use super::simulated::demo_devices;
use super::state::{State as MailboxState, state_of};
use super::url::recovery_path;
use super::widget::{language, widget_head};
use crate::caller::Caller;
use crate::directory::{Account, AuditEntry, DirectoryError, Role};
use crate::panel::Panel;
use crate::widget_files::Mode;

/// `GET /admin/exchange/mailboxes/{address}`
pub(crate) async fn admin_mailbox(
    State(panel): State<Arc<Panel>>,
    named: Result<Path<String>, PathRejection>,
    headers: HeaderMap,
) -> Response {
    let caller = match caller_as(&panel, &headers, Role::Administrator).await {
        Ok(caller) => caller,
        Err(response) => return response,
    };
    let typed = named.map(|Path(typed)| typed).unwrap_or_default();
    match look_up(&panel, &caller, &typed).await {
        Ok(Some(known)) => {
            let token = panel.signer.token(&caller.session);
            let head = widget_head(&panel, Mode::Other, Some(&token)).await;
            let page = page(&panel, &caller, &known, head, language(None, &headers));
            opened(&panel, &headers, &caller, page)
        }
        Ok(None) => {
            let page = no_such_mailbox(&panel, &caller, &typed);
            opened(&panel, &headers, &caller, page)
        }
        Err(error) => out_of_order(&error),
    }
}

/// For a mailbox that does not exist and for one of another domain: nobody learns which.
pub(super) fn no_such_mailbox(panel: &Panel, caller: &Caller, typed: &str) -> Response {
    let domain = caller.account.domain();
    Page {
        title: "No such mailbox",
        head: html! {},
        banner: who(panel, caller),
        main: html! {
            (trail())
            h1 { "There is no such mailbox" }
            p { "In " (domain) " there is no mailbox “" (typed) "”. Look for it in the list of " (domain) "." }
            p { a href="/admin/exchange/mailboxes" { "All mailboxes of " (domain) } }
        },
    }
    .with_status(StatusCode::NOT_FOUND)
}

/// What the page shows of a mailbox.
struct Known {
    account: Account,
    state: MailboxState,
    audit: Vec<AuditEntry>,
}

async fn look_up(
    panel: &Panel,
    caller: &Caller,
    typed: &str,
) -> Result<Option<Known>, DirectoryError> {
    let Some(account) = panel.managed_account(caller, typed).await? else {
        return Ok(None);
    };
    let state = state_of(panel, &account).await?;
    let mailbox = account.mailbox.clone();
    let audit = panel
        .directory
        .look_up(move |directory| directory.audit(&mailbox))
        .await?;
    Ok(Some(Known {
        account,
        state,
        audit,
    }))
}

fn page(
    panel: &Panel,
    caller: &Caller,
    known: &Known,
    head: Markup,
    language: &str,
) -> Page<'static> {
    let mailbox = &known.account.mailbox;
    let name = match known.account.display_name.as_str() {
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
        banner: who(panel, caller),
        main: html! {
            (trail())
            h1 { (name) }
            p.address { (mailbox) }
            (known.state.for_administrator())
            @if is_own {
                (known.state.lock("this"))
                p.note {
                    "This is your own mailbox. Change its password by "
                    a href="/" { "signing in to it" } "; here you set those of others."
                }
            } @else {
                (widget(panel, known, language))
            }
            section aria-labelledby="lately" {
                h2 #lately { "What happened lately" }
                (events(&known.audit))
            }
            p { a href=(recovery_path(mailbox)) { "Recovery: five steps for a locked mailbox" } }
            (demo_devices(panel, Some(mailbox)))
        },
    }
}

fn widget(panel: &Panel, known: &Known, language: &str) -> Markup {
    html! {
        mailbox-password
            mode="admin"
            endpoint="/api/admin/mailboxes/{mailbox}/password"
            mailbox=(known.account.mailbox)
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
            div lang="en" {
                (known.state.lock("this"))
                p {
                    "The form for a new password needs JavaScript and WebAssembly. "
                    "If it does not appear, try another browser."
                }
            }
        }
    }
}

fn trail() -> Markup {
    html! {
        nav.trail aria-label="Where you are" {
            a href="/admin" { "Administration" } " › Microsoft Exchange › "
            a href="/admin/exchange/mailboxes" { "Mailboxes" }
        }
    }
}
