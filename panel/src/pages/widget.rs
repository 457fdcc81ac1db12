//! What a page needs that hosts the widget.

use axum::http::HeaderMap;
use axum::http::header::ACCEPT_LANGUAGE;
use mailbox_password_declarations::LANGUAGES;
use maud::{Markup, html};

use crate::panel::Panel;
use crate::widget_files::{FirstLoad, Mode};

/// For a page's head: the script, what it is going to ask for, and the session's token if there is a session.
pub(super) async fn widget_head(panel: &Panel, mode: Mode, token: Option<&str>) -> Markup {
    let first_load = panel.widget.first_load(mode).await;
    html! {
        @if let Some(token) = token {
            meta name="csrf-token" content=(token);
        }
        @for file in &first_load {
            (preload(file))
        }
        script type="module" src="/widget/element.js" {}
    }
}

/// What the script is going to ask for, so that it arrives beside the script rather than after it. The script checks
/// what it fetches; what it imports can only be checked here.
fn preload(file: &FirstLoad) -> Markup {
    let href = format!("/widget/{}", file.name);
    html! {
        @if file.name.ends_with(".js") {
            link rel="modulepreload" href=(href) integrity=[&file.integrity];
        } @else {
            link rel="preload" as="fetch" crossorigin href=(href);
        }
    }
}

/// What was asked for in the address, else the first of the browser's languages that there is, else English.
pub(super) fn language(wish: Option<&str>, headers: &HeaderMap) -> &'static str {
    let accepted = headers
        .get(ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or("");
    wish.into_iter()
        .chain(
            accepted
                .split(',')
                .map(|range| range.split(';').next().unwrap_or("").trim()),
        )
        .find_map(|range| {
            let primary = range.split('-').next().unwrap_or("");
            LANGUAGES
                .iter()
                .map(|language| language.tag)
                .find(|tag| tag.eq_ignore_ascii_case(primary))
        })
        .unwrap_or("en")
}
