//! What the demo's pages have in common: they are no pages of the panel, and have a style and a script of their own.

use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{Html, IntoResponse, Response};
use maud::{DOCTYPE, Markup, html};

const STYLE: &str = include_str!("../../../style/demo.css");
const SCRIPT: &str = include_str!("../../../script/demo.js");

/// A page of the demo.
pub(super) struct Document<'a> {
    pub(super) title: &'a str,
    /// The class of its body.
    pub(super) class: Option<&'a str>,
    /// What goes into its head.
    pub(super) head: Markup,
    /// Whether the script keeps it up to date.
    pub(super) auto_refresh: bool,
    pub(super) body: Markup,
}

impl IntoResponse for Document<'_> {
    fn into_response(self) -> Response {
        let markup = html! {
            (DOCTYPE)
            html lang="en" data-refresh=[(!self.auto_refresh).then_some("off")] {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    title { (self.title) " – Mailbox panel" }
                    link rel="stylesheet" href="/demo.css";
                    link rel="icon" type="image/svg+xml" href="/panel.svg";
                    script src="/demo.js" {}
                    (self.head)
                }
                body class=[self.class] { (self.body) }
            }
        };
        Html(markup.into_string()).into_response()
    }
}

/// `GET /demo.css`
pub(crate) async fn demo_stylesheet() -> Response {
    file("text/css; charset=utf-8", STYLE)
}

/// `GET /demo.js`
pub(crate) async fn demo_script() -> Response {
    file("text/javascript; charset=utf-8", SCRIPT)
}

fn file(content_type: &'static str, text: &'static str) -> Response {
    let headers = [(CONTENT_TYPE, content_type), (CACHE_CONTROL, "no-cache")];
    (headers, text).into_response()
}
