//! The headers that every answer carries.

use axum::extract::Request;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderMap, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;

use crate::style::Style;

/// Which pages may have which in a frame.
#[derive(Clone, Copy)]
pub(crate) enum Frames {
    /// The page is not framed and frames nothing.
    None,
    /// Pages of this panel may have this one in a frame: the demo shows the panel beside its devices.
    OwnPages,
    /// This page of the demo has the panel in a frame; it is itself in none.
    Panel,
}

/// The policy of a page with these style sheets, which stand in it.
pub(crate) fn page_policy(styles: &[&Style], frames: Frames) -> HeaderValue {
    let sources: Vec<_> = styles.iter().map(|style| style.source()).collect();
    policy(&sources.join(" "), frames)
}

/// The policy of whatever is no page of the panel's, such as the widget's files: style sheets are files of this panel.
pub(crate) fn file_policy(frames: Frames) -> HeaderValue {
    policy("'self'", frames)
}

/// Nothing but this panel's own files, no markup from strings; what breaks it is reported here.
fn policy(style_sources: &str, frames: Frames) -> HeaderValue {
    let frames = match frames {
        Frames::None => "frame-ancestors 'none'",
        Frames::OwnPages => "frame-ancestors 'self'",
        Frames::Panel => "frame-src 'self'; frame-ancestors 'none'",
    };
    let policy = format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src {style_sources}; connect-src 'self'; \
         img-src 'self'; form-action 'self'; base-uri 'none'; {frames}; require-trusted-types-for 'script'; \
         trusted-types 'none'; report-uri /csp-report"
    );
    // Every part can stand in a header. If one could not, a page that may do nothing is the safe way to fail.
    HeaderValue::try_from(policy).unwrap_or(HeaderValue::from_static("default-src 'none'"))
}

/// Adds what the handler has not set itself.
pub(crate) async fn add_security_headers(
    policy: HeaderValue,
    request: Request,
    next: Next,
) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.entry(CONTENT_SECURITY_POLICY).or_insert(policy);
    add(headers, X_CONTENT_TYPE_OPTIONS, "nosniff");
    // Own pages are told where a form was, which the check of a browser without Sec-Fetch-Site needs; others are not.
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
