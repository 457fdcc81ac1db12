//! The states of the form for the user's own password.

use crate::states::state::{Setup, State, state};

const fn refused(
    name: &'static str,
    shows: &'static str,
    status: u16,
    code: &'static str,
    members: &'static str,
) -> State {
    state(name, shows, Setup::Refused(status, code, members))
}

impl State {
    /// The states of the own form.
    pub const OWN: [Self; 34] = [
        state("form", "Change password", Setup::Form),
        state("typed", "6 more characters", Setup::Typed),
        state("empty", "Enter your current password.", Setup::Empty),
        refused(
            "current-incorrect",
            "This is not the current password.",
            422,
            "current-password-incorrect",
            r#"{"attemptsLeft":2}"#,
        ),
        refused(
            "rejected-rules",
            "The mail server refused it. Its rules:",
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
            "This password was used before.",
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
            "You are signed in for another mailbox",
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
            "The mail server cannot be reached right now.",
            503,
            "directory-unavailable",
            r#"{"retryAfter":60}"#,
        ),
        state(
            "locked-on-load",
            "The mailbox is locked.",
            Setup::LockedOnLoad,
        ),
        state("changing", "Changing…", Setup::Changing),
        state(
            "unknown",
            "We do not know whether your password was changed.",
            Setup::Unknown,
        ),
        state("not-so-far", "Not changed so far", Setup::NotSoFar),
        state("by-webmail", "Find out by webmail", Setup::ByWebmail),
        state("changed", "Your password was changed.", Setup::Changed),
        state(
            "answered",
            "Ask your administrator to block it",
            Setup::Answered,
        ),
        state(
            "all-done",
            "All set. You can close this page.",
            Setup::AllDone,
        ),
        state("early", "Loading the rules…", Setup::Early),
        state("seen", "Still using the old password", Setup::Seen),
        state("no-devices", "Add a device", Setup::NoDevices),
        state(
            "forgotten",
            "This browser no longer keeps this list.",
            Setup::Forgotten,
        ),
        state(
            "locked-with-list",
            "That is every device",
            Setup::LockedWithList,
        ),
        state("locked-again", "That is every device", Setup::LockedAgain),
        state(
            "unfinished",
            "2 devices still need the new password.",
            Setup::Unfinished,
        ),
        state(
            "misconfigured",
            "This form is not set up correctly.",
            Setup::Misconfigured,
        ),
    ];

    /// Without WebAssembly. It sets a content security policy itself.
    pub const UNLOADABLE: Self = state(
        "unloadable",
        "This form cannot run in this browser or on this page.",
        Setup::Unloadable,
    );
}
