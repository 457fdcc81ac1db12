//! Error pages, each with a link to continue.

use std::sync::Arc;

use axum::extract::State;
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

use super::layout::{Frame, Head, Page, page_head};
use super::navigation::{Place, SignedIn};
use crate::directory::{DirectoryError, Role};
use crate::panel::Panel;

/// A page outside of any session, with one way on.
fn page(title: &'static str, heading: &str, words: &str) -> Page {
    Page {
        title: title.into(),
        head: Head::default(),
        frame: Frame::Open,
        main: html! {
            div.panel-card.panel-stack {
                h1.panel-h1 { (heading) }
                p { (words) }
                p { a.panel-button.panel-filled href="/" { "Start again" } }
            }
        },
    }
}

/// The page for a directory that is unavailable.
pub(super) fn directory_unavailable(error: &DirectoryError) -> Response {
    tracing::error!(%error, "no answer from the directory");
    page(
        "Out of order",
        "This does not work at the moment",
        "The mailboxes cannot be reached. Nothing was changed. Please try again in a minute.",
    )
    .with_status(StatusCode::SERVICE_UNAVAILABLE)
}

/// The page for a form that came from another origin.
pub(super) fn cross_origin_refused() -> Response {
    page(
        "Not accepted",
        "This was not accepted",
        "It did not come from a page of this panel. Nothing was changed.",
    )
    .with_status(StatusCode::FORBIDDEN)
}

/// The page for a client over its rate limit.
pub(super) fn rate_limited(seconds: u64) -> Response {
    let words = format!("Please wait {seconds} seconds, then try again.");
    let mut response = page("Please wait", "Too many tries from here", &words)
        .with_status(StatusCode::TOO_MANY_REQUESTS);
    response
        .headers_mut()
        .insert(RETRY_AFTER, HeaderValue::from(seconds));
    response
}

/// For paths without a route: programs get the status alone, people a page with a link to continue.
pub(crate) async fn not_found(
    State(panel): State<Arc<Panel>>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let for_programs = ["/api/", "/widget/", "/.well-known/"];
    if for_programs
        .iter()
        .any(|start| uri.path().starts_with(start))
    {
        return StatusCode::NOT_FOUND.into_response();
    }
    // If the directory does not answer, show the page for visitors without a session: it has a link to continue too.
    let caller = panel.caller(&headers).await.ok().flatten();
    let title = "Page not found".into();
    let page = match caller {
        Some(caller) => Page {
            title,
            head: Head::default(),
            main: html! {
                (page_head(&html! {}, "There is no such page", &html! {}))
                div.panel-card.panel-stack {
                    p { "The address may be misspelt, or the page has moved." }
                    (ways_on(Some(caller.session.role)))
                }
            },
            frame: Frame::SignedIn(SignedIn::new(&panel, &caller, Place::Other)),
        },
        None => Page {
            title,
            head: Head::default(),
            frame: Frame::Open,
            main: html! {
                div.panel-card.panel-stack {
                    h1.panel-h1 { "There is no such page" }
                    p { "The address may be misspelt, or the page has moved." }
                    (ways_on(None))
                }
            },
        },
    };
    page.with_status(StatusCode::NOT_FOUND)
}

fn ways_on(role: Option<Role>) -> Markup {
    let (path, words) = match role {
        Some(Role::Administrator) => ("/admin/exchange/mailboxes", "All mailboxes"),
        Some(Role::User) => ("/mailbox", "Your mailbox"),
        None => ("/", "Sign in"),
    };
    html! {
        p { a.panel-button.panel-filled href=(path) { (words) } }
        p.panel-small { a.panel-link href="/recovery" { "When a mailbox is locked: five steps" } }
    }
}
