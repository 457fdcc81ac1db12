//! The tour through the demo: which step the visitor is at, and what has happened so far.

use std::sync::{Mutex, MutexGuard, PoisonError};

use super::device::DeviceSnapshot;
use super::outcome::Outcome;
use crate::clock::Timestamp;

/// A step of the tour.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum Step {
    /// The password is changed in the panel.
    Change,
    /// Devices get the new password, all but one.
    Forget,
    /// The one that was left behind locks the mailbox.
    Lock,
    /// User and administrator recover the mailbox.
    Recover,
}

/// All steps, in their order.
pub(crate) const STEPS: [Step; 4] = [Step::Change, Step::Forget, Step::Lock, Step::Recover];

/// How far the tour is.
pub(crate) struct Tour {
    state: Mutex<TourState>,
}

#[derive(Clone, Copy)]
struct TourState {
    began: Timestamp,
    /// `None`: the visitor has not begun.
    step: Option<Step>,
    /// The last step whose event has happened since it began.
    reached: Option<Step>,
}

/// The mailbox's current state.
pub(crate) struct Facts<'a> {
    /// When the password was changed or reset, if ever.
    pub(crate) password_changed_at: Option<Timestamp>,
    /// Whether the mailbox is locked.
    pub(crate) locked: bool,
    pub(crate) devices: &'a [DeviceSnapshot],
}

impl Step {
    /// Which step's event has to have happened before this one's counts. A lock needs no device that was left behind: where
    /// none has the new password yet, all were.
    const fn needs(self) -> Option<Self> {
        match self {
            Self::Change => None,
            Self::Forget | Self::Lock => Some(Self::Change),
            Self::Recover => Some(Self::Lock),
        }
    }

    /// The step after this one.
    pub(crate) const fn next(self) -> Option<Self> {
        match self {
            Self::Change => Some(Self::Forget),
            Self::Forget => Some(Self::Lock),
            Self::Lock => Some(Self::Recover),
            Self::Recover => None,
        }
    }
}

impl Facts<'_> {
    /// Whether this step's event has happened, after the one that it needs has.
    fn has_reached(&self, step: Step, began: Timestamp) -> bool {
        match step {
            Step::Change => self.password_changed_at > Some(began),
            Step::Forget => self
                .devices
                .iter()
                .any(|device| self.has_new_password(device)),
            Step::Lock => self.locked,
            Step::Recover => {
                !self.locked
                    && self
                        .devices
                        .iter()
                        .all(|device| self.has_new_password(device))
            }
        }
    }

    /// Whether this device was accepted after the change.
    pub(crate) fn has_new_password(&self, device: &DeviceSnapshot) -> bool {
        device.last_attempt.is_some_and(|last| {
            last.outcome == Outcome::Accepted && Some(last.at) >= self.password_changed_at
        })
    }
}

impl Tour {
    pub(super) fn new(now: Timestamp) -> Self {
        Self {
            state: Mutex::new(TourState {
                began: now,
                step: None,
                reached: None,
            }),
        }
    }

    /// Back to the beginning.
    pub(super) fn begin(&self, now: Timestamp) {
        *self.lock() = TourState {
            began: now,
            step: None,
            reached: None,
        };
    }

    /// Goes on to the next step, and says which one that is.
    pub(crate) fn go_on(&self) -> Step {
        let mut state = self.lock();
        let step = match state.step {
            None => Step::Change,
            Some(step) => step.next().unwrap_or(step),
        };
        state.step = Some(step);
        step
    }

    /// The step that the visitor is at, and the last one whose event has happened. What has happened stays, and the
    /// visitor is never behind it: whoever did something without the tour goes on from there.
    pub(crate) fn look(&self, facts: &Facts<'_>) -> (Option<Step>, Option<Step>) {
        let mut state = self.lock();
        for step in STEPS {
            let is_possible = state.reached < Some(step) && state.reached >= step.needs();
            if is_possible && facts.has_reached(step, state.began) {
                state.reached = Some(step);
            }
        }
        state.step = state.step.max(state.reached);
        (state.step, state.reached)
    }

    fn lock(&self) -> MutexGuard<'_, TourState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulated::Activity;
    use crate::simulated::outcome::SignInAttempt;

    const BEGAN: Timestamp = Timestamp::from_millis(1_000);
    const CHANGED: Timestamp = Timestamp::from_millis(2_000);

    /// Two devices, tried at these instants with these outcomes.
    fn devices(outcomes: [Outcome; 2], at: Timestamp) -> Vec<DeviceSnapshot> {
        let device = |outcome| DeviceSnapshot {
            id: String::new(),
            name: String::new(),
            kind: String::new(),
            client: String::new(),
            activity: Activity::Tried(outcome),
            has_password: true,
            last_attempt: Some(SignInAttempt { at, outcome }),
        };
        outcomes.map(device).to_vec()
    }

    #[test]
    fn what_happens_counts_in_the_order_of_the_steps_and_stays() {
        let tour = Tour::new(BEGAN);
        let look = |changed_at, locked, devices: &[DeviceSnapshot]| {
            let facts = Facts {
                password_changed_at: Some(changed_at),
                locked,
                devices,
            };
            tour.look(&facts).1
        };
        use Outcome::{Accepted, LockedOut, Refused};
        let before = devices([Accepted; 2], BEGAN);
        let old = Timestamp::from_millis(1);
        assert_eq!(look(old, true, &before), None, "locked, but not changed");
        assert_eq!(look(CHANGED, false, &before), Some(Step::Change));
        let one = devices([Accepted, Refused], CHANGED.next());
        assert_eq!(look(CHANGED, false, &one), Some(Step::Forget));
        let none = devices([LockedOut; 2], CHANGED.next());
        assert_eq!(look(CHANGED, true, &none), Some(Step::Lock));
        assert_eq!(look(CHANGED, false, &one), Some(Step::Lock), "not yet all");
        let all = devices([Accepted; 2], CHANGED.next());
        assert_eq!(look(CHANGED, false, &all), Some(Step::Recover));
        assert_eq!(look(CHANGED, true, &none), Some(Step::Recover));
    }

    #[test]
    fn whatever_happens_without_the_tour_it_goes_on_from_there() {
        use Outcome::{Accepted, LockedOut};
        let tour = Tour::new(BEGAN);
        let look = |changed_at, locked, devices: &[DeviceSnapshot]| {
            tour.look(&Facts {
                password_changed_at: Some(changed_at),
                locked,
                devices,
            })
        };
        let at_lock = (Some(Step::Lock), Some(Step::Lock));
        let old = Timestamp::from_millis(1);
        let before = devices([Accepted; 2], BEGAN);
        assert_eq!(look(old, true, &before), (None, None), "not changed");
        let none = devices([LockedOut; 2], CHANGED.next());
        assert_eq!(look(CHANGED, true, &none), at_lock);
        assert_eq!(tour.go_on(), Step::Recover);
        let all = devices([Accepted; 2], CHANGED.next());
        let at_end = (Some(Step::Recover), Some(Step::Recover));
        assert_eq!(look(CHANGED, false, &all), at_end);
    }

    #[test]
    fn the_visitor_goes_from_step_to_step() {
        let tour = Tour::new(BEGAN);
        let steps = [(); 5].map(|()| tour.go_on());
        assert_eq!(steps[..4], STEPS);
        assert_eq!(steps[4], Step::Recover, "the last one");
    }
}
