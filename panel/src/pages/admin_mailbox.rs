//! `/admin/exchange/mailboxes/{address}`: the widget for somebody else's mailbox, and what happened to it lately.

use std::sync::Arc;

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use maud::{Markup, html};

use super::error_pages::directory_unavailable;
use super::events::{Activity, Reader, activity};
use super::facts::{administrator_facts, lock_help};
use super::layout::{Frame, Head, Page, page_head};
use super::mailbox_state::{MailboxState, address, mailbox_state};
use super::navigation::{Place, SignedIn};
use super::session::{require_role, with_renewed_session};
use super::simulated::demo_devices;
use super::trail;
use super::url::mailbox_path;
use super::widget::{Access, Content, Mode, language, skeleton, widget, widget_head};
use crate::caller::Caller;
use crate::directory::{Account, DirectoryError, Role};
use crate::ledger::AuditEntry;
use crate::panel::Panel;

/// `GET /admin/exchange/mailboxes/{address}?activity=`
pub(crate) async fn admin_mailbox(
    State(panel): State<Arc<Panel>>,
    named: Result<Path<String>, PathRejection>,
    Query(shown): Query<Activity>,
    headers: HeaderMap,
) -> Response {
    let caller = match require_role(&panel, &headers, Role::Administrator).await {
        Ok(caller) => caller,
        Err(response) => return response,
    };
    let typed = named.map(|Path(typed)| typed).unwrap_or_default();
    match look_up(&panel, &caller, &typed, shown.entries()).await {
        Ok(Some(details)) => {
            let token = panel.signer.token(&caller.session);
            let language = language(None, &headers);
            let head = widget_head(&panel, Some(&token)).await;
            let mailbox = &details.account.mailbox;
            let content = Content {
                skeleton: skeleton(&panel, Mode::Administrator, language, mailbox).await,
                language,
            };
            let page = page(&panel, &caller, &details, shown, head, &content);
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
    let area = caller.area().name;
    Page {
        title: "No such mailbox".into(),
        head: Head::default(),
        frame: Frame::SignedIn(SignedIn::new(panel, caller, Place::MailboxOfOther)),
        main: html! {
            (page_head(&trail::mailboxes(), "There is no such mailbox", &html! {}))
            div.panel-card.panel-stack {
                p { "In " (area) " there is no mailbox " (address(typed)) ". Look for it in the list of " (area) "." }
                p {
                    a.panel-button.panel-filled href="/admin/exchange/mailboxes" { "All mailboxes" }
                }
            }
        },
    }
    .with_status(StatusCode::NOT_FOUND)
}

/// What the page shows of a mailbox.
struct MailboxDetails {
    account: Account,
    state: MailboxState,
    /// `None` if it is not kept.
    audit: Option<Vec<AuditEntry>>,
}

async fn look_up(
    panel: &Panel,
    caller: &Caller,
    typed: &str,
    entries: u32,
) -> Result<Option<MailboxDetails>, DirectoryError> {
    let Some(account) = panel.managed_account(caller, typed).await? else {
        return Ok(None);
    };
    let state = mailbox_state(panel, &account).await?;
    let audit = panel.ledger.audit(&account.mailbox, entries).await?;
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
    shown: Activity,
    head: Head,
    content: &Content,
) -> Page {
    let mailbox = &details.account.mailbox;
    let state = &details.state;
    let name = match details.account.display_name.as_str() {
        "" => mailbox,
        name => name,
    };
    let is_own = *mailbox == caller.account.mailbox;
    Page {
        title: name.to_owned().into(),
        head: if is_own { Head::default() } else { head },
        frame: Frame::SignedIn(SignedIn::new(panel, caller, Place::MailboxOfOther)),
        main: html! {
            (page_head(&trail::mailboxes(), name, &state.lock_link()))
            (state.note_for_administrator())
            div.panel-card.panel-stack {
                @if is_own {
                    p { (address(mailbox)) }
                    (state.lock_note("this"))
                    p.panel-note {
                        "This is your own mailbox. Change its password by "
                        a.panel-link href="/" { "signing in to it" } "; here you set those of others."
                    }
                } @else {
                    (form(panel, details, content))
                }
            }
            aside.panel-side aria-label="Help and facts" {
                (administrator_facts(state, details.audit.as_deref().unwrap_or_default()))
                (lock_help(state, mailbox, is_own))
                (demo_devices(panel, Some(mailbox)))
            }
            @if let Some(audit) = &details.audit {
                (activity(audit, Reader::Administrator, shown, &mailbox_path(mailbox)))
            }
        },
    }
}

fn form(panel: &Panel, details: &MailboxDetails, content: &Content) -> Markup {
    let fallback = html! {
        (details.state.lock_note("this"))
        p {
            "The form for a new password needs JavaScript and WebAssembly. "
            "If it cannot be used, try another browser."
        }
    };
    let mailbox = Some(details.account.mailbox.as_str());
    let help = panel.help.as_deref();
    widget(
        Mode::Administrator,
        Access::Administrator,
        mailbox,
        help,
        content,
        &fallback,
    )
}
