//! Every state that the widget can be in, and how a test brings it there with a back end of its own.

use crate::states_of_modes::Way;

/// A state of the widget.
#[derive(Clone, Copy, Debug)]
pub struct State {
    /// For file names.
    pub name: &'static str,
    /// What is to be read then: the state's heading, or what stands for it.
    pub shows: &'static str,
    pub(crate) reach: Reach,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Reach {
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
    Mode(Way),
}

pub(crate) const fn state(name: &'static str, shows: &'static str, reach: Reach) -> State {
    State { name, shows, reach }
}

const fn refused(
    name: &'static str,
    shows: &'static str,
    status: u16,
    code: &'static str,
    members: &'static str,
) -> State {
    state(name, shows, Reach::Refused(status, code, members))
}

impl State {
    /// Those of one's own form.
    pub const OWN: [Self; 28] = [
        state("form", "Change password", Reach::Form),
        state("typed", "Starts or ends with a space.", Reach::Typed),
        state("empty", "Enter your current password.", Reach::Empty),
        refused(
            "current-incorrect",
            "This is not the current password.",
            422,
            "current-password-incorrect",
            r#"{"attemptsLeft":2}"#,
        ),
        refused(
            "rejected-rules",
            "The mail server refused this password:",
            422,
            "password-rejected",
            r#"{"violations":[{"rule":"history"},{"rule":"display-name"}]}"#,
        ),
        refused(
            "rejected",
            "did not say why",
            422,
            "password-rejected",
            "{}",
        ),
        refused(
            "reused",
            "You used this password before.",
            422,
            "password-reused",
            "{}",
        ),
        refused(
            "compromised",
            "This password is known from stolen lists.",
            422,
            "password-compromised",
            "{}",
        ),
        refused(
            "too-soon",
            "too new to be changed again",
            422,
            "too-soon",
            r#"{"retryAfter":3600}"#,
        ),
        refused(
            "locked",
            "The mailbox is locked.",
            423,
            "mailbox-locked",
            r#"{"unlocksInSeconds":900}"#,
        ),
        refused(
            "locked-by-administrator",
            "Ask your administrator to unlock it:",
            423,
            "mailbox-locked",
            "{}",
        ),
        refused(
            "not-allowed",
            "You may not change this password yourself.",
            403,
            "change-not-allowed",
            "{}",
        ),
        refused(
            "mismatched",
            "You are signed in for another mailbox.",
            403,
            "mailbox-mismatch",
            "{}",
        ),
        refused(
            "unknown-mailbox",
            "does not know this mailbox",
            404,
            "mailbox-unknown",
            "{}",
        ),
        refused(
            "session-expired",
            "Your session has ended.",
            401,
            "session-expired",
            "{}",
        ),
        refused(
            "rate-limited",
            "Too many tries in a short time.",
            429,
            "rate-limited",
            r#"{"retryAfter":300}"#,
        ),
        refused(
            "busy",
            "Another change of this password is running.",
            409,
            "busy",
            "{}",
        ),
        refused(
            "unavailable",
            "The mail server cannot be reached.",
            503,
            "directory-unavailable",
            r#"{"retryAfter":60}"#,
        ),
        state(
            "locked-on-load",
            "The mailbox is locked.",
            Reach::LockedOnLoad,
        ),
        state("changing", "Changing…", Reach::Changing),
        state(
            "unknown",
            "We do not know whether your password was changed.",
            Reach::Unknown,
        ),
        state("not-so-far", "Not changed so far", Reach::NotSoFar),
        state(
            "by-webmail",
            "Which password opened webmail?",
            Reach::ByWebmail,
        ),
        state("changed", "Your password was changed.", Reach::Changed),
        state(
            "answered",
            "Ask your administrator to block it.",
            Reach::Answered,
        ),
        state("all-done", "All 3 devices are done.", Reach::AllDone),
        state(
            "unfinished",
            "Enter the new password on every device",
            Reach::Unfinished,
        ),
        state(
            "misconfigured",
            "This form is not set up correctly.",
            Reach::Misconfigured,
        ),
    ];

    /// Without WebAssembly; not under a policy that a test sets itself.
    pub const UNLOADABLE: Self = state(
        "unloadable",
        "This form cannot run in this browser or on this page.",
        Reach::Unloadable,
    );
}
