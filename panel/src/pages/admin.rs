//! `/admin`: signing in as an administrator, and what there is to look after.

use std::sync::Arc;

use axum::Form;
use axum::extract::State;
use axum::extract::rejection::FormRejection;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use maud::{Markup, html};
use tokio::time::sleep;

use super::demo_accounts::{DemoSignIn, demo_accounts};
use super::error_pages::directory_unavailable;
use super::icons::{Icon, icon};
use super::layout::{Frame, Head, Page, help_card, page_head};
use super::logs::{Logs, gaps};
use super::mailbox::webmail_card;
use super::mailbox_state::address;
use super::navigation::{Place, SignedIn};
use super::session::with_renewed_session;
use super::sign_in::{
    Credentials, SignInPage, attempt_sign_in, form as credentials_form, start_session,
};
use super::url::mailbox_path;
use crate::caller::Caller;
use crate::directory::{DirectoryError, MailboxPage, MailboxSearch, Purpose, Role, SignIn};
use crate::panel::Panel;
use crate::source::Source;

/// The same for wrong, unknown, locked and no administrator.
const REFUSED: &str = "The address or the password is not right, the mailbox is locked, or it is not an administrator’s.";

const SIGN_IN: SignInPage = SignInPage {
    client: "administration",
    purpose: Purpose::Administration,
};

/// `GET /admin`
pub(crate) async fn admin(State(panel): State<Arc<Panel>>, headers: HeaderMap) -> Response {
    match panel.caller(&headers).await {
        Ok(Some(caller)) if caller.session.role == Role::Administrator => {
            match locked_mailboxes(&panel, &caller).await {
                Ok(locked) => {
                    let logs = Logs::read(&panel).await;
                    let page = home(&panel, &caller, &locked, &logs);
                    with_renewed_session(&panel, &headers, &caller, page)
                }
                Err(error) => directory_unavailable(&error),
            }
        }
        Ok(caller) => sign_in_page(&panel, caller.as_ref(), "", false).with_status(StatusCode::OK),
        Err(error) => directory_unavailable(&error),
    }
}

/// `POST /admin`. Wrong passwords lock no administrator out, or any stranger could: a limit and a growing wait for each
/// source stand in for the lock.
pub(crate) async fn admin_sign_in(
    State(panel): State<Arc<Panel>>,
    source: Source,
    headers: HeaderMap,
    form: Result<Form<Credentials>, FormRejection>,
) -> Response {
    match attempt_sign_in(&panel, source, &headers, form, SIGN_IN).await {
        Ok((_, SignIn::Accepted(account))) => {
            let Source(source) = source;
            panel.limits.delays.accepted(source);
            start_session(&panel, &headers, &account, Role::Administrator).await
        }
        Ok((typed, SignIn::Locked(_) | SignIn::Refused)) => {
            let Source(source) = source;
            sleep(panel.limits.delays.refused(source)).await;
            sign_in_page(&panel, None, &typed, true).with_status(StatusCode::FORBIDDEN)
        }
        Err(response) => response,
    }
}

/// The locked mailboxes that the caller looks after, and how many there are in all.
async fn locked_mailboxes(panel: &Panel, caller: &Caller) -> Result<MailboxPage, DirectoryError> {
    let search = MailboxSearch {
        area: caller.area(),
        text: String::new(),
        locked: true,
        page: 1,
    };
    panel.directory.mailboxes(search).await
}

fn home(panel: &Panel, caller: &Caller, locked: &MailboxPage, logs: &Logs) -> Page {
    let area = caller.area().name;
    Page {
        title: "Administration".into(),
        head: Head::default(),
        frame: Frame::SignedIn(SignedIn::new(panel, caller, Place::Other)),
        main: html! {
            (page_head(&html! {}, &format!("Administration of {area}"), &html! {}))
            section.panel-card.panel-stack aria-labelledby="exchange" {
                h2.panel-h2 #exchange { "Microsoft Exchange" }
                p {
                    a.panel-link href="/admin/exchange/mailboxes" { "Mailboxes" }
                    ": set a password, see which are locked, unlock them."
                }
                (locked_list(locked))
                p {
                    a.panel-link href="/admin/activity" { "Activity" }
                    @if matches!(logs, Logs::NotKept) { ": what" } @else { ": how the mail servers’ logs are, and what" }
                    " happened that is on no mailbox’s page."
                }
                (gaps(logs))
            }
            aside.panel-side aria-label="Other ways in" {
                section.panel-card {
                    h2.panel-h2 { "Your own mailbox" }
                    p.panel-small.panel-muted { "Sign in to it to change its password. That ends this session." }
                    p { a.panel-link href="/" { "Sign in to your mailbox" } }
                }
                (webmail_card())
            }
        },
    }
}

fn locked_list(locked: &MailboxPage) -> Markup {
    html! {
        @if locked.locked == 0 {
            p { "None of the " (locked.all) " mailboxes is locked." }
        } @else {
            div.panel-notice data-kind="bad" {
                (icon(Icon::Lock))
                div.panel-stack.panel-tight {
                    p.panel-strong {
                        (locked.locked) " of " (locked.all)
                        @if locked.locked == 1 { " mailboxes is locked" } @else { " mailboxes are locked" }
                    }
                    ul.panel-list.panel-links {
                        @for entry in locked.entries.iter().take(5) {
                            li {
                                a.panel-link href=(mailbox_path(&entry.mailbox)) {
                                    @if entry.display_name.is_empty() { (address(&entry.mailbox)) } @else { (entry.display_name) }
                                }
                            }
                        }
                        @if locked.locked > 5 {
                            li { a.panel-link href="/admin/exchange/mailboxes?show=locked" { "All that are locked" } }
                        }
                    }
                }
            }
        }
    }
}

fn sign_in_page(panel: &Panel, caller: Option<&Caller>, typed: &str, refused: bool) -> Page {
    Page {
        title: if refused {
            "Not signed in"
        } else {
            "Sign in as an administrator"
        }
        .into(),
        head: Head::default(),
        frame: Frame::Open,
        main: html! {
            div.panel-card.panel-stack {
                h1.panel-h1 { "Sign in as an administrator" }
                @if let Some(caller) = caller {
                    p.panel-note {
                        "You are signed in to your mailbox, " (address(&caller.account.mailbox)) ". Signing in here signs "
                        "you out there. " a.panel-link href="/mailbox" { "Go on to your mailbox" }
                    }
                }
                (credentials_form(
                    "/admin",
                    "Sign in",
                    "The password of your own mailbox.",
                    typed,
                    refused.then_some(REFUSED)
                ))
                ul.panel-list.panel-links.panel-small {
                    li { a.panel-link href="/" { "Your own mailbox" } ": change your own password." }
                    li { a.panel-link href="/webmail" { "Webmail" } ": try whether a password works." }
                    li { a.panel-link href="/recovery" { "Recovery" } ": five steps for a locked mailbox." }
                }
            }
            @if panel.demo.is_some() {
                (demo_accounts(panel, DemoSignIn::Administration))
            } @else {
                aside.panel-side aria-label="Help" { (help_card(panel.help.as_deref())) }
            }
        },
    }
}
