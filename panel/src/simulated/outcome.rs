//! The outcome of a sign-in, and when the device signs in again.

use crate::clock::Timestamp;

/// How many turns a device stays connected: five minutes, at four seconds a turn.
const CONNECTED_TURNS: u64 = 75;

/// An attempt to sign in, and its outcome.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SignInAttempt {
    pub(crate) at: Timestamp,
    pub(crate) outcome: Outcome,
}

/// The outcome of an attempt.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Outcome {
    /// The password works.
    Accepted,
    /// The mailbox is locked, so no password works.
    LockedOut,
    /// The directory gave no answer.
    NoAnswer,
    /// The password does not work.
    Refused,
}

impl Outcome {
    /// The word for it in the log.
    pub(crate) const fn id(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::LockedOut => "locked-out",
            Self::NoAnswer => "no-answer",
            Self::Refused => "refused",
        }
    }

    /// The turn from which a device is due again after this outcome at this turn.
    pub(super) const fn due_after(self, turn: u64) -> u64 {
        turn.saturating_add(match self {
            Self::Accepted => CONNECTED_TURNS,
            Self::LockedOut | Self::NoAnswer | Self::Refused => 1,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_accepted_device_stays_connected_and_a_refused_one_tries_at_its_next_turn() {
        assert_eq!(Outcome::Accepted.due_after(7), 7 + CONNECTED_TURNS);
        for outcome in [Outcome::Refused, Outcome::LockedOut, Outcome::NoAnswer] {
            assert_eq!(outcome.due_after(7), 8, "{outcome:?}");
        }
    }
}
