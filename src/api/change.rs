use std::borrow::Cow;

use mailbox_password_rules::wire::ChangeRequest;

use super::request::{Abort, Call, Reply, SendError, send, sleep};
use crate::{
    config::{Config, Endpoint},
    json::Json,
    model::{
        BackEndAnswer, ChangeOptions, Changed, JobState, NotSent, Outcome, UnknownCause, judge,
        judge_job,
    },
};

/// How long the result of a `202` is polled; milliseconds.
const JOB_LIMIT: f64 = 300_000.0;

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

/// Sends a change, once, and waits for its outcome.
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
    drop(submission);
    let outcome = match reply {
        Ok(reply) => judge(answer(reply)),
        Err(SendError::Headers) => return Err(NotSent::Headers),
        Err(SendError::Network) => Outcome::Unknown(UnknownCause::Network),
        Err(SendError::Timeout) => Outcome::Unknown(UnknownCause::Timeout),
    };
    Ok(match outcome {
        Outcome::Accepted {
            location,
            retry_after,
        } => follow(config, location, retry_after, lang, abort).await,
        outcome => outcome,
    })
}

/// Polls the result of a `202` until the job has ended.
async fn follow(
    config: &Config,
    location: String,
    mut retry_after: Option<u32>,
    lang: &str,
    abort: &Abort,
) -> Outcome {
    let endpoint = Endpoint {
        url: location,
        same_origin: config.endpoint.same_origin,
    };
    let until = js_sys::Date::now() + JOB_LIMIT;
    loop {
        let seconds = retry_after.unwrap_or(2).clamp(1, 60);
        sleep(i32::try_from(seconds).unwrap_or(2) * 1000).await;
        if abort.is_aborted() {
            return Outcome::Unknown(UnknownCause::Interrupted);
        }
        let left = until - js_sys::Date::now();
        if left <= 0.0 {
            return Outcome::Unknown(UnknownCause::JobLost);
        }
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "at most five minutes"
        )]
        let left = (left / 1000.0).ceil() as u32;
        let reply = send(Call {
            config,
            purpose: "change-result",
            endpoint: &endpoint,
            body: None,
            key: None,
            lang,
            timeout: config.timeout.min(left),
            abort,
        })
        .await;
        let Ok(reply) = reply else {
            // The result may be requested again; the change itself is never repeated.
            continue;
        };
        let state = reply.body.get("state").text();
        match judge_job(job_answer(reply), state.as_deref()) {
            JobState::Running(seconds) => retry_after = seconds,
            JobState::Ended(outcome) => return outcome,
        }
    }
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
