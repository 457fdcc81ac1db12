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
    /// The back end's clock; milliseconds since 1970.
    #[cfg(feature = "full")]
    pub(crate) now: Option<f64>,
    /// When a sign-in was last refused, and by which client.
    #[cfg(feature = "full")]
    pub(crate) last_refused: Option<(f64, String)>,
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
        #[cfg(feature = "full")]
        now: body.get("now").instant(),
        #[cfg(feature = "full")]
        last_refused: {
            let refused = body.get("lastRefused");
            let client = refused.get("client").text().unwrap_or_default();
            refused.get("at").instant().map(|at| (at, client))
        },
    })
}

/// Asks for the policy; `None` for no clear answer.
pub(crate) async fn policy(config: &Config, lang: &str, abort: &Abort) -> Option<Policy> {
    let endpoint = config.policy_endpoint.as_ref()?;
    let body = get(config, endpoint, "policy", lang, abort).await?;
    body.is_object().then(|| read_policy(&body))
}

/// Asks for the devices; `None` for no clear answer.
#[cfg(feature = "full")]
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
        timeout: config.timeout,
        abort,
    })
    .await
    .ok()?;
    (reply.status == 200 && !reply.redirect).then_some(reply.body)
}
