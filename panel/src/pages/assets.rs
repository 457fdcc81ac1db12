//! The files of the pages: style sheet, icon and script.

use std::sync::Arc;

use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use crate::panel::Panel;

/// The shared tokens, then the panel's own rules. The first line puts the panel's layer below the widget's.
const STYLE: &str = concat!(
    "@layer panel, mailbox-password;\n",
    include_str!("../../../style/tokens.css"),
    include_str!("../../style/panel.css"),
    include_str!("../../style/controls.css"),
    include_str!("../../style/narrow.css")
);

const SCRIPT: &str = include_str!("../../script/panel.js");

/// `GET /panel.css`: with the provider's accent, if there is one.
pub(crate) async fn stylesheet(State(panel): State<Arc<Panel>>) -> Response {
    let style = format!("{STYLE}{}", panel.brand.style());
    file("text/css; charset=utf-8", style)
}

/// `GET /panel.svg`: the provider's mark, or the panel's.
pub(crate) async fn icon(State(panel): State<Arc<Panel>>) -> Response {
    file("image/svg+xml", panel.brand.icon().to_owned())
}

/// `GET /panel.js`
pub(crate) async fn script() -> Response {
    file("text/javascript; charset=utf-8", SCRIPT.to_owned())
}

fn file(kind: &'static str, content: String) -> Response {
    ([(CONTENT_TYPE, kind), (CACHE_CONTROL, "no-cache")], content).into_response()
}
