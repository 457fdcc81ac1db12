//! `/session`: whether a page that is still open is of the session that the browser has now.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use serde::Serialize;

use crate::panel::Panel;

/// Who is signed in.
#[derive(Default, Serialize)]
pub(crate) struct Who {
    /// What pages of this session carry; empty if nobody is signed in.
    session: String,
    mailbox: String,
}

/// `GET /session`. It extends no session; if the directory does not answer, neither does this.
pub(crate) async fn who(
    State(panel): State<Arc<Panel>>,
    headers: HeaderMap,
) -> Result<Json<Who>, axum::http::StatusCode> {
    match panel.caller(&headers).await {
        Ok(Some(caller)) => Ok(Json(Who {
            session: panel.signer.mark(&caller.session),
            mailbox: caller.account.mailbox,
        })),
        Ok(None) => Ok(Json(Who::default())),
        Err(error) => {
            tracing::error!(%error, "no answer from the directory");
            Err(axum::http::StatusCode::SERVICE_UNAVAILABLE)
        }
    }
}
