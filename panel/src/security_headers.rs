//! The headers that every answer carries.

use axum::extract::Request;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderMap, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;

/// Nothing but this panel's own files, no markup from strings; what breaks it is reported here.
macro_rules! policy {
    ($frames:literal) => {
        concat!(
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; \
             img-src 'self'; form-action 'self'; base-uri 'none'; ",
            $frames,
            "; require-trusted-types-for 'script'; trusted-types 'none'; report-uri /csp-report"
        )
    };
}

/// For a page of the demo that has the panel in a frame; it is itself in none.
pub(crate) const WITH_OWN_FRAME: &str = policy!("frame-src 'self'; frame-ancestors 'none'");

/// The policy for everything else. Only the demo, which shows the panel beside its devices, lets this panel's own pages
/// frame it.
pub(crate) const fn policy(is_framed_by_demo: bool) -> &'static str {
    if is_framed_by_demo {
        policy!("frame-ancestors 'self'")
    } else {
        policy!("frame-ancestors 'none'")
    }
}

/// Adds what the handler has not set itself.
pub(crate) async fn add_security_headers(
    policy: &'static str,
    request: Request,
    next: Next,
) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    add(headers, CONTENT_SECURITY_POLICY, policy);
    add(headers, X_CONTENT_TYPE_OPTIONS, "nosniff");
    // Own pages are told where a form was, which the check of a browser without Sec-Fetch-PanelOrigin needs; others are not.
    add(headers, REFERRER_POLICY, "same-origin");
    add(
        headers,
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    );
    add(
        headers,
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    );
    add(headers, CACHE_CONTROL, "no-store");
    response
}

fn add(headers: &mut HeaderMap, name: HeaderName, value: &'static str) {
    headers
        .entry(name)
        .or_insert(HeaderValue::from_static(value));
}
