//! What the demo's pages have in common: they are no pages of the panel, and have a style and a script of their own.

use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use maud::{DOCTYPE, Markup, html};

use crate::pages::render::{Rendered, rendered_later};
use crate::panel::Panel;
use crate::security_headers::{Frames, page_policy};

const SCRIPT: &str = include_str!("../../../script/demo.js");

/// A page of the demo.
pub(super) struct Document {
    pub(super) title: &'static str,
    /// Whether it has the panel in a frame.
    pub(super) has_panel: bool,
    /// What goes into its head.
    pub(super) head: Markup,
    /// Whether the script keeps it up to date.
    pub(super) auto_refresh: bool,
    pub(super) body: Markup,
}

impl Document {
    fn render(&self, panel: &Panel) -> Rendered {
        let style = &panel.styles.demo;
        let markup = html! {
            (DOCTYPE)
            html lang="en" data-refresh=[(!self.auto_refresh).then_some("off")] {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    title { (self.title) " – " (panel.brand.name()) }
                    link rel="icon" type="image/svg+xml" href="/panel.svg";
                    script src="/demo.js" {}
                    (self.head)
                    (style)
                }
                body class=[self.has_panel.then_some("beside")] { (self.body) }
            }
        };
        let frames = if self.has_panel {
            Frames::Panel
        } else {
            panel.frames()
        };
        Rendered {
            markup,
            policy: page_policy(&[style], frames, &panel.base),
        }
    }
}

impl IntoResponse for Document {
    fn into_response(self) -> Response {
        rendered_later(move |panel| self.render(panel))
    }
}

/// `GET /demo.js`
pub(crate) async fn demo_script() -> Response {
    let kind = "text/javascript; charset=utf-8";
    let headers = [(CONTENT_TYPE, kind), (CACHE_CONTROL, "no-cache")];
    (headers, SCRIPT).into_response()
}
