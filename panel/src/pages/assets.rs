//! The files of the pages: icon and script. Their style sheet stands in them (`style`).

use std::sync::Arc;

use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use crate::panel::Panel;

const SCRIPT: &str = include_str!("../../script/panel.js");

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
