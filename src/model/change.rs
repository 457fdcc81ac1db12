//! The life of one change: a state machine with one function from event to next state. Time is an argument: milliseconds of
//! a clock that nobody sets.

use super::{
    Attempt, Changed, CheckResult, Failure, NotSent, Outcome, Phase, UnknownOutcome,
    WorkingPassword,
};

/// The state of one form's change.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Change {
    /// The phase.
    pub phase: Phase,
    /// The last attempt.
    pub attempt: Option<Attempt>,
    /// Why the last change did not happen.
    pub failure: Option<Failure>,
    /// Until when the button waits.
    pub wait_until: Option<f64>,
    /// Whether the last attempt that the back end may have received is known to have changed nothing, so that an
    /// unaltered one may be sent under its key.
    pub may_retry: bool,
    /// Whether a field was altered after it was sent, so that the form no longer shows what was.
    pub is_altered: bool,
}

/// What can happen to a change.
#[derive(Clone, Debug, PartialEq)]
pub enum ChangeEvent {
    /// The back end's answer to the request, or of its job, at this time.
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
        /// When.
        now: f64,
    },
    /// What is in a field was altered.
    Edited,
    /// The request was given up before it was sent.
    NotSent(NotSent),
    /// The person says which password opened webmail.
    Proved {
        /// Which.
        works: WorkingPassword,
        /// For how long the old one may work after a change; seconds.
        grace: u32,
        /// When.
        now: f64,
    },
    /// An attempt of an earlier page is still open, at this time.
    Resumed(Attempt, f64),
    /// A request is sent.
    Sent(Attempt),
}

impl Change {
    /// The key for the next request: the last one's if nothing was altered since, else none.
    #[must_use]
    pub fn reusable_key(&self, edits: u32) -> Option<&str> {
        let attempt = self.attempt.as_ref()?;
        let may_retry = self.may_retry && self.phase == Phase::Editing;
        (may_retry && attempt.edits == edits).then_some(attempt.key.as_str())
    }

    /// Whether a submit may be sent now.
    #[must_use]
    pub fn may_send(&self, now: f64) -> bool {
        matches!(self.phase, Phase::Editing) && self.wait_until.is_none_or(|until| now >= until)
    }

    /// Applies an event. One that does not fit the phase changes nothing. ARCHITECTURE.md has the table.
    pub fn apply(&mut self, event: ChangeEvent) {
        match (&mut self.phase, event) {
            (Phase::Editing, ChangeEvent::Sent(attempt)) => {
                // Nothing may have been sent after all: until there is an answer, a retry is still one.
                let may_retry = self.reusable_key(attempt.edits) == Some(attempt.key.as_str());
                self.open(attempt, Phase::Sending);
                self.may_retry = may_retry;
            }
            (Phase::Editing, ChangeEvent::Resumed(attempt, now)) => {
                self.open(attempt, Phase::Unknown(UnknownOutcome::resumed(now)));
            }
            (Phase::Editing | Phase::Sending, ChangeEvent::NotSent(why)) => {
                self.phase = Phase::Editing;
                self.failure = Some(Failure::NotSent(why));
                // What was never sent does not affect an earlier attempt.
                if !self.may_retry {
                    self.attempt = None;
                }
            }
            (Phase::Sending | Phase::Unknown(_), ChangeEvent::Answered(outcome, now)) => {
                self.answered(outcome, now);
            }
            (Phase::Sending | Phase::Unknown(_), ChangeEvent::Edited) => self.is_altered = true,
            (Phase::Unknown(unknown), ChangeEvent::CheckStarted) => unknown.check_started(),
            (Phase::Unknown(unknown), ChangeEvent::CheckFailed) => unknown.check_failed(),
            (
                Phase::Unknown(_),
                ChangeEvent::CheckEnded {
                    changed_at,
                    at,
                    last_reference,
                    now,
                },
            ) => self.check_ended(changed_at.as_deref(), at, last_reference.as_deref(), now),
            (Phase::Unknown(_), ChangeEvent::Proved { works, grace, now }) => {
                self.proved(works, grace, now);
            }
            (
                Phase::Editing | Phase::Changed(_),
                ChangeEvent::Answered(..)
                | ChangeEvent::CheckStarted
                | ChangeEvent::CheckFailed
                | ChangeEvent::CheckEnded { .. }
                | ChangeEvent::Edited
                | ChangeEvent::Proved { .. },
            )
            | (
                Phase::Sending,
                ChangeEvent::CheckStarted
                | ChangeEvent::CheckFailed
                | ChangeEvent::CheckEnded { .. }
                | ChangeEvent::Proved { .. },
            )
            | (Phase::Unknown(_) | Phase::Changed(_), ChangeEvent::NotSent(_))
            | (
                Phase::Sending | Phase::Unknown(_) | Phase::Changed(_),
                ChangeEvent::Resumed(..) | ChangeEvent::Sent(_),
            ) => {}
        }
    }

    /// An attempt begins, or goes on.
    fn open(&mut self, attempt: Attempt, phase: Phase) {
        *self = Self {
            phase,
            attempt: Some(attempt),
            ..Self::default()
        };
    }

    fn answered(&mut self, outcome: Outcome, now: f64) {
        self.may_retry = false;
        match outcome {
            // A `202` is no outcome yet: the job is polled.
            Outcome::Accepted { location, .. } => {
                if let Some(attempt) = &mut self.attempt {
                    attempt.location = Some(location);
                }
            }
            Outcome::Changed(changed) => self.phase = Phase::Changed(changed),
            Outcome::Refused(refusal) => {
                let wait = refusal.retry_after;
                self.phase = Phase::Editing;
                self.wait_until = wait.map(|seconds| now + f64::from(seconds) * 1000.0);
                self.failure = Some(Failure::Refused(refusal));
            }
            Outcome::Unknown(cause) => {
                if self.phase == Phase::Sending {
                    self.phase = Phase::Unknown(UnknownOutcome::new(cause, now));
                }
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
        match unknown.record_check(attempt, changed_at, last_reference, now) {
            CheckResult::ByThisRequest => {
                self.phase = Phase::Changed(Changed {
                    at,
                    ..Changed::default()
                });
            }
            CheckResult::NotChanged => self.not_changed(),
            CheckResult::CannotTell | CheckResult::ChangedElsewhere | CheckResult::NotYet => {}
        }
    }

    fn proved(&mut self, works: WorkingPassword, grace: u32, now: f64) {
        let (Phase::Unknown(unknown), Some(attempt)) = (&mut self.phase, &self.attempt) else {
            return;
        };
        if !unknown.record_said(attempt, works, grace, now) {
            return;
        }
        match works {
            WorkingPassword::Neither => {}
            WorkingPassword::New => self.phase = Phase::Changed(Changed::default()),
            WorkingPassword::Old => self.not_changed(),
        }
    }

    fn not_changed(&mut self) {
        self.phase = Phase::Editing;
        self.failure = Some(Failure::NotChanged);
        self.may_retry = true;
    }
}
