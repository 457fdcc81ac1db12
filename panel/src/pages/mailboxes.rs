//! `/admin/exchange/mailboxes`: the mailboxes that an administrator looks after.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;

use super::error_pages::directory_unavailable;
use super::icons::{Icon, icon};
use super::layout::{Frame, Head, Page, page_head};
use super::mailbox_state::{address, end_of_lock, lock_state, time};
use super::navigation::{Place, SignedIn};
use super::session::{require_role, with_renewed_session};
use super::table::table;
use super::trail;
use super::url::{Show, list_path, mailbox_path};
use crate::caller::Caller;
use crate::directory::{MailboxEntry, MailboxPage, MailboxSearch, Role};
use crate::panel::Panel;

#[derive(Deserialize)]
pub(crate) struct Parameters {
    #[serde(default)]
    q: String,
    #[serde(default)]
    page: String,
    #[serde(default)]
    show: Show,
}

/// `GET /admin/exchange/mailboxes?q=&show=&page=`
pub(crate) async fn mailboxes(
    State(panel): State<Arc<Panel>>,
    Query(parameters): Query<Parameters>,
    headers: HeaderMap,
) -> Response {
    let caller = match require_role(&panel, &headers, Role::Administrator).await {
        Ok(caller) => caller,
        Err(response) => return response,
    };
    let search = MailboxSearch {
        area: caller.area(),
        text: parameters.q.clone(),
        locked: parameters.show == Show::Locked,
        page: parameters.page.parse().unwrap_or(1),
    };
    match panel.directory.mailboxes(search).await {
        Ok(found) => {
            let search = (parameters.q.trim(), parameters.show);
            let page = page(&panel, &caller, search, &found);
            with_renewed_session(&panel, &headers, &caller, page)
        }
        Err(error) => directory_unavailable(&error),
    }
}

fn page(panel: &Panel, caller: &Caller, (search, show): (&str, Show), found: &MailboxPage) -> Page {
    let area = &caller.area().name;
    Page {
        title: "Mailboxes".into(),
        head: Head::default(),
        frame: Frame::SignedIn(SignedIn::new(panel, caller, Place::Mailboxes)),
        main: html! {
            (page_head(&trail::exchange(), "Mailboxes", &html! {}))
            section.panel-card.panel-wide.panel-stack aria-label={ "Mailboxes of " (area) } {
                form.panel-search role="search" method="get" action="/admin/exchange/mailboxes" {
                    div.panel-field {
                        label.panel-label for="q" { "Name or address" }
                        input.panel-input #q type="search" name="q" value=(search) autocomplete="off"
                            spellcheck="false";
                    }
                    button.panel-button.panel-filled type="submit" { (icon(Icon::Search)) "Search" }
                }
                // What a search does not find is neither locked nor not.
                @if found.all > 0 || search.is_empty() { (tabs(search, show, found)) }
                p.panel-small role="status" { (summary(search, show, area, found.total)) }
                @if found.total > 0 {
                    (mailbox_table(area, found))
                }
                @if found.pages > 1 {
                    (pager(search, show, found))
                }
            }
        },
    }
}

/// All of them, or the locked ones alone.
fn tabs(search: &str, show: Show, found: &MailboxPage) -> Markup {
    let current = |tab| (show == tab).then_some("true");
    html! {
        ul.panel-list.panel-tabs aria-label="Show" {
            li {
                a.panel-tab href=(list_path(search, Show::All, 1)) aria-current=[current(Show::All)] {
                    "All " (found.all)
                }
            }
            li {
                a.panel-tab href=(list_path(search, Show::Locked, 1)) aria-current=[current(Show::Locked)] {
                    (icon(Icon::Lock)) "Locked " (found.locked)
                }
            }
        }
    }
}

/// How many there are, and the way back to all of them.
fn summary(search: &str, show: Show, area: &str, total: u32) -> Markup {
    let kind = match show {
        Show::All => "",
        Show::Locked => "locked ",
    };
    let number = match total {
        0 => format!("No {kind}mailbox"),
        1 => format!("1 {kind}mailbox"),
        many => format!("{many} {kind}mailboxes"),
    };
    html! {
        (number) " in " (area)
        @if search.is_empty() {
            "."
        } @else {
            " with “" (search) "” in the name or address. "
            a.panel-link href="/admin/exchange/mailboxes" { "Show all" }
        }
    }
}

fn mailbox_table(area: &str, found: &MailboxPage) -> Markup {
    let rows = html! { @for entry in &found.entries { (row(entry)) } };
    let caption = ["Mailboxes of ", area].concat();
    table(&caption, &["Mailbox", "State", "Password last set"], &rows)
}

fn row(entry: &MailboxEntry) -> Markup {
    html! {
        tr {
            th scope="row" {
                a.panel-link.panel-named href=(mailbox_path(&entry.mailbox)) {
                    @if !entry.display_name.is_empty() {
                        (entry.display_name) " "
                    }
                    small { (address(&entry.mailbox)) }
                }
            }
            td {
                (lock_state(entry.locked.is_some()))
                @match entry.locked {
                    Some(Some(until)) => { " " small { "Unlocks " (end_of_lock(until)) ". " } }
                    Some(None) => { " " small { "Until you unlock it. " } }
                    None => {}
                }
            }
            td {
                small.panel-when { "Password last set" }
                @match entry.password_set_at { Some(at) => (time(at)), None => "not known" }
            }
        }
    }
}

fn pager(search: &str, show: Show, found: &MailboxPage) -> Markup {
    html! {
        nav.panel-pager aria-label="Pages" {
            @if found.page > 1 {
                a.panel-link rel="prev" href=(list_path(search, show, found.page - 1)) { "Previous page" }
            }
            span { "Page " (found.page) " of " (found.pages) }
            @if found.page < found.pages {
                a.panel-link rel="next" href=(list_path(search, show, found.page + 1)) { "Next page" }
            }
        }
    }
}
