use mailbox_password_rules::ProblemCode;

use super::{
    action,
    el::{El, el},
    locked::ask_to_unlock,
    part::{button, line_if_any, link, stack, t},
    slot::Part,
    state::State,
    text,
    widget::Widget,
};
use crate::{
    config::{Mode, Side},
    flow::{Refusal, Unlock, refused_lately},
    i18n::Key,
};

/// How long without a refused sign-in the lock is worth opening; seconds.
const QUIET: u32 = 300;

/// Whether this screen is an administrator's.
fn is_theirs(state: &State) -> bool {
    let config = &state.config;
    config.mode == Mode::Administrator || config.side == Side::Administrator
}

/// Whether it can be unlocked on this screen.
pub(super) fn can_unlock(state: &State) -> bool {
    is_theirs(state) && state.config.unlock_endpoint.is_some()
}

/// **Unlock**, what must be done before it, what speaks for it, and what came of it.
pub(super) fn unlock(w: Widget) -> El {
    let is_part = w.ties().is_some_and(|ties| ties.part != Part::Whole);
    // Where nothing is known, it may be locked.
    let is_open = |state: &State| state.care.watch.says_open();
    let elsewhere = move |state: &State| {
        let is_elsewhere = is_theirs(state) && !can_unlock(state) && !is_open(state);
        state.say_if(is_elsewhere, Key::UnlockElsewhere)
    };
    let is_running = |state: &State| state.care.watch.unlock == Some(Unlock::Running);
    let name = move |state: &State| {
        let key = if is_running(state) {
            Key::Unlocking
        } else {
            Key::Unlock
        };
        state.texts.get(key)
    };
    let words = el("p", "")
        .set("id", &w.id("unlock-words"))
        .hidden_while(move |state| {
            !can_unlock(state) || is_open(state) || state.care.watch.is_unlocked()
        })
        .say(t(Key::UnlockWords));
    let press = button("mbp-primary", name)
        .set("id", &w.id("unlock"))
        .set("aria-describedby", &w.id("unlock-words"))
        .set_while("aria-disabled", "true", is_running)
        .hidden_while(move |state| {
            !can_unlock(state) || is_open(state) || state.care.watch.is_unlocked()
        })
        .on("click", move |_| action::unlock(w));
    let href = |state: &State| state.config.recovery_url.clone().unwrap_or_default();
    let stepwise = link(href, t(Key::RecoverStepwise)).hidden_while(move |state| {
        is_part || state.config.recovery_url.is_none() || state.config.mode == Mode::Recovery
    });
    stack(
        "mbp-stack",
        [
            words,
            line_if_any("mbp-strong", evidence_words),
            line_if_any("", elsewhere),
            el("div", "")
                .hidden_while(move |state| is_theirs(state) || is_open(state))
                .hold(ask_to_unlock()),
            press,
            line_if_any("", outcome)
                .set("id", &w.id("unlock-outcome"))
                .set("tabindex", "-1"),
            line_if_any("mbp-strong", waiting),
            stepwise,
        ],
    )
}

/// What the back end knows of refused sign-ins, and so whether it will lock again.
#[derive(PartialEq)]
pub(super) enum Evidence {
    /// This client was refused a short while ago.
    Refused(String),
    /// Nothing was refused for long enough.
    Safe,
}

/// The evidence that there is. An answer that could not be had makes nothing safe.
pub(super) fn evidence(state: &State) -> Option<Evidence> {
    let watch = &state.care.watch;
    let (at, client) = watch.last_refused.as_ref().filter(|_| watch.is_known)?;
    if refused_lately(*at, watch.now, QUIET) {
        return Some(Evidence::Refused(client.clone()));
    }
    (watch.is_locked && watch.is_live).then_some(Evidence::Safe)
}

/// The evidence in words.
pub(super) fn evidence_words(state: &State) -> String {
    let (texts, refused) = (&state.texts, &state.care.watch.last_refused);
    match evidence(state) {
        Some(Evidence::Refused(client)) => {
            let at = refused.as_ref().map(|(at, _)| *at).unwrap_or_default();
            let values = [("client", client.as_str()), ("time", &texts.time(at))];
            texts.fill(Key::StillRefused, &values)
        }
        Some(Evidence::Safe) => {
            let duration = texts.duration(QUIET);
            texts.fill(Key::SafeToUnlock, &[("duration", &duration)])
        }
        None => String::new(),
    }
}

/// What came of unlocking.
pub(super) fn outcome(state: &State) -> String {
    let texts = &state.texts;
    match &state.care.watch.unlock {
        None | Some(Unlock::Running) => String::new(),
        Some(Unlock::Done { at, works_from, .. }) => match works_from {
            Some(from) => texts.fill(Key::UnlockedFrom, &[("time", &texts.limit(*from))]),
            None => texts.fill(Key::Unlocked, &[("time", &texts.time(*at))]),
        },
        Some(Unlock::Refused(refusal)) => {
            let reason = reason(state, refusal);
            texts.fill(Key::UnlockRefused, &[("reason", &reason)])
        }
        Some(Unlock::Unclear) => texts.get(Key::UnlockUnclear),
    }
}

/// Why it was not unlocked.
fn reason(state: &State, refusal: &Refusal) -> String {
    let key = match refusal.code {
        Some(ProblemCode::ChangeNotAllowed | ProblemCode::MailboxMismatch) => Key::UnlockNotAllowed,
        Some(ProblemCode::MailboxUnknown) => Key::AdminUnknownMailbox,
        Some(ProblemCode::SessionExpired) => state.session_ended(),
        Some(_) | None => return text::refusal(state, refusal),
    };
    state.texts.get(key)
}

/// Until when to wait after unlocking, if the provider says that it takes a while.
pub(super) fn waiting(state: &State) -> String {
    match state.care.watch.wait_until {
        Some(until) if !state.care.watch.wait_over => {
            let time = state.texts.limit(until);
            state.texts.fill(Key::WaitUntil, &[("time", &time)])
        }
        Some(_) => state.texts.get(Key::LockedEnded),
        None => String::new(),
    }
}
