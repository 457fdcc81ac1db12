//! A state of the element, and which way leads to it.

/// A state of the widget.
#[derive(Clone, Copy, Debug)]
pub struct State {
    /// For file names.
    pub name: &'static str,
    /// What is to be read then: the state's heading, or what stands for it.
    pub shows: &'static str,
    pub(crate) setup: Setup,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Setup {
    /// The form, untouched.
    Form,
    /// Typed into, with advice and rules half met.
    Typed,
    /// Sent with nothing in it.
    Empty,
    /// Refused with this status, code and members.
    Refused(u16, &'static str, &'static str),
    /// Locked when the page was opened.
    LockedOnLoad,
    /// The answer is held.
    Changing,
    /// A 500.
    Unknown,
    /// A 500, and **Check** found nothing new.
    NotSoFar,
    /// A 500, and no status endpoint.
    ByWebmail,
    /// Changed.
    Changed,
    /// Changed; every answer once, steps and places opened.
    Answered,
    /// Changed; every device done.
    AllDone,
    /// A list of an earlier visit, opened.
    Unfinished,
    /// A wrong configuration.
    Misconfigured,
    /// Without WebAssembly.
    Unloadable,
    /// Of another mode, or beside the form.
    Mode(ModeSetup),
}

pub(crate) const fn state(name: &'static str, shows: &'static str, setup: Setup) -> State {
    State { name, shows, setup }
}

/// How a state of another mode is reached.
#[derive(Clone, Copy, Debug)]
pub(crate) enum ModeSetup {
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
