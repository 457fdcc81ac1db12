//! `/admin/exchange/mailboxes`: the mailboxes of the administrator's domain.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;

use super::layout::{Page, directory_unavailable};
use super::mailbox_state::time;
use super::session::{require_role, signed_in_banner, with_renewed_session};
use super::url::{list_path, mailbox_path};
use crate::caller::Caller;
use crate::directory::{MailboxEntry, MailboxPage, MailboxSearch, Role};
use crate::panel::Panel;

#[derive(Deserialize)]
pub(crate) struct Parameters {
    #[serde(default)]
    q: String,
    #[serde(default)]
    page: String,
}

/// `GET /admin/exchange/mailboxes?q=&page=`
pub(crate) async fn mailboxes(
    State(panel): State<Arc<Panel>>,
    Query(parameters): Query<Parameters>,
    headers: HeaderMap,
) -> Response {
    let caller = match require_role(&panel, &headers, Role::Administrator).await {
        Ok(caller) => caller,
        Err(response) => return response,
    };
    let (domain, text) = (caller.account.domain().to_owned(), parameters.q.clone());
    let number = parameters.page.parse().unwrap_or(1);
    let found = panel
        .directory
        .look_up(move |directory| {
            directory.mailboxes(&MailboxSearch {
                domain: &domain,
                text: &text,
                page: number,
            })
        })
        .await;
    match found {
        Ok(found) => {
            let page = page(&panel, &caller, parameters.q.trim(), &found);
            with_renewed_session(&panel, &headers, &caller, page)
        }
        Err(error) => directory_unavailable(&error),
    }
}

fn page(panel: &Panel, caller: &Caller, search: &str, found: &MailboxPage) -> Page<'static> {
    let domain = caller.account.domain();
    Page {
        title: "Mailboxes",
        head: html! {},
        banner: signed_in_banner(panel, caller),
        main: html! {
            nav.trail aria-label="Where you are" {
                a href="/admin" { "Administration" } " › Microsoft Exchange"
            }
            h1 { "Mailboxes" }
            form.search role="search" method="get" action="/admin/exchange/mailboxes" {
                label for="q" { "Name or address" }
                input #q type="search" name="q" value=(search) autocomplete="off" spellcheck="false";
                button type="submit" { "Search" }
            }
            p role="status" { (summary(search, domain, found.total)) }
            @if found.total > 0 {
                table {
                    caption.only-heard { "Mailboxes of " (domain) }
                    thead {
                        tr {
                            th scope="col" { "Mailbox" }
                            th scope="col" { "Password set" }
                        }
                    }
                    tbody {
                        @for entry in &found.entries {
                            (row(entry))
                        }
                    }
                }
            }
            @if found.pages > 1 {
                (pager(search, found))
            }
        },
    }
}

/// How many there are, and the way back to all of them.
fn summary(search: &str, domain: &str, total: u32) -> Markup {
    let number = match total {
        0 => "No mailbox".to_owned(),
        1 => "1 mailbox".to_owned(),
        many => format!("{many} mailboxes"),
    };
    html! {
        (number) " in " (domain)
        @if search.is_empty() {
            "."
        } @else {
            " with “" (search) "” in the name or address. "
            a href="/admin/exchange/mailboxes" { "Show all" }
        }
    }
}

fn row(entry: &MailboxEntry) -> Markup {
    html! {
        tr {
            th scope="row" {
                div.named {
                    a href=(mailbox_path(&entry.mailbox)) {
                        @if !entry.display_name.is_empty() {
                            (entry.display_name) " "
                        }
                        span.address { (entry.mailbox) }
                    }
                    @if entry.locked {
                        (locked_mark())
                    }
                }
            }
            td { (time(entry.password_set_at)) }
        }
    }
}

/// An icon and the word.
fn locked_mark() -> Markup {
    html! {
        span.locked {
            svg viewBox="0 0 16 16" aria-hidden="true" focusable="false" {
                path d="M4 7V5a4 4 0 0 1 8 0v2h1v7H3V7zm2 0h4V5a2 2 0 0 0-4 0z" fill="currentColor" {}
            }
            "Locked"
        }
    }
}

fn pager(search: &str, found: &MailboxPage) -> Markup {
    html! {
        nav.pager aria-label="Pages" {
            @if found.page > 1 {
                a rel="prev" href=(list_path(search, found.page - 1)) { "Previous page" }
            }
            span { "Page " (found.page) " of " (found.pages) }
            @if found.page < found.pages {
                a rel="next" href=(list_path(search, found.page + 1)) { "Next page" }
            }
        }
    }
}
