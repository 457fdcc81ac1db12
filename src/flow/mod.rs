//! What can happen to a change, as data: a state, events, and one function from one to the next.
//!
//! Nothing here knows a browser or a view, and time is an argument.

mod attempt;
mod checklist;
mod outcome;

pub use attempt::{Attempt, Finding, SETTLED_AFTER, find_out};
pub use checklist::{Answer as DeviceAnswer, Checklist, Row, Seen, old_password_stopped, seen};
pub use outcome::{Answer, Changed, Job, Outcome, Refusal, UnknownCause, judge, judge_job};

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
        let open = matches!(self.failure, Some(Failure::NotChanged));
        (open && attempt.edits == edits).then_some(attempt.key.as_str())
    }

    /// Whether a submit may be sent now.
    #[must_use]
    pub fn may_send(&self, now: f64) -> bool {
        self.phase == Phase::Editing && self.wait_until.is_none_or(|until| now >= until)
    }

    /// The state after an event. An event that does not fit the state changes nothing.
    #[must_use]
    pub fn next(self, event: Event) -> Self {
        match (self.phase.clone(), event) {
            (_, Event::Reset) => Self::default(),
            (Phase::Editing, Event::Sent(attempt)) => Self {
                phase: Phase::Sending,
                attempt: Some(attempt),
                failure: None,
                wait_until: None,
            },
            (Phase::Editing, Event::Resumed(attempt)) => Self {
                phase: Phase::Unknown(Doubt {
                    cause: UnknownCause::Interrupted,
                    in_form: false,
                    first_equal: None,
                    finding: None,
                }),
                attempt: Some(attempt),
                ..self
            },
            (Phase::Editing | Phase::Sending, Event::NotSent(why)) => Self {
                phase: Phase::Editing,
                failure: Some(Failure::NotSent(why)),
                attempt: None,
                ..self
            },
            (Phase::Sending, Event::Answered(outcome, now)) => self.answered(outcome, now),
            (Phase::Unknown(doubt), event) => self.find_out(doubt, event),
            _ => self,
        }
    }

    fn answered(self, outcome: Outcome, now: f64) -> Self {
        match outcome {
            // A `202` is not an end; the request goes on.
            Outcome::Accepted { .. } => self,
            Outcome::Changed(changed) => Self {
                phase: Phase::Changed(changed),
                ..self
            },
            Outcome::Refused(refusal) => Self {
                phase: Phase::Editing,
                wait_until: refusal
                    .retry_after
                    .map(|seconds| now + f64::from(seconds) * 1000.0),
                failure: Some(Failure::Refused(refusal)),
                ..self
            },
            Outcome::Unknown(cause) => Self {
                phase: Phase::Unknown(Doubt {
                    cause,
                    in_form: true,
                    first_equal: None,
                    finding: None,
                }),
                ..self
            },
        }
    }

    fn find_out(self, doubt: Doubt, event: Event) -> Self {
        let with = |finding| Phase::Unknown(Doubt {
            finding: Some(finding),
            ..doubt.clone()
        });
        let not_changed = |flow: Self| Self {
            phase: Phase::Editing,
            failure: Some(Failure::NotChanged),
            ..flow
        };
        match event {
            Event::CheckStarted => Self {
                phase: with(Check::Running),
                ..self
            },
            Event::CheckFailed => Self {
                phase: with(Check::Failed),
                ..self
            },
            Event::Proved(Works::Neither) => Self {
                phase: with(Check::Neither),
                ..self
            },
            Event::Proved(Works::Old) => not_changed(self),
            Event::Proved(Works::New) => Self {
                phase: Phase::Changed(Changed::default()),
                ..self
            },
            Event::CheckEnded {
                changed_at,
                last_reference,
                now,
            } => {
                let Some(attempt) = &self.attempt else {
                    return self;
                };
                let finding = find_out(
                    attempt,
                    changed_at.as_deref(),
                    last_reference.as_deref(),
                    doubt.first_equal,
                    now,
                );
                match finding {
                    Finding::ByThisRequest => Self {
                        phase: Phase::Changed(Changed::default()),
                        ..self
                    },
                    Finding::NotChanged => not_changed(self),
                    Finding::NotSoFar => Self {
                        phase: Phase::Unknown(Doubt {
                            first_equal: doubt.first_equal.or(Some(now)),
                            finding: Some(Check::Found(finding, now)),
                            ..doubt
                        }),
                        ..self
                    },
                    Finding::CannotTell | Finding::Elsewhere => Self {
                        phase: with(Check::Found(finding, now)),
                        ..self
                    },
                }
            }
            _ => self,
        }
    }
}
