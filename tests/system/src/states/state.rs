//! A state of the element, and how to reach it.

/// A state of the element.
#[derive(Clone, Copy, Debug)]
pub struct State {
    /// The name in file names.
    pub name: &'static str,
    /// Text that is visible in this state.
    pub shows: &'static str,
    pub(crate) setup: Setup,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Setup {
    /// The form as it is opened.
    Form,
    /// The policy is not there yet.
    Early,
    /// A new password with advice and some unmet rules.
    Typed,
    /// Submitted with empty fields.
    Empty,
    /// Refused with this status, code and members.
    Refused(u16, &'static str, &'static str),
    /// Locked when the page was opened.
    LockedOnLoad,
    /// The response is held.
    Changing,
    /// A 500.
    Unknown,
    /// A 500, and **Check** found nothing new.
    NotSoFar,
    /// A 500, and no status endpoint.
    ByWebmail,
    /// Changed.
    Changed,
    /// Changed; each answer given once, steps and the list of places expanded.
    Answered,
    /// Changed; every device done.
    AllDone,
    /// Changed; the back end reports of each device something else.
    Seen,
    /// Changed; the back end knows no device.
    NoDevices,
    /// Changed, and the checklist forgotten.
    Forgotten,
    /// Changed, and locked while the checklist was shown.
    LockedWithList,
    /// An unfinished checklist of an earlier visit, and locked since.
    LockedAgain,
    /// An unfinished checklist of an earlier visit, expanded.
    Unfinished,
    /// An invalid configuration.
    Misconfigured,
    /// Without WebAssembly.
    Unloadable,
    /// In another mode, or a section beside the form.
    Mode(ModeSetup),
}

pub(crate) const fn state(name: &'static str, shows: &'static str, setup: Setup) -> State {
    State { name, shows, setup }
}

/// How a state of another mode is reached.
#[derive(Clone, Copy, Debug)]
pub(crate) enum ModeSetup {
    /// The administrator's form as it is opened.
    Administrator,
    /// **Generate** was pressed.
    Generated,
    /// **Save** was pressed with empty fields.
    Empty,
    /// Only generated passwords are allowed.
    OnlyGenerated,
    /// No generated password meets the policy.
    TooStrict,
    /// **Save** was refused: no such mailbox.
    Refused,
    /// The mailbox is locked before **Save**.
    Locked,
    /// The same, where the page has a recovery to link to.
    LockedWithRecovery,
    /// **Save** was answered with a 500.
    Unknown,
    /// Saved.
    Saved,
    /// Saved, and the user has to choose another password.
    MustChange,
    /// Saved, and still locked.
    StillLocked,
    /// Saved, still locked, and then unlocked.
    Unlocked,
    /// A recovery without endpoints.
    Guide,
    /// The user's side, nothing reported.
    Gather,
    /// The user's side, a device still refused, its steps expanded.
    Remove,
    /// The user's side, waiting for the administrator.
    Ask,
    /// The user's side, refused by webmail.
    Stop,
    /// The user's side, one device at a time.
    Enter,
    /// The user's side, all five steps done.
    Done,
    /// The administrator's side, nothing reported, a device still refused.
    Administrators,
    /// The administrator's side, a device still refused after step 2.
    NotSafe,
    /// The administrator's side, unlocking failed.
    NotUnlocked,
    /// The administrator's side, all five steps done.
    AdministratorsDone,
    /// The administrator's side, safe to unlock.
    Safe,
    /// The administrator's side, unlocked and waiting.
    Waiting,
    /// The own form with Prepare expanded.
    Prepare,
    /// The own form of a locked mailbox, with the recovery step by step.
    Stepwise,
    /// The same, unlocked after step 2.
    StepwiseUnlocked,
}
