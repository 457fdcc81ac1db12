use super::{
    change::answer,
    request::{Abort, Call, send},
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
    let Ok(reply) = reply else {
        return UnlockOutcome::Unknown;
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
        _ => UnlockOutcome::Unknown,
    }
}
