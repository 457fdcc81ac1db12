use super::{
    change::answer,
    request::{Abort, Call, SendError, send},
};
use crate::{
    clock,
    config::Config,
    json::Json,
    model::{Outcome, UnlockOutcome, judge},
};

/// Unlocks the mailbox, once. To unlock one that is not locked is no error.
pub(crate) async fn unlock(config: &Config, lang: &str, abort: &Abort) -> UnlockOutcome {
    let Some(endpoint) = &config.unlock_endpoint else {
        return UnlockOutcome::Unknown;
    };
    let body = Json::object();
    body.set("mailbox", config.mailbox.as_str());
    let reply = send(Call {
        config,
        purpose: "unlock",
        endpoint,
        body: body.stringify().as_deref(),
        key: None,
        lang,
        timeout: config.timeout,
        abort,
    })
    .await;
    let reply = match reply {
        Ok(reply) => reply,
        Err(SendError::Headers) => return UnlockOutcome::NotSent,
        Err(SendError::Network | SendError::Timeout) => return UnlockOutcome::Unknown,
    };
    // A page, a sign-in for example, is no answer.
    let is_done = reply.status == 204 || reply.status == 200 && reply.body.is_object();
    if is_done && !reply.redirect {
        let works_from = reply.body.get("effectiveAt").instant();
        let now = reply.body.get("now").instant();
        return UnlockOutcome::Done {
            at: clock::now(),
            works_from,
            left: works_from.zip(now).map(|(from, now)| from - now),
        };
    }
    match judge(answer(reply)) {
        Outcome::Refused(refusal) => UnlockOutcome::Refused(refusal),
        Outcome::Accepted { .. } | Outcome::Changed(_) | Outcome::Unknown(_) => {
            UnlockOutcome::Unknown
        }
    }
}
