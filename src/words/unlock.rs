use mailbox_password_rules::ProblemCode;

use super::{Wording, refusal};
use crate::{
    i18n::{Key, Texts},
    model::{Refusal, UnlockOutcome, refused_recently},
    state::{MailboxState, UnlockState},
};

/// How long without a refused sign-in it is safe to unlock; seconds.
const QUIET: u32 = 300;

/// What the back end knows of refused sign-ins, and so whether the mailbox would lock again.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Evidence {
    /// This client was refused recently, last at this time.
    Refused(String, f64),
    /// Nothing was refused for long enough.
    Safe,
}

/// The evidence that there is. Without a current answer nothing is safe.
pub(crate) fn evidence(mailbox: &MailboxState) -> Option<Evidence> {
    let (at, client) = mailbox.last_refused.as_ref().filter(|_| mailbox.is_known)?;
    if refused_recently(*at, mailbox.now, QUIET) {
        return Some(Evidence::Refused(client.clone(), *at));
    }
    (mailbox.is_locked && mailbox.is_live).then_some(Evidence::Safe)
}

/// The evidence in words.
pub(crate) fn evidence_words(texts: &Texts, mailbox: &MailboxState) -> String {
    match evidence(mailbox) {
        Some(Evidence::Refused(client, at)) => still_refused(texts, &client, at),
        Some(Evidence::Safe) => {
            let duration = texts.duration(QUIET);
            texts.fill(Key::SafeToUnlock, &[("duration", &duration)])
        }
        None => String::new(),
    }
}

/// A client is still being refused.
pub(super) fn still_refused(texts: &Texts, client: &str, at: f64) -> String {
    let values = [("client", client), ("time", &texts.time(at))];
    texts.fill(Key::StillRefused, &values)
}

/// The outcome of unlocking. `session_end` is how this screen says that the session has ended.
pub(crate) fn unlock_outcome(
    wording: Wording<'_>,
    outcome: Option<&UnlockOutcome>,
    session_end: Key,
) -> String {
    let texts = wording.texts;
    match outcome {
        None | Some(UnlockOutcome::Running) => String::new(),
        Some(UnlockOutcome::Done { at, works_from, .. }) => match works_from {
            Some(from) => texts.fill(Key::UnlockedFrom, &[("time", &texts.limit(*from))]),
            None => texts.fill(Key::Unlocked, &[("time", &texts.time(*at))]),
        },
        Some(UnlockOutcome::Refused(refusal)) => {
            let reason = unlock_refusal(wording, refusal, session_end);
            texts.fill(Key::UnlockRefused, &[("reason", &reason)])
        }
        Some(UnlockOutcome::Unknown) => texts.get(Key::UnlockUnclear),
    }
}

/// Until when to wait after unlocking, if the provider says that it takes a while.
pub(crate) fn unlock_waiting(texts: &Texts, unlock: &UnlockState) -> String {
    match unlock.wait_until {
        Some(until) if !unlock.is_wait_over => {
            texts.fill(Key::WaitUntil, &[("time", &texts.limit(until))])
        }
        Some(_) => texts.get(Key::LockedEnded),
        None => String::new(),
    }
}

fn unlock_refusal(wording: Wording<'_>, refused: &Refusal, session_end: Key) -> String {
    let key = match refused.code {
        Some(ProblemCode::ChangeNotAllowed | ProblemCode::MailboxMismatch) => Key::UnlockNotAllowed,
        Some(ProblemCode::MailboxUnknown) => Key::AdminUnknownMailbox,
        Some(ProblemCode::SessionExpired) => session_end,
        Some(
            ProblemCode::Busy
            | ProblemCode::CurrentPasswordIncorrect
            | ProblemCode::DirectoryUnavailable
            | ProblemCode::MailboxLocked
            | ProblemCode::PasswordCompromised
            | ProblemCode::PasswordRejected
            | ProblemCode::PasswordReused
            | ProblemCode::RateLimited
            | ProblemCode::TooSoon,
        )
        | None => return refusal(wording, refused),
    };
    wording.texts.get(key)
}
