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
}

/// Asks for the mailbox's state; `None` for no clear answer.
pub(crate) async fn status(config: &Config, lang: &str, abort: &Abort) -> Option<Status> {
    let endpoint = config.status_endpoint.as_ref()?;
    let body = get(config, endpoint, "status", lang, abort).await?;
    body.is_object().then(|| Status {
        locked: body.get("locked").flag().unwrap_or(false),
        unlocks_in: body.get("unlocksInSeconds").count(),
        password_changed_at: body.get("passwordChangedAt").text(),
        last_reference: body.get("lastChangeReference").text(),
    })
}

/// Asks for the policy; `None` for no clear answer.
pub(crate) async fn policy(config: &Config, lang: &str, abort: &Abort) -> Option<Policy> {
    let endpoint = config.policy_endpoint.as_ref()?;
    let body = get(config, endpoint, "policy", lang, abort).await?;
    body.is_object().then(|| read_policy(&body))
}

/// Asks for the devices; `None` for no clear answer.
pub(crate) async fn devices(config: &Config, lang: &str, abort: &Abort) -> Option<Json> {
    let endpoint = config.devices_endpoint.as_ref()?;
    get(config, endpoint, "devices", lang, abort).await
}

async fn get(
    config: &Config,
    endpoint: &Endpoint,
    purpose: &'static str,
    lang: &str,
    abort: &Abort,
) -> Option<Json> {
    let reply = send(Call {
        config,
        purpose,
        endpoint,
        body: None,
        key: None,
        lang,
        abort,
    })
    .await
    .ok()?;
    (reply.status == 200 && !reply.redirect).then_some(reply.body)
}
