//! Answers that say why not (RFC 9457).

use axum::http::header::{CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use mailbox_password_rules::ProblemCode;
use mailbox_password_rules::wire::{Problem, Violation};

use crate::clock::Moment;
use crate::directory::{ChangeOutcome, DirectoryError};

/// Seconds after which a directory that could not be used may be tried again.
const LATER_SECONDS: u64 = 30;

/// An answer that is not a change.
#[derive(Debug)]
pub(crate) struct Refusal(Problem);

impl Refusal {
    /// With a code of the contract.
    pub(crate) fn of(code: ProblemCode) -> Self {
        Self(Problem {
            kind: format!("urn:mailbox-password:problem:{}", code.id()),
            title: title(code).to_owned(),
            status: code.status(),
            ..Problem::default()
        })
    }

    /// A request that is not one: the contract has no code for it, the sentence is for whoever wrote the client.
    pub(crate) fn malformed(status: StatusCode, title: &str) -> Self {
        Self(Problem {
            kind: "about:blank".to_owned(),
            title: title.to_owned(),
            status: status.as_u16(),
            ..Problem::default()
        })
    }

    /// With a code of the contract, and a sentence that says more than the usual one.
    pub(crate) fn titled(code: ProblemCode, title: &str) -> Self {
        let mut refusal = Self::of(code);
        refusal.0.title = title.to_owned();
        refusal
    }

    pub(crate) fn rate_limited(seconds: u64) -> Self {
        let mut refusal = Self::of(ProblemCode::RateLimited);
        refusal.0.retry_after = Some(seconds);
        refusal
    }

    /// `None`: it was changed.
    pub(crate) fn of_outcome(outcome: ChangeOutcome, now: Moment) -> Result<Moment, Self> {
        Err(match outcome {
            ChangeOutcome::Busy => Self::of(ProblemCode::Busy),
            ChangeOutcome::Changed(at) => return Ok(at),
            ChangeOutcome::CurrentIncorrect(left) => {
                let mut refusal = Self::of(ProblemCode::CurrentPasswordIncorrect);
                refusal.0.attempts_left = left;
                refusal
            }
            ChangeOutcome::Locked(until) => {
                let mut refusal = Self::of(ProblemCode::MailboxLocked);
                refusal.0.unlocks_in_seconds = until.map(|until| now.seconds_until(until));
                refusal
            }
            ChangeOutcome::MailboxUnknown => Self::of(ProblemCode::MailboxUnknown),
            ChangeOutcome::Rejected(rules) => {
                let mut refusal = Self::of(ProblemCode::PasswordRejected);
                refusal.0.violations = rules
                    .into_iter()
                    .map(|rule| Violation {
                        rule: rule.id().to_owned(),
                    })
                    .collect();
                refusal
            }
            ChangeOutcome::Reused => Self::of(ProblemCode::PasswordReused),
            ChangeOutcome::TooSoon(until) => {
                let mut refusal = Self::of(ProblemCode::TooSoon);
                refusal.0.retry_after = Some(now.seconds_until(until));
                refusal
            }
        })
    }
}

impl From<DirectoryError> for Refusal {
    fn from(error: DirectoryError) -> Self {
        tracing::error!(%error, "no answer from the directory");
        match error {
            DirectoryError::Unavailable(_) => {
                let mut refusal = Self::of(ProblemCode::DirectoryUnavailable);
                refusal.0.retry_after = Some(LATER_SECONDS);
                refusal
            }
            // Without a code of ours, so that nobody takes it for "not changed".
            DirectoryError::OutcomeUnknown(_) => Self::malformed(
                StatusCode::INTERNAL_SERVER_ERROR,
                "The directory failed while writing; read the status to learn whether it was done.",
            ),
            DirectoryError::StillRunning => Self::malformed(
                StatusCode::INTERNAL_SERVER_ERROR,
                "An earlier request with this key is still running; read the status to learn what became of it.",
            ),
        }
    }
}

impl IntoResponse for Refusal {
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

fn title(code: ProblemCode) -> &'static str {
    match code {
        ProblemCode::Busy => "Another change of this mailbox is running.",
        ProblemCode::ChangeNotAllowed => "This account may not change its password.",
        ProblemCode::CurrentPasswordIncorrect => {
            "The current password is wrong; nothing was changed."
        }
        ProblemCode::DirectoryUnavailable => "The directory cannot be used; nothing was changed.",
        ProblemCode::MailboxLocked => "The mailbox is locked; nothing was changed.",
        ProblemCode::MailboxMismatch => "The body names another mailbox than the session.",
        ProblemCode::MailboxUnknown => "There is no such mailbox.",
        ProblemCode::PasswordCompromised => "The new password is in a list of compromised ones.",
        ProblemCode::PasswordRejected => "The new password breaks a rule.",
        ProblemCode::PasswordReused => "The new password was used before.",
        ProblemCode::RateLimited => "Too many requests; wait.",
        ProblemCode::SessionExpired => "The session has ended; sign in again.",
        ProblemCode::TooSoon => "The current password is younger than its minimum age.",
        _ => "It was refused.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The status and the code that an error of the directory is answered with.
    fn check(error: DirectoryError) -> (u16, Option<ProblemCode>) {
        let Refusal(problem) = error.into();
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
            let Refusal(problem) = Refusal::of(code);
            assert_eq!(ProblemCode::from_type(&problem.kind), Some(code));
            assert_eq!(problem.status, code.status());
            assert!(!titles.contains(&problem.title), "{}", problem.title);
            titles.push(problem.title);
        }
        assert!(!titles.contains(&"It was refused.".to_owned()));
    }
}
