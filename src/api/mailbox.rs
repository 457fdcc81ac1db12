use js_sys::Promise;
use mailbox_password_rules::Policy;
use wasm_bindgen::JsCast;

use super::request::{Abort, Call, Limit, send, text};
use crate::{
    config::{Config, Endpoint, read_devices, read_policy},
    json::Json,
    model::{Device, Status},
};

/// Why a query has no clear answer.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum QueryError {
    /// The session has ended.
    SessionEnded,
    /// A redirect, often to a sign-in page.
    Redirected,
    /// There is no endpoint, no answer, or none that can be read.
    Unclear,
}

/// Reads the mailbox's status.
pub(crate) async fn status(
    config: &Config,
    lang: &str,
    abort: &Abort,
) -> Result<Status, QueryError> {
    let body = get(
        config,
        config.status_endpoint.as_ref(),
        "status",
        lang,
        abort,
    )
    .await?;
    Ok(Status {
        is_locked: body.get("locked").flag().unwrap_or(false),
        unlocks_in: body.get("unlocksInSeconds").count(),
        password_changed_at: body.get("passwordChangedAt").text(),
        last_reference: body.get("lastChangeReference").text(),
        must_change: body.get("mustChange").flag(),
        expires_at: body.get("expiresAt").instant(),
        now: body.get("now").instant(),
        misses_refusals: body.get("refusalsMissing").flag().unwrap_or(false),
        last_refused: {
            let refused = body.get("lastRefused");
            let client = refused.get("client").label().unwrap_or_default();
            refused.get("at").instant().map(|at| (at, client))
        },
    })
}

/// Reads the policy. `sent` is the answer to a request that the loader has sent already; without a clear one it is
/// requested again.
pub(crate) async fn policy(
    config: &Config,
    lang: &str,
    abort: &Abort,
    sent: Option<Promise>,
) -> Result<Policy, QueryError> {
    if let Some(sent) = sent
        && let Some(body) = clear_answer(&sent, &Limit::new(config.timeout, abort)).await
    {
        return Ok(read_policy(&body));
    }
    let body = get(
        config,
        config.policy_endpoint.as_ref(),
        "policy",
        lang,
        abort,
    )
    .await?;
    Ok(read_policy(&body))
}

/// Reads the devices.
pub(crate) async fn devices(
    config: &Config,
    lang: &str,
    abort: &Abort,
) -> Result<Vec<Device>, QueryError> {
    let body = get(
        config,
        config.devices_endpoint.as_ref(),
        "devices",
        lang,
        abort,
    )
    .await?;
    Ok(read_devices(&body))
}

/// The body of a clear answer to a request that was sent elsewhere.
async fn clear_answer(sent: &Promise, limit: &Limit) -> Option<Json> {
    let response: web_sys::Response = limit.wait(sent).await.ok()?.dyn_into().ok()?;
    let text = text(&response, limit).await.ok()?;
    let is_clear = response.status() == 200 && !response.redirected();
    Some(Json::parse(&text)).filter(|body| is_clear && body.is_object())
}

async fn get(
    config: &Config,
    endpoint: Option<&Endpoint>,
    purpose: &'static str,
    lang: &str,
    abort: &Abort,
) -> Result<Json, QueryError> {
    let endpoint = endpoint.ok_or(QueryError::Unclear)?;
    let reply = send(Call {
        config,
        purpose,
        endpoint,
        body: None,
        key: None,
        lang,
        timeout: config.timeout,
        abort,
    })
    .await
    .map_err(|_| QueryError::Unclear)?;
    match reply.status {
        _ if reply.redirect => Err(QueryError::Redirected),
        200 if reply.body.is_object() => Ok(reply.body),
        401 => Err(QueryError::SessionEnded),
        _ => Err(QueryError::Unclear),
    }
}
