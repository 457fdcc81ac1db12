//! Reports of Content Security Policy violations: logged and counted, so that a test can assert that there are none.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::limits::Limits;
use crate::source::Source;

/// Longest text of a report that is logged.
const MAX_LOGGED_CHARS: usize = 200;

/// The reports that this process receives.
pub(crate) struct CspReports {
    received: AtomicU64,
    limits: Arc<Limits>,
    /// Whether their number may be read without a session: in the demo.
    is_count_public: bool,
}

impl CspReports {
    pub(crate) fn new(limits: Arc<Limits>, is_count_public: bool) -> Self {
        Self {
            received: AtomicU64::new(0),
            limits,
            is_count_public,
        }
    }
}

/// `POST /csp-report`
pub(crate) async fn receive(
    State(reports): State<Arc<CspReports>>,
    Source(source): Source,
    body: Bytes,
) -> StatusCode {
    reports.received.fetch_add(1, Ordering::Relaxed);
    if reports.limits.report(source).is_err() {
        return StatusCode::NO_CONTENT;
    }
    let report: Value = serde_json::from_slice(&body).unwrap_or_default();
    let member = |name: &str| {
        let text = report
            .pointer("/csp-report")
            .and_then(|report| report.get(name))
            .and_then(Value::as_str);
        text.unwrap_or("")
            .chars()
            .take(MAX_LOGGED_CHARS)
            .collect::<String>()
    };
    tracing::warn!(
        directive = ?member("violated-directive"),
        blocked = ?member("blocked-uri"),
        source = ?member("source-file"),
        "a page broke its content security policy"
    );
    StatusCode::NO_CONTENT
}

/// `GET /csp-report`, in the demo only.
pub(crate) async fn count(
    State(reports): State<Arc<CspReports>>,
) -> Result<Json<Value>, StatusCode> {
    if !reports.is_count_public {
        return Err(StatusCode::NOT_FOUND);
    }
    Ok(Json(
        json!({ "count": reports.received.load(Ordering::Relaxed) }),
    ))
}
