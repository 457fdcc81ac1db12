//! The answer where there is no such mailbox or device, or no simulation at all.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::html;

use super::desk::PATH;
use super::document::Document;
use crate::simulated::DeviceNotFound;

/// Why there is nothing to show.
pub(crate) enum NotFound {
    /// The mailbox or the device.
    Device,
    /// This panel has no simulated devices at all.
    Simulation,
}

impl From<DeviceNotFound> for NotFound {
    fn from(_: DeviceNotFound) -> Self {
        Self::Device
    }
}

impl IntoResponse for NotFound {
    fn into_response(self) -> Response {
        if matches!(self, Self::Simulation) {
            return StatusCode::NOT_FOUND.into_response();
        }
        let page = Document {
            title: "No such device",
            has_panel: false,
            head: html! {},
            auto_refresh: false,
            body: html! {
                main.desk.alone {
                    header {
                        h1 { "There is no such device " span.badge { "Demo" } }
                        p { "It may be another mailbox’s, or the demo was started anew." }
                    }
                    a.button href=(PATH) { "The devices of the demo’s mailboxes" }
                }
            },
        };
        (StatusCode::NOT_FOUND, page).into_response()
    }
}
