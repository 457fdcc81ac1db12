//! The states of an administrator's form, of a recovery, and of what stands before and beside the form.

use crate::states::{Reach, State, state};

/// How a state of another mode is reached.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Way {
    /// The administrator's form, untouched.
    Administrator,
    /// **Generate** was pressed.
    Generated,
    /// None may be typed.
    OnlyGenerated,
    /// No generated password meets the policy.
    TooStrict,
    /// **Save** was refused: no such mailbox.
    Refused,
    /// The mailbox is locked before **Save**.
    Locked,
    /// **Save** was answered with a 500.
    Unknown,
    /// Saved.
    Saved,
    /// Saved, and still locked.
    StillLocked,
    /// Saved, still locked, and then unlocked.
    Unlocked,
    /// A recovery without endpoints.
    Guide,
    /// The user's side, nothing reported.
    Gather,
    /// The user's side, a device still refused, its steps opened.
    Remove,
    /// The user's side, refused by webmail.
    Stop,
    /// The user's side, one device at a time.
    Enter,
    /// The user's side, all five steps done.
    Done,
    /// The administrator's side, safe to unlock.
    Safe,
    /// The administrator's side, unlocked and waiting.
    Waiting,
    /// One's own form, with what to prepare unfolded.
    Prepare,
    /// One's own form, locked, gone through step by step.
    Stepwise,
}

const fn way(name: &'static str, shows: &'static str, way: Way) -> State {
    state(name, shows, Reach::Mode(way))
}

impl State {
    /// Those of the other modes.
    pub const MODES: [Self; 20] = [
        way("admin", "Set a new password", Way::Administrator),
        way(
            "admin-generated",
            "You cannot see this password again after Save.",
            Way::Generated,
        ),
        way(
            "admin-only-generated",
            "Here passwords are generated, not typed.",
            Way::OnlyGenerated,
        ),
        way(
            "admin-too-strict",
            "No password that we can generate meets these rules.",
            Way::TooStrict,
        ),
        way(
            "admin-refused",
            "There is no such mailbox here",
            Way::Refused,
        ),
        way(
            "admin-locked",
            "A new password does not unlock it.",
            Way::Locked,
        ),
        way(
            "admin-unknown",
            "We do not know whether the password was changed.",
            Way::Unknown,
        ),
        way("admin-changed", "The password was changed.", Way::Saved),
        way(
            "admin-still-locked",
            "the mailbox is still locked",
            Way::StillLocked,
        ),
        way(
            "admin-unlocked",
            "The mailbox was unlocked at",
            Way::Unlocked,
        ),
        way(
            "recovery-guide",
            "These steps work without signing in.",
            Way::Guide,
        ),
        way(
            "recovery-gather",
            "Which devices connect to this mailbox?",
            Way::Gather,
        ),
        way("recovery-remove", "Where the password is", Way::Remove),
        way("recovery-stop", "Stop here.", Way::Stop),
        way("recovery-enter", "Now only this device:", Way::Enter),
        way("recovery-done", "The mailbox is back.", Way::Done),
        way("recovery-safe", "Safe to unlock.", Way::Safe),
        way("recovery-waiting", "Wait until", Way::Waiting),
        way(
            "prepare",
            "What happens to a device that you leave behind",
            Way::Prepare,
        ),
        way("stepwise", "Recover a locked mailbox", Way::Stepwise),
    ];
}
