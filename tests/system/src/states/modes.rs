//! The states of an administrator's form, of a recovery, and of what is shown above and below the form.

use crate::states::state::{ModeSetup, Setup, State, state};

const fn way(name: &'static str, shows: &'static str, way: ModeSetup) -> State {
    state(name, shows, Setup::Mode(way))
}

impl State {
    /// The states of the other modes.
    pub const MODES: [Self; 29] = [
        way("admin", "Set a new password", ModeSetup::Administrator),
        way(
            "admin-generated",
            "You cannot see this password again after Save.",
            ModeSetup::Generated,
        ),
        way("admin-empty", "Nothing was sent.", ModeSetup::Empty),
        way(
            "admin-only-generated",
            "Here passwords are generated, not typed.",
            ModeSetup::OnlyGenerated,
        ),
        way(
            "admin-too-strict",
            "No password that we can generate meets these rules.",
            ModeSetup::TooStrict,
        ),
        way(
            "admin-refused",
            "There is no such mailbox here",
            ModeSetup::Refused,
        ),
        way(
            "admin-locked",
            "A new password does not unlock it.",
            ModeSetup::Locked,
        ),
        way(
            "admin-locked-with-recovery",
            "Recover it step by step",
            ModeSetup::LockedWithRecovery,
        ),
        way(
            "admin-unknown",
            "We do not know whether the password was changed.",
            ModeSetup::Unknown,
        ),
        way(
            "admin-changed",
            "The password was changed.",
            ModeSetup::Saved,
        ),
        way(
            "admin-must-change",
            "choose your own password",
            ModeSetup::MustChange,
        ),
        way(
            "admin-still-locked",
            "the mailbox is still locked",
            ModeSetup::StillLocked,
        ),
        way(
            "admin-unlocked",
            "The mailbox was unlocked today at",
            ModeSetup::Unlocked,
        ),
        way(
            "recovery-guide",
            "When a mailbox is locked",
            ModeSetup::Guide,
        ),
        way(
            "recovery-gather",
            "Which devices connect to this mailbox?",
            ModeSetup::Gather,
        ),
        way(
            "recovery-remove",
            "Where the password is",
            ModeSetup::Remove,
        ),
        way("recovery-ask", "It still tries", ModeSetup::Ask),
        way("recovery-stop", "Stop here.", ModeSetup::Stop),
        way("recovery-enter", "It gets mail", ModeSetup::Enter),
        way("recovery-done", "The mailbox is back.", ModeSetup::Done),
        way(
            "recovery-administrators",
            "The user says it is done",
            ModeSetup::Administrators,
        ),
        way(
            "recovery-not-safe",
            "Not safe to unlock yet.",
            ModeSetup::NotSafe,
        ),
        way(
            "recovery-not-unlocked",
            "The mailbox was not unlocked.",
            ModeSetup::NotUnlocked,
        ),
        way(
            "recovery-administrators-done",
            "The mailbox is back.",
            ModeSetup::AdministratorsDone,
        ),
        way("recovery-safe", "Safe to unlock.", ModeSetup::Safe),
        way("recovery-waiting", "Wait until", ModeSetup::Waiting),
        way(
            "prepare",
            "What happens to a device that you leave behind",
            ModeSetup::Prepare,
        ),
        way("stepwise", "It is off every device", ModeSetup::Stepwise),
        way(
            "stepwise-unlocked",
            "It let me in",
            ModeSetup::StepwiseUnlocked,
        ),
    ];
}
