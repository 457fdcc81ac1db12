//! Which request goes where.

use std::sync::Arc;
use std::time::Instant;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use axum::routing::{get, post};

use crate::panel::Panel;
use crate::{api, headers, pages, reports, widget_files};

/// Longest body in bytes: two passwords of ten thousand characters fit.
const LONGEST_BODY: usize = 64 * 1024;

pub(crate) fn router(panel: Arc<Panel>) -> Router {
    Router::new()
        .route("/", get(pages::sign_in_form).post(pages::sign_in))
        .route("/mailbox", get(pages::mailbox))
        .route("/sign-out", post(pages::sign_out))
        .route("/webmail", get(pages::webmail_form).post(pages::webmail))
        .route("/panel.css", get(pages::stylesheet))
        .route("/panel.svg", get(pages::icon))
        .route("/api/mailbox/password", post(api::change))
        .route("/api/mailbox/policy", get(api::policy))
        .route("/api/mailbox/devices", get(api::devices))
        .route("/api/mailbox/status", get(api::status))
        .route("/widget/{*name}", get(widget_files::widget_file))
        .route("/csp-report", get(reports::count).post(reports::receive))
        .route("/.well-known/change-password", get(change_password))
        .route("/healthz", get(health))
        .layer(DefaultBodyLimit::max(LONGEST_BODY))
        .layer(from_fn(headers::protect))
        .layer(from_fn(log))
        .with_state(panel)
}

/// Where password managers look for the form (W3C, "A Well-Known URL for Changing Passwords").
async fn change_password() -> (StatusCode, [(axum::http::HeaderName, &'static str); 1]) {
    (StatusCode::FOUND, [(LOCATION, "/mailbox")])
}

async fn health(State(panel): State<Arc<Panel>>) -> (StatusCode, &'static str) {
    match panel.look_up(|directory| directory.check()).await {
        Ok(()) => (StatusCode::OK, "ok"),
        Err(error) => {
            tracing::error!(%error, "not healthy");
            (
                StatusCode::SERVICE_UNAVAILABLE,
                "the directory of mailboxes cannot be used",
            )
        }
    }
}

/// One line a request: no query, no header, no body.
async fn log(request: Request, next: Next) -> Response {
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let start = Instant::now();
    let response = next.run(request).await;
    let milliseconds = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX);
    tracing::info!(%method, path = ?path, status = response.status().as_u16(), milliseconds, "request");
    response
}
