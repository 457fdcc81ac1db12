use mailbox_password_rules::{ProblemCause, ProblemCode};

use super::{Wording, client_key, refusal, sentences};
use crate::{
    i18n::{Key, Texts},
    model::{Client, Evidence, Refusal, UnlockOutcome},
    state::UnlockState,
};

/// The evidence in words, with a `*bold*` part, as this side reads it; without any, that there is none.
pub(crate) fn evidence_words(
    texts: &Texts,
    evidence: Option<&Evidence>,
    now: f64,
    quiet: u32,
) -> String {
    match evidence {
        Some(Evidence::Refused {
            is_device,
            name,
            client,
            at,
        }) => {
            let client = match (name.as_str(), client.as_str()) {
                ("", "") => texts.get(Key::UnknownDevice),
                ("", client) => texts.get(client_key(Client::from_id(client))),
                (name, _) => name.to_owned(),
            };
            // What is no device need not try again.
            let (ago, timed, then) = if *is_device {
                (Key::WasRefusedAgo, Key::WasRefusedAt, Key::StillTries)
            } else {
                (Key::SignInRefusedAgo, Key::SignInRefusedAt, Key::MoreTries)
            };
            let refused = match seconds_since(*at, now) {
                Some(seconds) => texts.count(ago, seconds, &[("client", &client)]),
                None => {
                    let values = [("client", client.as_str()), ("time", &texts.day(*at))];
                    texts.fill(timed, &values)
                }
            };
            sentences(&[refused, texts.get(then)])
        }
        Some(Evidence::Quiet) => {
            let duration = texts.duration(quiet);
            texts.fill(Key::Quiet, &[("duration", &duration)])
        }
        None => texts.get(Key::NoneRefused),
    }
}

/// How many seconds ago it was, if that is less than a minute. By then it has become a time.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "between 0 and 59"
)]
pub(super) fn seconds_since(at: f64, now: f64) -> Option<u32> {
    let seconds = (now - at) / 1000.0;
    (0.0..60.0).contains(&seconds).then_some(seconds as u32)
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
            None => texts.fill(Key::Unlocked, &[("time", &texts.day_of_moment(*at))]),
        },
        Some(UnlockOutcome::Refused(refusal)) => {
            let reason = unlock_refusal(wording, refusal, session_end);
            texts.fill(Key::UnlockRefused, &[("reason", &reason)])
        }
        Some(UnlockOutcome::NotSent) => texts.get(Key::HeadersFailed),
        Some(UnlockOutcome::Unknown) => texts.get(Key::UnlockUnclear),
    }
}

/// Until when to wait after unlocking, if the provider says that it takes a while.
pub(crate) fn unlock_waiting(texts: &Texts, unlock: &UnlockState) -> String {
    match unlock.wait_until {
        Some(until) if !unlock.is_wait_over => {
            texts.fill(Key::WaitUntil, &[("time", &texts.deadline(until))])
        }
        Some(_) => texts.get(Key::LockedEnded),
        None => String::new(),
    }
}

fn unlock_refusal(wording: Wording<'_>, refused: &Refusal, session_end: Key) -> String {
    let key = match refused.code.map(ProblemCode::cause) {
        Some(ProblemCause::Caller) => Key::UnlockNotAllowed,
        Some(ProblemCause::Mailbox) => Key::AdminUnknownMailbox,
        Some(ProblemCause::Session) => session_end,
        Some(ProblemCause::CurrentPassword | ProblemCause::NewPassword | ProblemCause::Time)
        | None => return refusal(wording, refused),
    };
    wording.texts.get(key)
}
