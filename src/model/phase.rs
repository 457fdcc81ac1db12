//! The phases of a change, and what is known while its outcome is unknown.

use super::{
    Attempt, Changed, CheckResult, JOB_LIMIT, Refusal, SETTLED_AFTER, UnknownCause, compare_status,
};

/// The phase of a change.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Phase {
    /// The form is in use. The last attempt that was sent stays: for its reference, and for an unaltered retry.
    #[default]
    Editing,
    /// One request is running.
    Sending,
    /// The outcome is unknown; the form stays, nothing is sent.
    Unknown(UnknownOutcome),
    /// The password was changed: the form leaves.
    Changed(Changed),
}

/// What is known while the outcome is unknown.
#[derive(Clone, Debug, PartialEq)]
pub struct UnknownOutcome {
    /// Why.
    pub cause: UnknownCause,
    /// Whether the form is the one that was sent (not after a reload, which empties it).
    pub in_form: bool,
    /// Since when.
    pub since: f64,
    /// From when on an equal answer means *not changed*; `None` before the first one.
    pub settles_at: Option<f64>,
    /// What the person has said once, and from when on saying it again settles it.
    pub said: Option<(WorkingPassword, f64)>,
    /// The result of the last check.
    pub check: Option<CheckState>,
}

/// The result of the last check.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum CheckState {
    /// No clear answer.
    Failed,
    /// An answer, found at this time.
    Found(CheckResult, f64),
    /// The query is running.
    Running,
    /// The person says which password opens webmail, once so far. To say it again settles it from this time on.
    Said(WorkingPassword, f64),
}

/// Why a request was not sent.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum NotSent {
    /// The page cancelled it.
    Cancelled,
    /// The page's `headers` failed.
    Headers,
}

/// Why the last change did not happen.
#[derive(Clone, Debug, PartialEq)]
pub enum Failure {
    /// Found out afterwards: it was not changed.
    NotChanged,
    /// Nothing was sent.
    NotSent(NotSent),
    /// The back end refused.
    Refused(Refusal),
}

/// Which password opened webmail.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum WorkingPassword {
    /// Neither.
    Neither,
    /// The new one.
    New,
    /// The old one.
    Old,
}

/// How long after saying that the new password works it can be said again: the second click of a double click says
/// nothing.
const SAID_AGAIN: f64 = 1000.0;

impl UnknownOutcome {
    pub(super) fn new(cause: UnknownCause, since: f64) -> Self {
        Self {
            cause,
            in_form: true,
            since,
            settles_at: None,
            said: None,
            check: None,
        }
    }

    /// Of an attempt of an earlier page. How long ago that was no clock can say for certain.
    pub(super) fn resumed(since: f64) -> Self {
        Self {
            in_form: false,
            ..Self::new(UnknownCause::Interrupted, since)
        }
    }

    pub(super) fn check_started(&mut self) {
        self.check = Some(CheckState::Running);
    }

    pub(super) fn check_failed(&mut self) {
        self.check = Some(CheckState::Failed);
    }

    /// When the request is certainly over, and another look may be taken.
    fn over_at(&self, attempt: &Attempt, now: f64) -> f64 {
        // A lost job has had its time.
        let is_job = attempt.location.is_some() && self.cause != UnknownCause::JobLost;
        let job_ends = if is_job { self.since + JOB_LIMIT } else { now };
        job_ends.max(now + SETTLED_AFTER)
    }

    /// Compares the mailbox's status with the attempt. Keeps the result as that of the last check, and from when on an equal
    /// answer settles it.
    pub(super) fn record_check(
        &mut self,
        attempt: &Attempt,
        changed_at: Option<&str>,
        last_reference: Option<&str>,
        now: f64,
    ) -> CheckResult {
        let result = compare_status(attempt, changed_at, last_reference, self.settles_at, now);
        self.settles_at = match result {
            CheckResult::NotYet => self.settles_at.or(Some(self.over_at(attempt, now))),
            // An equal answer after another one would be news.
            CheckResult::ByThisRequest
            | CheckResult::CannotTell
            | CheckResult::ChangedElsewhere
            | CheckResult::NotChanged => None,
        };
        self.check = Some(CheckState::Found(result, now));
        result
    }

    /// The person says which password opened webmail: keeps what was said, and from when on saying it again settles it.
    /// Returns whether it is settled, which takes saying it twice. That the old one works proves nothing while the request
    /// can be on its way, or the old one works on after a change.
    pub(super) fn record_said(
        &mut self,
        attempt: &Attempt,
        works: WorkingPassword,
        grace: u32,
        now: f64,
    ) -> bool {
        let again_at = match (self.said, works) {
            (Some((before, again_at)), _) if before == works => again_at,
            (_, WorkingPassword::Neither) => f64::INFINITY,
            (_, WorkingPassword::New) => now + SAID_AGAIN,
            (_, WorkingPassword::Old) => self.over_at(attempt, now) + f64::from(grace) * 1000.0,
        };
        self.said = Some((works, again_at));
        self.check = Some(CheckState::Said(works, again_at));
        now >= again_at
    }
}
