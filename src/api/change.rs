use std::borrow::Cow;

use mailbox_password_rules::wire::ChangeRequest;

use super::request::{Abort, Call, Failed, Reply, send, sleep};
use crate::{
    config::{Config, Endpoint},
    flow::{Answer, Changed, Job, NotSent, Outcome, UnknownCause, Wishes, judge, judge_job},
    json::Json,
};

/// How long the result of a `202` is asked for; milliseconds.
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
        wishes: Wishes,
        key: String,
    ) -> Option<Self> {
        let request = ChangeRequest {
            mailbox: Cow::Borrowed(mailbox),
            current_password: current.map(Cow::Borrowed),
            new_password: Cow::Borrowed(new),
            must_change: wishes.must_change,
            sign_out_other_sessions: wishes.sign_out,
        };
        Some(Self {
            body: serde_json::to_string(&request).ok()?,
            key,
        })
    }
}

/// Sends a change, once, and waits for its end.
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
        Err(Failed::Headers) => return Err(NotSent::Headers),
        Err(Failed::Network) => Outcome::Unknown(UnknownCause::Network),
        Err(Failed::Timeout) => Outcome::Unknown(UnknownCause::Timeout),
    };
    Ok(match outcome {
        Outcome::Accepted {
            location,
            retry_after,
        } => follow(config, location, retry_after, lang, abort).await,
        outcome => outcome,
    })
}

/// Asks for the result of a `202` until it has ended.
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
            // The question may be asked again; the change is not.
            continue;
        };
        let state = reply.body.get("state").text();
        match judge_job(job_answer(reply), state.as_deref()) {
            Job::Running(seconds) => retry_after = seconds,
            Job::Ended(outcome) => return outcome,
        }
    }
}

pub(super) fn answer(reply: Reply) -> Answer {
    let body = reply.body;
    Answer {
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

/// A job's problem stands in a member of its own.
fn job_answer(reply: Reply) -> Answer {
    let change = changed(&reply.body);
    let problem = reply.body.get("problem");
    let answer = answer(Reply {
        body: problem,
        ..reply
    });
    Answer { change, ..answer }
}

fn changed(body: &Json) -> Option<Changed> {
    body.is_object().then(|| Changed {
        at: body.get("changedAt").instant(),
        old_works_until: body.get("oldPasswordWorksUntil").instant(),
        works_from: body.get("worksFrom").instant(),
    })
}
