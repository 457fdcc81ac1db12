//! Reports of Content Security Policy violations: logged and counted, so that a test can assert that there are none.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::Json;
use axum::body::Bytes;
use axum::extract::{ConnectInfo, State};
use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::clock::Clock;
use crate::limits::{RateLimiter, client_network};

/// Longest text of a report that is logged.
const MAX_LOGGED_CHARS: usize = 200;

/// Reports a minute from one address that are logged; anybody can send them.
const MAX_LOGGED_PER_MINUTE: u32 = 60;

/// The reports that this process receives.
pub(crate) struct CspReports {
    received: AtomicU64,
    clock: Arc<Clock>,
    limiter: Arc<RateLimiter>,
    /// Whether their number may be read without a session: in the demo.
    is_count_public: bool,
}

impl CspReports {
    pub(crate) fn new(clock: Arc<Clock>, limiter: Arc<RateLimiter>, is_count_public: bool) -> Self {
        Self {
            received: AtomicU64::new(0),
            clock,
            limiter,
            is_count_public,
        }
    }
}

/// `POST /csp-report`
pub(crate) async fn receive(
    State(reports): State<Arc<CspReports>>,
    ConnectInfo(address): ConnectInfo<SocketAddr>,
    body: Bytes,
) -> StatusCode {
    reports.received.fetch_add(1, Ordering::Relaxed);
    let who = format!("report:{}", client_network(address.ip()));
    if reports
        .limiter
        .count(&who, MAX_LOGGED_PER_MINUTE, reports.clock.now())
        .is_some()
    {
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
