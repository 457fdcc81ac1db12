//! Problem details: what an answer says when a request was not carried out (RFC 9457).

use axum::http::header::{CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use mailbox_password_rules::ProblemCode;
use mailbox_password_rules::wire::{Problem, Violation};

use crate::clock::Timestamp;
use crate::directory::{ChangeOutcome, DirectoryError};

/// Seconds after which a directory that was unavailable may be tried again.
const RETRY_AFTER_SECONDS: u64 = 30;

/// Seconds after which another instance, or this one started again, should answer.
const STOPPING_RETRY_SECONDS: u64 = 10;

/// A request that was not carried out, as the answer tells it.
#[derive(Debug)]
pub(crate) struct ApiError(Problem);

impl ApiError {
    /// A problem with a code of the contract.
    pub(crate) fn new(code: ProblemCode) -> Self {
        Self(Problem {
            kind: format!("urn:mailbox-password:problem:{}", code.id()),
            title: code.title().to_owned(),
            status: code.status(),
            ..Problem::default()
        })
    }

    /// A problem for which the contract has no code; the title is for the developer of the client.
    pub(crate) fn without_code(status: StatusCode, title: &str) -> Self {
        Self(Problem {
            kind: "about:blank".to_owned(),
            title: title.to_owned(),
            status: status.as_u16(),
            ..Problem::default()
        })
    }

    /// A problem with a code of the contract, and a title that says more than the usual one.
    pub(crate) fn with_title(code: ProblemCode, title: &str) -> Self {
        let mut error = Self::new(code);
        error.0.title = title.to_owned();
        error
    }

    pub(crate) fn rate_limited(seconds: u64) -> Self {
        let mut error = Self::new(ProblemCode::RateLimited);
        error.0.retry_after = Some(seconds);
        error
    }

    /// This instance is about to stop and begins nothing new.
    pub(crate) fn stopping() -> Self {
        let mut error = Self::with_title(
            ProblemCode::DirectoryUnavailable,
            "This instance of the panel is stopping; nothing was done.",
        );
        error.0.retry_after = Some(STOPPING_RETRY_SECONDS);
        error
    }

    /// When the password was changed, or the problem that says why it was not.
    pub(crate) fn changed_at(outcome: ChangeOutcome, now: Timestamp) -> Result<Timestamp, Self> {
        Err(match outcome {
            ChangeOutcome::Busy => Self::new(ProblemCode::Busy),
            ChangeOutcome::Changed(at) | ChangeOutcome::Repeated(at) => return Ok(at),
            ChangeOutcome::CurrentIncorrect(left) => {
                let mut error = Self::new(ProblemCode::CurrentPasswordIncorrect);
                error.0.attempts_left = left;
                error
            }
            ChangeOutcome::Locked(until) => {
                let mut error = Self::new(ProblemCode::MailboxLocked);
                error.0.unlocks_in_seconds = until.map(|until| now.seconds_until(until));
                error
            }
            ChangeOutcome::MailboxUnknown => Self::new(ProblemCode::MailboxUnknown),
            ChangeOutcome::NotAllowed => Self::new(ProblemCode::ChangeNotAllowed),
            ChangeOutcome::Rejected(rules) => {
                let mut error = Self::new(ProblemCode::PasswordRejected);
                error.0.violations = rules
                    .into_iter()
                    .map(|rule| Violation {
                        rule: rule.id().to_owned(),
                    })
                    .collect();
                error
            }
            ChangeOutcome::Reused => Self::new(ProblemCode::PasswordReused),
            ChangeOutcome::TooSoon(until) => {
                let mut error = Self::new(ProblemCode::TooSoon);
                error.0.retry_after = Some(now.seconds_until(until));
                error
            }
        })
    }
}

/// The answer to a request whose body could not be read.
pub(crate) fn body_refused(status: StatusCode) -> Response {
    ApiError::without_code(status, "The body could not be read, or is too long.").into_response()
}

impl From<DirectoryError> for ApiError {
    fn from(error: DirectoryError) -> Self {
        tracing::error!(%error, "no answer from the directory");
        match error {
            DirectoryError::Unavailable(_) => {
                let mut error = Self::new(ProblemCode::DirectoryUnavailable);
                error.0.retry_after = Some(RETRY_AFTER_SECONDS);
                error
            }
            // Without a code, so that no client takes it for "not changed".
            DirectoryError::OutcomeUnknown(_) => Self::without_code(
                StatusCode::INTERNAL_SERVER_ERROR,
                "The directory failed while writing; read the status to learn whether it was done.",
            ),
            DirectoryError::StillRunning => Self::without_code(
                StatusCode::INTERNAL_SERVER_ERROR,
                "An earlier request with this key is still running; read the status to learn what became of it.",
            ),
        }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let status =
            StatusCode::from_u16(self.0.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = serde_json::to_vec(&self.0).unwrap_or_default();
        let mut response = (
            status,
            [(
                CONTENT_TYPE,
                HeaderValue::from_static("application/problem+json"),
            )],
            body,
        )
            .into_response();
        if let Some(seconds) = self.0.retry_after {
            response
                .headers_mut()
                .insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The status and the code that an error of the directory is answered with.
    fn check(error: DirectoryError) -> (u16, Option<ProblemCode>) {
        let ApiError(problem) = error.into();
        (problem.status, ProblemCode::from_type(&problem.kind))
    }

    #[test]
    fn only_what_certainly_did_nothing_is_answered_as_not_changed() {
        let unavailable = DirectoryError::Unavailable(String::new());
        assert_eq!(
            check(unavailable),
            (503, Some(ProblemCode::DirectoryUnavailable))
        );
        assert_eq!(
            check(DirectoryError::OutcomeUnknown(String::new())),
            (500, None)
        );
        assert_eq!(check(DirectoryError::StillRunning), (500, None));
    }

    #[test]
    fn every_problem_has_the_status_of_its_code_and_a_sentence_of_its_own() {
        let mut titles = Vec::new();
        for code in ProblemCode::ALL {
            let ApiError(problem) = ApiError::new(code);
            assert_eq!(ProblemCode::from_type(&problem.kind), Some(code));
            assert_eq!(problem.status, code.status());
            assert!(!titles.contains(&problem.title), "{}", problem.title);
            titles.push(problem.title);
        }
        assert!(!titles.contains(&"It was refused.".to_owned()));
    }
}
