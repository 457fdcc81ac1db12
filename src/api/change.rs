use std::borrow::Cow;

use mailbox_password_rules::wire::ChangeRequest;

use super::{
    mailbox::QueryError,
    request::{Abort, Call, Reply, SendError, same_origin, send},
};
use crate::{
    config::{Config, Endpoint},
    json::Json,
    model::{
        BackEndAnswer, ChangeOptions, Changed, JobState, NotSent, Outcome, UnknownCause, judge,
        judge_job,
    },
};

/// A change, ready to be sent. The passwords are in its body and nowhere else.
pub(crate) struct Submission {
    body: String,
    key: String,
}

impl Submission {
    /// Takes the passwords as they were typed: nothing is trimmed, nothing normalised.
    pub(crate) fn new(
        mailbox: &str,
        current: Option<&str>,
        new: &str,
        options: ChangeOptions,
        key: String,
    ) -> Option<Self> {
        let request = ChangeRequest {
            mailbox: Cow::Borrowed(mailbox),
            current_password: current.map(Cow::Borrowed),
            new_password: Cow::Borrowed(new),
            must_change: options.must_change,
            sign_out_other_sessions: options.sign_out,
        };
        Some(Self {
            body: serde_json::to_string(&request).ok()?,
            key,
        })
    }
}

/// Sends a change, once.
pub(crate) async fn change(
    config: &Config,
    submission: Submission,
    lang: &str,
    abort: &Abort,
) -> Result<Outcome, NotSent> {
    let reply = send(Call {
        config,
        purpose: "change",
        endpoint: &config.endpoint,
        body: Some(&submission.body),
        key: Some(&submission.key),
        lang,
        timeout: config.timeout,
        abort,
    })
    .await;
    match reply {
        Ok(reply) => Ok(judge(answer(reply))),
        Err(SendError::Headers) => Err(NotSent::Headers),
        Err(SendError::Network) => Ok(Outcome::Unknown(UnknownCause::Network)),
        Err(SendError::Timeout) => Ok(Outcome::Unknown(UnknownCause::Timeout)),
    }
}

/// Asks once what became of a `202`. The change itself is never repeated.
pub(crate) async fn job(
    config: &Config,
    location: &str,
    lang: &str,
    abort: &Abort,
) -> Result<JobState, QueryError> {
    // It may come from a storage that the page can write to.
    let url = same_origin(location, &config.endpoint.url).ok_or(QueryError::Unclear)?;
    let endpoint = Endpoint {
        url,
        same_origin: config.endpoint.same_origin,
    };
    let reply = send(Call {
        config,
        purpose: "change-result",
        endpoint: &endpoint,
        body: None,
        key: None,
        lang,
        timeout: config.timeout,
        abort,
    })
    .await
    .map_err(|_| QueryError::Unclear)?;
    if reply.status == 401 {
        return Err(QueryError::SessionEnded);
    }
    let state = reply.body.get("state").text();
    Ok(judge_job(job_answer(reply), state.as_deref()))
}

pub(super) fn answer(reply: Reply) -> BackEndAnswer {
    let body = reply.body;
    BackEndAnswer {
        status: reply.status,
        redirect: reply.redirect,
        location: reply.location,
        retry_after: reply.retry_after,
        problem_type: body.get("type").text(),
        attempts_left: body.get("attemptsLeft").count(),
        violations: body
            .get("violations")
            .items()
            .iter()
            .filter_map(|violation| violation.get("rule").text())
            .collect(),
        unlocks_in: body.get("unlocksInSeconds").count(),
        change: changed(&body),
    }
}

/// A job's problem is in a member of its own.
fn job_answer(reply: Reply) -> BackEndAnswer {
    let change = changed(&reply.body);
    let problem = reply.body.get("problem");
    let answer = answer(Reply {
        retry_after: problem.get("retryAfter").count().or(reply.retry_after),
        body: problem,
        ..reply
    });
    BackEndAnswer { change, ..answer }
}

fn changed(body: &Json) -> Option<Changed> {
    body.is_object().then(|| Changed {
        at: body.get("changedAt").instant(),
        old_works_until: body.get("oldPasswordWorksUntil").instant(),
        works_from: body.get("worksFrom").instant(),
    })
}
