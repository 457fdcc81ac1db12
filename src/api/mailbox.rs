use mailbox_password_rules::Policy;

use super::request::{Abort, Call, send};
use crate::{
    config::{Config, Endpoint, read_policy},
    json::Json,
};

/// `GET status`, as far as it matters here.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Status {
    pub(crate) locked: bool,
    pub(crate) unlocks_in: Option<u32>,
    /// A value to compare, not a time to reckon with.
    pub(crate) password_changed_at: Option<String>,
    pub(crate) last_reference: Option<String>,
    /// Whether another password must be chosen at the next sign-in.
    #[cfg(feature = "full")]
    pub(crate) must_change: Option<bool>,
    /// The back end's clock; milliseconds since 1970.
    #[cfg(feature = "full")]
    pub(crate) now: Option<f64>,
    /// When a sign-in was last refused, and by which client.
    #[cfg(feature = "full")]
    pub(crate) last_refused: Option<(f64, String)>,
}

/// Why a question has no clear answer.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Lost {
    /// The session has ended.
    Expired,
    /// A redirect, often to a sign-in page.
    Redirected,
    /// Nobody to ask, or nothing that can be read.
    Unclear,
}

/// Asks for the mailbox's state.
pub(crate) async fn status(config: &Config, lang: &str, abort: &Abort) -> Result<Status, Lost> {
    let body = get(
        config,
        config.status_endpoint.as_ref(),
        "status",
        lang,
        abort,
    )
    .await?;
    Ok(Status {
        locked: body.get("locked").flag().unwrap_or(false),
        unlocks_in: body.get("unlocksInSeconds").count(),
        password_changed_at: body.get("passwordChangedAt").text(),
        last_reference: body.get("lastChangeReference").text(),
        #[cfg(feature = "full")]
        must_change: body.get("mustChange").flag(),
        #[cfg(feature = "full")]
        now: body.get("now").instant(),
        #[cfg(feature = "full")]
        last_refused: {
            let refused = body.get("lastRefused");
            let client = refused.get("client").label().unwrap_or_default();
            refused.get("at").instant().map(|at| (at, client))
        },
    })
}

/// Asks for the policy.
pub(crate) async fn policy(config: &Config, lang: &str, abort: &Abort) -> Result<Policy, Lost> {
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

/// Asks for the devices.
#[cfg(feature = "full")]
pub(crate) async fn devices(config: &Config, lang: &str, abort: &Abort) -> Result<Json, Lost> {
    get(
        config,
        config.devices_endpoint.as_ref(),
        "devices",
        lang,
        abort,
    )
    .await
}

async fn get(
    config: &Config,
    endpoint: Option<&Endpoint>,
    purpose: &'static str,
    lang: &str,
    abort: &Abort,
) -> Result<Json, Lost> {
    let endpoint = endpoint.ok_or(Lost::Unclear)?;
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
    .map_err(|_| Lost::Unclear)?;
    match reply.status {
        _ if reply.redirect => Err(Lost::Redirected),
        200 if reply.body.is_object() => Ok(reply.body),
        401 => Err(Lost::Expired),
        _ => Err(Lost::Unclear),
    }
}
