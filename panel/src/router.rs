//! Which request goes where.

use std::sync::Arc;
use std::time::Instant;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::handler::Handler;
use axum::http::header::LOCATION;
use axum::http::{Method, StatusCode};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get, post};
use tokio::time::timeout;

use crate::directory::DirectoryError;
use crate::panel::{AppState, Panel};
use crate::security_headers::with_security_headers;
use crate::{api, csp_reports, evidence, pages, security_headers, widget_files};

/// Longest body in bytes: two passwords of ten thousand characters fit.
const MAX_BODY_BYTES: usize = 64 * 1024;

/// Where agents bring what they read.
const EVIDENCE: &str = "/api/evidence";

pub(crate) fn router(panel: Arc<Panel>) -> Router {
    let policy = security_headers::file_policy(panel.frames(), &panel.base);
    let is_https = panel.origin.is_https();
    let router = routes()
        .router
        .fallback(pages::not_found)
        .layer(from_fn_with_state(Arc::clone(&panel), pages::render))
        .layer(from_fn_with_state(Arc::clone(&panel), read_body));
    with_security_headers(router, policy, is_https)
        .layer(from_fn(log))
        .with_state(AppState(panel))
}

/// Every method and path that the panel answers, in the order in which they are added.
#[must_use]
pub fn endpoints() -> Vec<(&'static str, &'static str)> {
    routes().endpoints
}

fn routes() -> Routes {
    Routes::default()
        .get("/", pages::sign_in_form)
        .post("/", pages::sign_in)
        .get("/mailbox", pages::mailbox)
        .get("/mailbox/password", pages::password)
        .get("/mailbox/devices", pages::own_devices)
        .get("/session", pages::who)
        .post("/sign-out", pages::sign_out)
        .get("/webmail", pages::webmail_form)
        .post("/webmail", pages::webmail)
        .get("/recovery", pages::recovery)
        .get("/admin", pages::admin)
        .post("/admin", pages::admin_sign_in)
        .get("/admin/activity", pages::admin_activity)
        .get("/admin/exchange/mailboxes", pages::mailboxes)
        .get("/admin/exchange/mailboxes/{mailbox}", pages::admin_mailbox)
        .get("/demo", pages::demo)
        .post("/demo", pages::act_demo)
        .get("/demo/devices", pages::devices)
        .post("/demo/devices", pages::run_devices)
        .get("/demo/devices/{id}", pages::device)
        .post("/demo/devices/{id}", pages::set_device)
        .get("/demo.js", pages::demo_script)
        .get("/panel.js", pages::script)
        .get("/panel.svg", pages::icon)
        .post("/api/mailbox/password", api::change)
        .get("/api/mailbox/policy", api::policy)
        .get("/api/mailbox/devices", api::devices)
        .get("/api/mailbox/status", api::status)
        .post("/api/admin/mailboxes/{mailbox}/password", api::reset)
        .get("/api/admin/mailboxes/{mailbox}/policy", api::admin_policy)
        .get("/api/admin/mailboxes/{mailbox}/devices", api::admin_devices)
        .get("/api/admin/mailboxes/{mailbox}/status", api::admin_status)
        .post("/api/admin/mailboxes/{mailbox}/unlock", api::unlock)
        .post(EVIDENCE, evidence::receive)
        .get("/widget/{*name}", widget_files::widget_file)
        .get("/csp-report", csp_reports::count)
        .post("/csp-report", csp_reports::receive)
        .get("/.well-known/change-password", change_password)
        .get("/healthz", alive)
        .get("/readyz", ready)
}

/// A router that knows what was added to it.
#[derive(Default)]
struct Routes {
    router: Router<AppState>,
    endpoints: Vec<(&'static str, &'static str)>,
}

impl Routes {
    fn get<H, T>(self, path: &'static str, handler: H) -> Self
    where
        H: Handler<T, AppState>,
        T: 'static,
    {
        self.add("GET", path, get(handler))
    }

    fn post<H, T>(self, path: &'static str, handler: H) -> Self
    where
        H: Handler<T, AppState>,
        T: 'static,
    {
        self.add("POST", path, post(handler))
    }

    fn add(
        mut self,
        method: &'static str,
        path: &'static str,
        handler: MethodRouter<AppState>,
    ) -> Self {
        self.endpoints.push((method, path));
        Self {
            router: self.router.route(path, handler),
            ..self
        }
    }
}

/// Where password managers look for the form (W3C, "A Well-Known URL for Changing Passwords").
async fn change_password() -> (StatusCode, [(axum::http::HeaderName, &'static str); 1]) {
    (StatusCode::FOUND, [(LOCATION, "/mailbox/password")])
}

/// Whether this process runs.
async fn alive() -> &'static str {
    "ok"
}

/// Whether requests should be sent here: the directory answers, and the panel is not about to stop.
async fn ready(State(panel): State<Arc<Panel>>) -> (StatusCode, &'static str) {
    if panel.is_stopping() {
        return (StatusCode::SERVICE_UNAVAILABLE, "stopping");
    }
    let not_ready = |error: &DirectoryError, words| {
        tracing::error!(error = error.reason(), "not ready: {words}");
        (StatusCode::SERVICE_UNAVAILABLE, words)
    };
    if let Err(error) = panel.directory.check().await {
        return not_ready(&error, "the directory of mailboxes cannot be used");
    }
    if let Err(error) = panel.ledger.check().await {
        return not_ready(&error, "the records of sessions and changes cannot be used");
    }
    // Passwords can be changed without it, so that a proxy should not turn away from here.
    if let Some(evidence) = &panel.evidence
        && let Err(error) = evidence.sources().await
    {
        let words = "ok, but the evidence of devices cannot be used";
        tracing::error!(error = error.reason(), "{words}");
        return (StatusCode::OK, words);
    }
    (StatusCode::OK, "ok")
}

/// Reads the whole body before anything else is done, in a bounded time: a body that drips in keeps nothing busy.
async fn read_body(State(panel): State<Arc<Panel>>, request: Request, next: Next) -> Response {
    if request.method() != Method::POST {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let is_batch = parts.uri.path() == EVIDENCE
        && panel.evidence.is_some()
        && parts.headers.contains_key(evidence::SIGNATURE);
    let longest = if is_batch {
        mailbox_password_evidence::MAX_BODY_BYTES
    } else {
        MAX_BODY_BYTES
    };
    let refused = match timeout(panel.body_timeout, to_bytes(body, longest)).await {
        Ok(Ok(body)) => return next.run(Request::from_parts(parts, Body::from(body))).await,
        Ok(Err(_)) => StatusCode::PAYLOAD_TOO_LARGE,
        Err(_) => StatusCode::REQUEST_TIMEOUT,
    };
    if parts.uri.path().starts_with("/api/") {
        return api::body_refused(refused);
    }
    refused.into_response()
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
