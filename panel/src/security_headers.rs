//! The headers that every answer carries.

use axum::Router;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderName, HeaderValue};
use tower_http::set_header::SetResponseHeaderLayer;

use crate::base_path::BasePath;
use crate::style::Style;

/// Whether a page may be shown in a frame, and what it may show in one.
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
pub(crate) fn page_policy(styles: &[&Style], frames: Frames, base: &BasePath) -> HeaderValue {
    let sources: Vec<_> = styles.iter().map(|style| style.source()).collect();
    policy(&sources.join(" "), frames, base)
}

/// The policy of whatever is no page of the panel's, such as the widget's files: style sheets are files of this panel.
pub(crate) fn file_policy(frames: Frames, base: &BasePath) -> HeaderValue {
    policy("'self'", frames, base)
}

/// Nothing but this panel's own files, no markup from strings; what breaks it is reported here.
fn policy(style_sources: &str, frames: Frames, base: &BasePath) -> HeaderValue {
    let base = base.prefix();
    let frames = match frames {
        Frames::None => "frame-ancestors 'none'",
        Frames::OwnPages => "frame-ancestors 'self'",
        Frames::Panel => "frame-src 'self'; frame-ancestors 'none'",
    };
    let policy = format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src {style_sources}; connect-src 'self'; \
         img-src 'self'; form-action 'self'; base-uri 'none'; {frames}; require-trusted-types-for 'script'; \
         trusted-types 'none'; report-uri {base}/csp-report"
    );
    // Every part can stand in a header. If one could not, a page that may do nothing is the safe way to fail.
    HeaderValue::try_from(policy).unwrap_or(HeaderValue::from_static("default-src 'none'"))
}

/// A year, in seconds: for as long browsers reach the panel by https alone.
const HSTS: &str = "max-age=31536000";

/// The router whose answers carry these headers, where a handler has not set them itself.
pub(crate) fn with_security_headers<S: Clone + Send + Sync + 'static>(
    router: Router<S>,
    policy: HeaderValue,
    is_https: bool,
) -> Router<S> {
    let own = HeaderValue::from_static("same-origin");
    let hsts = is_https.then_some((STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(HSTS)));
    [
        (CONTENT_SECURITY_POLICY, policy),
        (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        // Own pages are told where a form was, which the check of a browser without Sec-Fetch-Site needs; others are not.
        (REFERRER_POLICY, own.clone()),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            own.clone(),
        ),
        (HeaderName::from_static("cross-origin-resource-policy"), own),
        (CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ]
    .into_iter()
    .chain(hsts)
    .fold(router, |router, (name, value)| {
        router.layer(SetResponseHeaderLayer::if_not_present(name, value))
    })
}
