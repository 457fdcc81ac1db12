//! The life of one change: a state machine with one function from event to next state. Time is an argument.

use super::{
    Attempt, Changed, CheckResult, Outcome, Refusal, UnknownCause, attempt::compare_status,
};

/// The phase of a change.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Phase {
    /// The form is in use. The last attempt, if it was refused, stays for an unaltered retry.
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
    /// Whether the new password is still in the form (not after a reload).
    pub in_form: bool,
    /// When an equal answer was first seen.
    pub first_equal: Option<f64>,
    /// The result of the last check.
    pub check: Option<CheckState>,
}

/// The result of the last check.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum CheckState {
    /// No clear answer.
    Failed,
    /// An answer, found at this time (milliseconds since 1970).
    Found(CheckResult, f64),
    /// The person says that neither password opens webmail.
    Neither,
    /// The query is running.
    Running,
}

/// Why a request was not sent.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum NotSent {
    /// The page cancelled it.
    Cancelled,
    /// The page's `headers` failed.
    Headers,
    /// The browser is offline.
    Offline,
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

/// The state of one form's change.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Change {
    /// The phase.
    pub phase: Phase,
    /// The last attempt.
    pub attempt: Option<Attempt>,
    /// Why the last change did not happen.
    pub failure: Option<Failure>,
    /// Until when the button waits; milliseconds since 1970.
    pub wait_until: Option<f64>,
    /// Whether the last attempt is known to have changed nothing, so that an unaltered one may be sent under its key.
    pub may_retry: bool,
}

/// What can happen to a change.
#[derive(Clone, Debug, PartialEq)]
pub enum ChangeEvent {
    /// The back end's answer, at this time.
    Answered(Outcome, f64),
    /// **Check** was pressed.
    CheckStarted,
    /// **Check** ended without an answer.
    CheckFailed,
    /// **Check** ended: the mailbox's state, at this time.
    CheckEnded {
        /// `passwordChangedAt`, as a value.
        changed_at: Option<String>,
        /// The same as an instant, by the back end's clock; milliseconds since 1970.
        at: Option<f64>,
        /// `lastChangeReference`.
        last_reference: Option<String>,
        /// Milliseconds since 1970.
        now: f64,
    },
    /// The person says which password opened webmail.
    Proved(WorkingPassword),
    /// An attempt of an earlier page is still open.
    Resumed(Attempt),
    /// The request was given up before it was sent.
    NotSent(NotSent),
    /// A request is sent.
    Sent(Attempt),
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

impl Change {
    /// The key for the next request: the last one's if nothing was altered since, else none.
    #[must_use]
    pub fn reusable_key(&self, edits: u32) -> Option<&str> {
        let attempt = self.attempt.as_ref()?;
        (self.may_retry && attempt.edits == edits).then_some(attempt.key.as_str())
    }

    /// Whether a submit may be sent now.
    #[must_use]
    pub fn may_send(&self, now: f64) -> bool {
        matches!(self.phase, Phase::Editing) && self.wait_until.is_none_or(|until| now >= until)
    }

    /// Applies an event. One that does not fit the phase changes nothing.
    pub fn apply(&mut self, event: ChangeEvent) {
        match (&mut self.phase, event) {
            (Phase::Editing, ChangeEvent::Sent(attempt)) => {
                self.phase = Phase::Sending;
                self.attempt = Some(attempt);
                self.failure = None;
                self.wait_until = None;
                self.may_retry = false;
            }
            (Phase::Editing, ChangeEvent::Resumed(attempt)) => {
                self.phase = Phase::Unknown(UnknownOutcome::new(UnknownCause::Interrupted, false));
                self.attempt = Some(attempt);
                self.failure = None;
                self.may_retry = false;
            }
            (Phase::Editing | Phase::Sending, ChangeEvent::NotSent(why)) => {
                self.phase = Phase::Editing;
                self.failure = Some(Failure::NotSent(why));
                // What was never sent does not affect an earlier attempt.
                if !self.may_retry {
                    self.attempt = None;
                }
            }
            (Phase::Sending, ChangeEvent::Answered(outcome, now)) => self.answered(outcome, now),
            (Phase::Unknown(unknown), ChangeEvent::CheckStarted) => {
                unknown.check = Some(CheckState::Running);
            }
            (Phase::Unknown(unknown), ChangeEvent::CheckFailed) => {
                unknown.check = Some(CheckState::Failed);
            }
            (Phase::Unknown(unknown), ChangeEvent::Proved(WorkingPassword::Neither)) => {
                unknown.check = Some(CheckState::Neither);
            }
            (Phase::Unknown(_), ChangeEvent::Proved(WorkingPassword::Old)) => self.not_changed(),
            (Phase::Unknown(_), ChangeEvent::Proved(WorkingPassword::New)) => {
                self.phase = Phase::Changed(Changed::default());
            }
            (
                Phase::Unknown(_),
                ChangeEvent::CheckEnded {
                    changed_at,
                    at,
                    last_reference,
                    now,
                },
            ) => self.check_ended(changed_at.as_deref(), at, last_reference.as_deref(), now),
            _ => {}
        }
    }

    fn answered(&mut self, outcome: Outcome, now: f64) {
        match outcome {
            // A `202` is no outcome yet: the job is polled.
            Outcome::Accepted { .. } => {}
            Outcome::Changed(changed) => self.phase = Phase::Changed(changed),
            Outcome::Refused(refusal) => {
                let wait = refusal.retry_after;
                self.phase = Phase::Editing;
                self.wait_until = wait.map(|seconds| now + f64::from(seconds) * 1000.0);
                self.failure = Some(Failure::Refused(refusal));
            }
            Outcome::Unknown(cause) => {
                self.phase = Phase::Unknown(UnknownOutcome::new(cause, true));
            }
        }
    }

    fn check_ended(
        &mut self,
        changed_at: Option<&str>,
        at: Option<f64>,
        last_reference: Option<&str>,
        now: f64,
    ) {
        let (Phase::Unknown(unknown), Some(attempt)) = (&mut self.phase, &self.attempt) else {
            return;
        };
        match compare_status(
            attempt,
            changed_at,
            last_reference,
            unknown.first_equal,
            now,
        ) {
            CheckResult::ByThisRequest => {
                self.phase = Phase::Changed(Changed {
                    at,
                    ..Changed::default()
                });
            }
            CheckResult::NotChanged => self.not_changed(),
            result => {
                if result == CheckResult::NotYet && unknown.first_equal.is_none() {
                    unknown.first_equal = Some(now);
                }
                unknown.check = Some(CheckState::Found(result, now));
            }
        }
    }

    fn not_changed(&mut self) {
        self.phase = Phase::Editing;
        self.failure = Some(Failure::NotChanged);
        self.may_retry = true;
    }
}

impl UnknownOutcome {
    fn new(cause: UnknownCause, in_form: bool) -> Self {
        Self {
            cause,
            in_form,
            first_equal: None,
            check: None,
        }
    }
}
