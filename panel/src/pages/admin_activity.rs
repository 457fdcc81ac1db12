//! `/admin/activity`: how the mail servers' logs are, and what happened that is on no mailbox's page.

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use maud::{Markup, html};

use super::error_pages::directory_unavailable;
use super::event_rows::{DAY_SECONDS, chosen, rows};
use super::events::{Reader, event_table};
use super::layout::{Frame, Head, Page, page_head};
use super::logs::{Logs, sources};
use super::navigation::{Place, SignedIn};
use super::session::{require_role, with_renewed_session};
use super::trail;
use crate::caller::Caller;
use crate::directory::Role;
use crate::ledger::AuditEntry;
use crate::panel::Panel;

/// How many entries are read of each kind, and how many rows are shown of them.
const ENTRIES: u32 = 400;
const ROWS: usize = 100;

/// `GET /admin/activity`
pub(crate) async fn admin_activity(
    State(panel): State<Arc<Panel>>,
    headers: HeaderMap,
) -> Response {
    let caller = match require_role(&panel, &headers, Role::Administrator).await {
        Ok(caller) => caller,
        Err(response) => return response,
    };
    match panel.ledger.audit("", ENTRIES).await {
        Ok(audit) => {
            let logs = Logs::read(&panel).await;
            let page = page(&panel, &caller, &logs, audit.as_deref());
            with_renewed_session(&panel, &headers, &caller, page)
        }
        Err(error) => directory_unavailable(&error),
    }
}

fn page(panel: &Panel, caller: &Caller, logs: &Logs, audit: Option<&[AuditEntry]>) -> Page {
    Page {
        title: "Activity".into(),
        head: Head::default(),
        frame: Frame::SignedIn(SignedIn::new(panel, caller, Place::Activity)),
        main: html! {
            (page_head(&trail::exchange(), "Activity", &html! {}))
            (sources(logs))
            section.panel-card.panel-wide.panel-stack aria-labelledby="others" {
                h2.panel-h2 #others { "Not about one mailbox" }
                p {
                    "Refused sign-ins without a mailbox on record, and what was done to the panel at the terminal. The "
                    "address that was typed is not kept: it could be a password. What happened to a mailbox is on its "
                    "own page."
                }
                (list(audit))
            }
        },
    }
}

fn list(audit: Option<&[AuditEntry]>) -> Markup {
    let Some(entries) = audit else {
        return html! {
            p.panel-muted { "This panel is not set up to keep it: it is in the panel’s log alone." }
        };
    };
    let rows = rows(entries, DAY_SECONDS);
    let shown = chosen(&rows, ROWS);
    html! {
        @if rows.is_empty() {
            p.panel-muted { "Nothing is recorded yet." }
        } @else {
            (event_table(&shown, Reader::Administrator))
            @if shown.len() < rows.len() || entries.len() >= ENTRIES as usize {
                p.panel-small.panel-muted { "Earlier ones are not shown." }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panel_that_keeps_no_trail_says_where_it_is() {
        let said = list(None).into_string();
        assert!(said.contains("in the panel’s log alone"), "{said}");
    }
}
