use mailbox_password_rules::{ProblemCode, Rule};

use super::Changed;

/// What a back end answered, before it is judged.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BackEndAnswer {
    /// The HTTP status; 0 for a redirect that the browser did not follow.
    pub status: u16,
    /// Whether the back end redirected instead of answering.
    pub redirect: bool,
    /// Where the result of a `202` can be polled: absolute, and of the endpoint's own origin.
    pub location: Option<String>,
    /// Seconds, from `Retry-After` or the body.
    pub retry_after: Option<u32>,
    /// The problem's `type`.
    pub problem_type: Option<String>,
    /// Tries left before the mailbox locks.
    pub attempts_left: Option<u32>,
    /// The rules that were broken, as ids.
    pub violations: Vec<String>,
    /// Seconds until the mailbox unlocks by itself.
    pub unlocks_in: Option<u32>,
    /// What a `200` said.
    pub change: Option<Changed>,
}

/// Three outcomes, never two; a `202` is none yet.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// Received, but not done: the result is polled.
    Accepted {
        /// The address to poll.
        location: String,
        /// Seconds until the first poll.
        retry_after: Option<u32>,
    },
    /// The password was changed.
    Changed(Changed),
    /// It was certainly not changed: the back end refused.
    Refused(Refusal),
    /// It is not known whether it was changed.
    Unknown(UnknownCause),
}

/// Why it was certainly not changed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Refusal {
    /// The code; `None` for an answer without one that the status does not explain.
    pub code: Option<ProblemCode>,
    /// The HTTP status; 0 for a `202` whose result named none.
    pub status: u16,
    /// Tries left before the mailbox locks.
    pub attempts_left: Option<u32>,
    /// The broken rules that we know.
    pub rules: Vec<Rule>,
    /// Seconds to wait.
    pub retry_after: Option<u32>,
    /// Seconds until the mailbox unlocks by itself.
    pub unlocks_in: Option<u32>,
}

/// Why the outcome is unknown; it is written to the console.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum UnknownCause {
    /// The request was interrupted: the page was reloaded, or the element was removed.
    Interrupted,
    /// A `202` whose result could not be had.
    JobLost,
    /// The connection broke.
    Network,
    /// A redirect, often to a sign-in page.
    Redirect,
    /// A status that says nothing about the password.
    Status(u16),
    /// No answer in time.
    Timeout,
}

impl UnknownCause {
    /// The cause in a few words for the console.
    #[must_use]
    pub fn reason(self) -> String {
        match self {
            Self::Interrupted => "the page lost the request".into(),
            Self::JobLost => "the result of a 202 could not be had".into(),
            Self::Network => "the connection broke, or the answer may not be read (CORS)".into(),
            Self::Redirect => "the back end redirected; you may have been signed out".into(),
            Self::Status(status) => ["status ", &u32::from(status).to_string()].concat(),
            Self::Timeout => "no answer in time".into(),
        }
    }
}

/// Judges the answer to a change. A body never turns an unclear status into a clear one.
#[must_use]
pub fn judge(answer: BackEndAnswer) -> Outcome {
    if answer.redirect {
        return Outcome::Unknown(UnknownCause::Redirect);
    }
    let code = answer
        .problem_type
        .as_deref()
        .and_then(ProblemCode::from_type);
    match answer.status {
        200 => match answer.change {
            Some(changed) if changed.at.is_some() => Outcome::Changed(changed),
            _ => Outcome::Unknown(UnknownCause::Status(200)),
        },
        204 => Outcome::Changed(Changed::default()),
        202 => match answer.location {
            Some(location) => Outcome::Accepted {
                location,
                retry_after: answer.retry_after,
            },
            None => Outcome::Unknown(UnknownCause::Status(202)),
        },
        408 => Outcome::Unknown(UnknownCause::Status(408)),
        400..=499 => Outcome::Refused(refusal(&answer, code)),
        503 if code == Some(ProblemCode::DirectoryUnavailable) => {
            Outcome::Refused(refusal(&answer, code))
        }
        status => Outcome::Unknown(UnknownCause::Status(status)),
    }
}

fn refusal(answer: &BackEndAnswer, code: Option<ProblemCode>) -> Refusal {
    let by_status = match answer.status {
        401 => Some(ProblemCode::SessionExpired),
        422 => Some(ProblemCode::PasswordRejected),
        423 => Some(ProblemCode::MailboxLocked),
        429 => Some(ProblemCode::RateLimited),
        _ => None,
    };
    Refusal {
        code: code.or(by_status),
        status: answer.status,
        attempts_left: answer.attempts_left,
        rules: answer
            .violations
            .iter()
            .filter_map(|id| Rule::from_id(id))
            .collect(),
        retry_after: answer.retry_after,
        unlocks_in: answer.unlocks_in,
    }
}

/// The state of a job that a `202` named.
#[derive(Clone, Debug, PartialEq)]
pub enum JobState {
    /// The job ended.
    Ended(Outcome),
    /// It is not known to have ended: poll again after so many seconds.
    Running(Option<u32>),
}

/// Judges an answer of the address that a `202` named. `state` is the body's.
///
/// Only a clear answer ends a job: it runs on whatever its address answers meanwhile, to somebody whose session has ended
/// for example.
#[must_use]
pub fn judge_job(answer: BackEndAnswer, state: Option<&str>) -> JobState {
    match (answer.status, state) {
        (200, Some("done")) => JobState::Ended(Outcome::Changed(answer.change.unwrap_or_default())),
        (200, Some("failed")) => {
            let code = answer
                .problem_type
                .as_deref()
                .and_then(ProblemCode::from_type);
            // Without a code nothing says what was wrong, and no status does either.
            let status = code.map_or(0, ProblemCode::status);
            JobState::Ended(Outcome::Refused(refusal(
                &BackEndAnswer { status, ..answer },
                code,
            )))
        }
        _ => JobState::Running(answer.retry_after),
    }
}
