//! What every page has in common.

use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use maud::{DOCTYPE, Markup, html};

use crate::directory::DirectoryError;

/// The shared tokens, then the panel's own rules. The first line puts the panel's layer below the widget's.
const STYLE: &str = concat!(
    "@layer panel, mailbox-password;\n",
    include_str!("../../../style/tokens.css"),
    include_str!("../../style/panel.css"),
    include_str!("../../style/simulated.css")
);

const ICON: &str = include_str!("../../style/icon.svg");

/// `GET /panel.css`
pub(crate) async fn stylesheet() -> Response {
    (
        [
            (CONTENT_TYPE, "text/css; charset=utf-8"),
            (CACHE_CONTROL, "no-cache"),
        ],
        STYLE,
    )
        .into_response()
}

/// `GET /panel.svg`
pub(crate) async fn icon() -> Response {
    (
        [(CONTENT_TYPE, "image/svg+xml"), (CACHE_CONTROL, "no-cache")],
        ICON,
    )
        .into_response()
}

/// A page: what goes into its head, its banner and its main part.
pub(super) struct Page<'a> {
    pub(super) title: &'a str,
    pub(super) head: Markup,
    pub(super) banner: Markup,
    pub(super) main: Markup,
}

impl Page<'_> {
    pub(super) fn with_status(self, status: StatusCode) -> Response {
        (status, self).into_response()
    }
}

impl IntoResponse for Page<'_> {
    fn into_response(self) -> Response {
        let markup = html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    title { (self.title) " – Mailbox panel" }
                    link rel="stylesheet" href="/panel.css";
                    link rel="icon" type="image/svg+xml" href="/panel.svg";
                    (self.head)
                }
                body {
                    a.skip href="#main" { "Skip to the content" }
                    header {
                        a.home href="/" { "Mailbox panel" }
                        (self.banner)
                    }
                    main #main tabindex="-1" { (self.main) }
                }
            }
        };
        (
            [(CONTENT_TYPE, "text/html; charset=utf-8")],
            markup.into_string(),
        )
            .into_response()
    }
}

/// A link that reads as what it reaches: a phone number, an address, a page.
pub(super) fn help_link(help: Option<&str>) -> Markup {
    html! {
        @match help {
            Some(link) => a href=(link) { (help_text(link)) },
            None => "your administrator",
        }
    }
}

fn help_text(link: &str) -> &str {
    ["tel:", "mailto:", "https://"]
        .iter()
        .find_map(|scheme| link.strip_prefix(scheme))
        .unwrap_or(link)
}

/// The page for a directory that is unavailable.
pub(super) fn directory_unavailable(error: &DirectoryError) -> Response {
    tracing::error!(%error, "no answer from the directory");
    Page {
        title: "Out of order",
        head: html! {},
        banner: html! {},
        main: html! {
            h1 { "This does not work at the moment" }
            p { "The mailboxes cannot be reached. Nothing was changed. Please try again in a minute." }
            p { a href="/" { "Start again" } }
        },
    }
    .with_status(StatusCode::SERVICE_UNAVAILABLE)
}

/// The page for a form that came from another origin.
pub(super) fn cross_origin_refused() -> Response {
    Page {
        title: "Not accepted",
        head: html! {},
        banner: html! {},
        main: html! {
            h1 { "This was not accepted" }
            p { "It did not come from a page of this panel. Nothing was changed." }
            p { a href="/" { "Start again" } }
        },
    }
    .with_status(StatusCode::FORBIDDEN)
}

/// The page for a client over its rate limit.
pub(super) fn rate_limited(seconds: u64) -> Response {
    let mut response = Page {
        title: "Please wait",
        head: html! {},
        banner: html! {},
        main: html! {
            h1 { "Too many tries from here" }
            p { "Please wait " (seconds) " seconds, then try again." }
            p { a href="/" { "Start again" } }
        },
    }
    .with_status(StatusCode::TOO_MANY_REQUESTS);
    response
        .headers_mut()
        .insert(RETRY_AFTER, HeaderValue::from(seconds));
    response
}
