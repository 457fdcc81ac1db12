//! Pages are written last of all, by a middleware: it knows the provider's brand and the style sheets, which the
//! handlers need not.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use maud::Markup;

use crate::panel::Panel;

/// A page as it is sent.
pub(super) struct Rendered {
    pub(super) markup: Markup,
    /// Its Content-Security-Policy.
    pub(super) policy: HeaderValue,
}

/// What writes the page of a response.
#[derive(Clone)]
struct Writer(Arc<dyn Fn(&Panel) -> Rendered + Send + Sync>);

/// A response without content: [`render`] fills it in.
pub(super) fn rendered_later(
    write: impl Fn(&Panel) -> Rendered + Send + Sync + 'static,
) -> Response {
    let mut response = StatusCode::OK.into_response();
    response.headers_mut().insert(
        CONTENT_TYPE,
        HeaderValue::from_static("text/html; charset=utf-8"),
    );
    response.extensions_mut().insert(Writer(Arc::new(write)));
    response
}

/// Writes the page of a response, if there is one.
pub(crate) async fn render(
    State(panel): State<Arc<Panel>>,
    request: Request,
    next: Next,
) -> Response {
    let mut response = next.run(request).await;
    if let Some(Writer(write)) = response.extensions_mut().remove::<Writer>() {
        let Rendered { markup, policy } = write(&panel);
        *response.body_mut() = Body::from(panel.base.page(markup.into_string()));
        response
            .headers_mut()
            .insert(CONTENT_SECURITY_POLICY, policy);
    }
    response
}
