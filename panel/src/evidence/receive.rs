//! Receiving batches: only signed ones, only of now, each once.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use mailbox_password_evidence::{Batch, MAX_NAME_BYTES, MOST_SOURCES, Probe, VERSION};
use serde_json::json;

use super::Evidence;
use super::fold::{Mailboxes, Recorded};
use crate::clock::Timestamp;
use crate::directory::DirectoryError;
use crate::limits::TooMany;
use crate::panel::Panel;
use crate::source::Source;

/// The header with a batch's signature.
pub(crate) const SIGNATURE: &str = "mailbox-evidence-signature";

/// How far an agent's clock may be from the panel's, in seconds.
const CLOCK_TOLERANCE: u64 = 120;

/// `POST /api/evidence`: a batch of an agent. `200`: it counts, or, of a probe, it would. `409` with `last`: a batch with a higher number was taken.
/// `401`: it is not signed with the secret; `429`: so was too much of this source. `422`: it is of another time or form. `503`: try it again.
pub(crate) async fn receive(
    State(panel): State<Arc<Panel>>,
    source: Source,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let Some(evidence) = &panel.evidence else {
        return refused(
            StatusCode::NOT_FOUND,
            "this panel keeps no evidence of devices",
        );
    };
    if panel.is_stopping() {
        return refused(StatusCode::SERVICE_UNAVAILABLE, "this panel is stopping");
    }
    let signature = headers.get(SIGNATURE).and_then(|value| value.to_str().ok());
    if !signature.is_some_and(|signature| evidence.seal.is_signature(&body, signature)) {
        return unsigned(&panel, evidence, source);
    }
    let now = evidence.now();
    if is_probe(&body) {
        return Json(json!({ "now": now.rfc3339() })).into_response();
    }
    let batch = match read(&body) {
        Ok(batch) => batch,
        Err(words) => {
            tracing::warn!(words, "evidence of devices was refused");
            return refused(StatusCode::UNPROCESSABLE_ENTITY, &words);
        }
    };
    let sent = Timestamp::from_millis(batch.sent_at.as_millisecond());
    if sent.plus_seconds(CLOCK_TOLERANCE) < now || now.plus_seconds(CLOCK_TOLERANCE) < sent {
        let words = format!("the panel's clock says {}; set the agent's", now.rfc3339());
        return refused(StatusCode::UNPROCESSABLE_ENTITY, &words);
    }
    match take(evidence, batch, now).await {
        Ok(Recorded::Done) => Json(json!({ "received": true })).into_response(),
        Ok(Recorded::Stale { last }) => {
            (StatusCode::CONFLICT, Json(json!({ "last": last }))).into_response()
        }
        Err(error) => {
            tracing::error!(%error, "evidence of devices was not taken");
            refused(
                StatusCode::SERVICE_UNAVAILABLE,
                "the panel cannot take it now",
            )
        }
    }
}

/// The answer to what is not signed with the secret, which anybody can send.
fn unsigned(panel: &Panel, evidence: &Evidence, Source(source): Source) -> Response {
    if evidence.unsigned.is_due() {
        tracing::warn!("evidence of devices that is not signed with the secret was refused");
    }
    if let Err(TooMany(seconds)) = panel.limits.unsigned(source) {
        panel.metrics.limited("evidence");
        let words = "too much that is not signed with the panel's secret";
        let mut response = refused(StatusCode::TOO_MANY_REQUESTS, words);
        let headers = response.headers_mut();
        headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
        return response;
    }
    refused(
        StatusCode::UNAUTHORIZED,
        "it is not signed with the panel's secret",
    )
}

/// Whether it is a probe: asks whether a batch would be taken, and changes nothing.
fn is_probe(body: &[u8]) -> bool {
    body.len() <= Probe::MAX_BODY_BYTES
        && serde_json::from_slice::<Probe>(body).is_ok_and(|asked| asked.probe == VERSION)
}

/// A batch that can be kept; as an error, words for what its agent has to do otherwise.
fn read(body: &[u8]) -> Result<Batch, String> {
    let of_another_version = || "its form is of another version".to_owned();
    let batch = serde_json::from_slice::<Batch>(body).map_err(|_| of_another_version())?;
    if batch.version != VERSION {
        return Err(of_another_version());
    }
    if batch.sources.len() > MOST_SOURCES {
        return Err(format!(
            "it is of {} sources, and {MOST_SOURCES} are the most: let a second agent follow some of them",
            batch.sources.len()
        ));
    }
    // Databases hold no larger number.
    let is_number = |number: u64| i64::try_from(number).is_ok();
    if !has_names(&batch) {
        return Err(format!(
            "one of its names is empty, longer than {MAX_NAME_BYTES} bytes, or has a zero byte: give the agent and its \
             sources other names"
        ));
    }
    if !is_number(batch.sequence) || !batch.parts.iter().all(|part| is_number(part.to)) {
        return Err("one of its numbers is too large".to_owned());
    }
    Ok(batch)
}

/// Whether everything that needs a name has one. Some databases hold no text with a zero byte.
fn has_names(batch: &Batch) -> bool {
    let is_name = |text: &str| (1..=MAX_NAME_BYTES).contains(&text.len()) && !text.contains('\0');
    is_name(&batch.agent)
        && is_name(&batch.id)
        && batch.sources.iter().all(|source| is_name(&source.name))
        && batch.parts.iter().all(|part| is_name(&part.log))
}

/// Asks which names are mailboxes, and which of them are locked, before anything is written.
async fn take(
    evidence: &Evidence,
    batch: Batch,
    now: Timestamp,
) -> Result<Recorded, DirectoryError> {
    let mut mailboxes = Mailboxes::default();
    let observations = || batch.parts.iter().flat_map(|part| &part.observations);
    let names: BTreeSet<_> = observations()
        .map(|placed| placed.observation.mailbox.as_str())
        .collect();
    for name in names {
        if let Some(mailbox) = evidence.known.mailbox(name, now).await? {
            mailboxes.names.insert(name.to_owned(), mailbox);
        }
    }
    let refused: BTreeSet<_> = observations()
        .filter(|placed| !placed.observation.outcome.is_accepted())
        .filter_map(|placed| mailboxes.names.get(&placed.observation.mailbox))
        .cloned()
        .collect();
    for mailbox in refused {
        let Some(status) = evidence.known.directory().status(&mailbox).await? else {
            continue;
        };
        let since = status.locked_at.as_deref().and_then(Timestamp::parse);
        // Locked, and nobody knows since when: then no refusal proves anything.
        let since = since.or_else(|| status.locked.then_some(Timestamp::from_millis(0)));
        mailboxes.locked.insert(mailbox, since);
    }
    evidence.store.record(batch, mailboxes, now).await
}

fn refused(status: StatusCode, words: &str) -> Response {
    (status, Json(json!({ "problem": words }))).into_response()
}
