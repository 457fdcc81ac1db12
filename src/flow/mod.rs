//! What can happen to a change, as data: a state, events, and one function from one to the next.
//!
//! Nothing here knows a browser or a view, and time is an argument.

mod attempt;
mod checklist;
mod outcome;
mod recovery;
mod unlock;

pub use attempt::{Attempt, Finding, SETTLED_AFTER, Wishes, find_out};
pub use checklist::{Answer as DeviceAnswer, Checklist, Row, Seen, old_password_stopped, seen};
pub use outcome::{Answer, Changed, Job, Outcome, Refusal, UnknownCause, judge, judge_job};

pub use recovery::{Recovery, RecoveryDevice, Side, Step};
pub use unlock::{Unlock, refused_lately};

/// Where a change stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Phase {
    /// The form is in use. The last attempt, if it was refused, stays for an unaltered retry.
    #[default]
    Editing,
    /// One request is on its way.
    Sending,
    /// Nobody knows; the form stays, nothing is sent.
    Unknown(Doubt),
    /// Done: the form leaves.
    Changed(Changed),
}

/// What is known while nobody knows.
#[derive(Clone, Debug, PartialEq)]
pub struct Doubt {
    /// Why.
    pub cause: UnknownCause,
    /// Whether the new password is still in the form (not after a reload).
    pub in_form: bool,
    /// When an equal answer was first seen.
    pub first_equal: Option<f64>,
    /// What the last check said.
    pub finding: Option<Check>,
}

/// What the last check said.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Check {
    /// No clear answer.
    Failed,
    /// An answer, found at this time (milliseconds since 1970).
    Found(Finding, f64),
    /// The person says that neither password opens webmail.
    Neither,
    /// The question is on its way.
    Running,
}

/// Why nothing was sent.
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

/// The state of one form.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Flow {
    /// Where it stands.
    pub phase: Phase,
    /// The last attempt.
    pub attempt: Option<Attempt>,
    /// Why the last change did not happen.
    pub failure: Option<Failure>,
    /// Until when the button waits; milliseconds since 1970.
    pub wait_until: Option<f64>,
    /// Whether the last attempt is known to have changed nothing, so that an unaltered one may go out under its key.
    pub may_retry: bool,
}

/// What happens to a form.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// An answer, at this time.
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
    Proved(Works),
    /// An attempt of an earlier page is still open.
    Resumed(Attempt),
    /// The request was given away before it was sent.
    NotSent(NotSent),
    /// The person or the page begins anew.
    Reset,
    /// A request goes out.
    Sent(Attempt),
}

/// Which password opened webmail.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Works {
    /// Neither.
    Neither,
    /// The new one.
    New,
    /// The old one.
    Old,
}

impl Flow {
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

    /// Goes on with an event. One that does not fit the state changes nothing.
    pub fn happened(&mut self, event: Event) {
        match (&mut self.phase, event) {
            (_, Event::Reset) => *self = Self::default(),
            (Phase::Editing, Event::Sent(attempt)) => {
                self.phase = Phase::Sending;
                self.attempt = Some(attempt);
                self.failure = None;
                self.wait_until = None;
                self.may_retry = false;
            }
            (Phase::Editing, Event::Resumed(attempt)) => {
                self.phase = Phase::Unknown(Doubt::new(UnknownCause::Interrupted, false));
                self.attempt = Some(attempt);
                self.failure = None;
                self.may_retry = false;
            }
            (Phase::Editing | Phase::Sending, Event::NotSent(why)) => {
                self.phase = Phase::Editing;
                self.failure = Some(Failure::NotSent(why));
                // What never went out takes nothing from an earlier attempt.
                if !self.may_retry {
                    self.attempt = None;
                }
            }
            (Phase::Sending, Event::Answered(outcome, now)) => self.answered(outcome, now),
            (Phase::Unknown(doubt), Event::CheckStarted) => doubt.finding = Some(Check::Running),
            (Phase::Unknown(doubt), Event::CheckFailed) => doubt.finding = Some(Check::Failed),
            (Phase::Unknown(doubt), Event::Proved(Works::Neither)) => {
                doubt.finding = Some(Check::Neither);
            }
            (Phase::Unknown(_), Event::Proved(Works::Old)) => self.not_changed(),
            (Phase::Unknown(_), Event::Proved(Works::New)) => {
                self.phase = Phase::Changed(Changed::default());
            }
            (
                Phase::Unknown(_),
                Event::CheckEnded {
                    changed_at,
                    at,
                    last_reference,
                    now,
                },
            ) => self.find_out(changed_at.as_deref(), at, last_reference.as_deref(), now),
            _ => {}
        }
    }

    fn answered(&mut self, outcome: Outcome, now: f64) {
        match outcome {
            // A `202` is not an end; the request goes on.
            Outcome::Accepted { .. } => {}
            Outcome::Changed(changed) => self.phase = Phase::Changed(changed),
            Outcome::Refused(refusal) => {
                let wait = refusal.retry_after;
                self.phase = Phase::Editing;
                self.wait_until = wait.map(|seconds| now + f64::from(seconds) * 1000.0);
                self.failure = Some(Failure::Refused(refusal));
            }
            Outcome::Unknown(cause) => self.phase = Phase::Unknown(Doubt::new(cause, true)),
        }
    }

    fn find_out(
        &mut self,
        changed_at: Option<&str>,
        at: Option<f64>,
        last_reference: Option<&str>,
        now: f64,
    ) {
        let (Phase::Unknown(doubt), Some(attempt)) = (&mut self.phase, &self.attempt) else {
            return;
        };
        match find_out(attempt, changed_at, last_reference, doubt.first_equal, now) {
            Finding::ByThisRequest => {
                self.phase = Phase::Changed(Changed {
                    at,
                    ..Changed::default()
                });
            }
            Finding::NotChanged => self.not_changed(),
            finding => {
                if finding == Finding::NotSoFar && doubt.first_equal.is_none() {
                    doubt.first_equal = Some(now);
                }
                doubt.finding = Some(Check::Found(finding, now));
            }
        }
    }

    fn not_changed(&mut self) {
        self.phase = Phase::Editing;
        self.failure = Some(Failure::NotChanged);
        self.may_retry = true;
    }
}

impl Doubt {
    fn new(cause: UnknownCause, in_form: bool) -> Self {
        Self {
            cause,
            in_form,
            first_equal: None,
            finding: None,
        }
    }
}
