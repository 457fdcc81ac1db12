//! What the audit trail calls what came of a request.

use super::ChangeOutcome;

/// Of a change of one's own password.
pub(super) const fn change_event(outcome: &ChangeOutcome) -> &'static str {
    match outcome {
        ChangeOutcome::Changed(_) => "changed",
        ChangeOutcome::CurrentIncorrect(_) => "change-refused-current-incorrect",
        ChangeOutcome::Locked(_) => "change-refused-locked",
        ChangeOutcome::Repeated(_) => "change-repeated",
        ChangeOutcome::Busy
        | ChangeOutcome::MailboxUnknown
        | ChangeOutcome::NotAllowed
        | ChangeOutcome::Rejected(_)
        | ChangeOutcome::Reused
        | ChangeOutcome::TooSoon(_) => "change-refused",
    }
}

/// Of a password that an administrator sets.
pub(super) const fn reset_event(outcome: &ChangeOutcome) -> &'static str {
    match outcome {
        ChangeOutcome::Changed(_) => "reset",
        ChangeOutcome::Repeated(_) => "reset-repeated",
        ChangeOutcome::Busy
        | ChangeOutcome::CurrentIncorrect(_)
        | ChangeOutcome::Locked(_)
        | ChangeOutcome::MailboxUnknown
        | ChangeOutcome::NotAllowed
        | ChangeOutcome::Rejected(_)
        | ChangeOutcome::Reused
        | ChangeOutcome::TooSoon(_) => "reset-refused",
    }
}
