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

/// **Unlock**, what must be done before it, what speaks for it, and what came of it.
pub(super) fn unlock(w: Widget) -> El {
    let is_part = w.ties().is_some_and(|ties| ties.part != Part::Whole);
    let can = |state: &State| {
        let config = &state.config;
        let is_theirs = config.mode == Mode::Administrator || config.side == Side::Administrator;
        is_theirs && config.unlock_endpoint.is_some()
    };
    // Where nothing is known, it may be locked.
    let is_open = |state: &State| state.care.watch.is_known && !state.care.watch.is_locked;
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
        .hidden_while(move |state| !can(state))
        .say(t(Key::UnlockWords));
    let press = button("mbp-primary", name)
        .set("id", &w.id("unlock"))
        .set("aria-describedby", &w.id("unlock-words"))
        .set_while("aria-disabled", "true", is_running)
        .hidden_while(move |state| !can(state) || is_open(state) || state.care.watch.is_unlocked())
        .on("click", move |_| action::unlock(w));
    let href = |state: &State| state.config.recovery_url.clone().unwrap_or_default();
    let stepwise = link(href, t(Key::RecoverStepwise)).hidden_while(move |state| {
        is_part || state.config.recovery_url.is_none() || state.config.mode == Mode::Recovery
    });
    stack(
        "mbp-stack",
        [
            words,
            line_if_any("mbp-strong", evidence),
            el("div", "")
                .hidden_while(move |state| can(state) || is_open(state))
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
pub(super) fn evidence(state: &State) -> String {
    let (texts, watch) = (&state.texts, &state.care.watch);
    let Some((at, client)) = &watch.last_refused else {
        return String::new();
    };
    if refused_lately(*at, watch.now, QUIET) {
        let values = [("client", client.as_str()), ("time", &texts.time(*at))];
        return texts.fill(Key::StillRefused, &values);
    }
    if !watch.is_locked {
        return String::new();
    }
    let duration = texts.duration(QUIET);
    texts.fill(Key::SafeToUnlock, &[("duration", &duration)])
}

/// What came of unlocking.
pub(super) fn outcome(state: &State) -> String {
    let texts = &state.texts;
    match &state.care.watch.unlock {
        None | Some(Unlock::Running) => String::new(),
        Some(Unlock::Done { at, works_from, .. }) => match works_from {
            Some(from) => texts.fill(Key::UnlockedFrom, &[("time", &texts.time(*from))]),
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
        Some(_) | None => return text::refusal(state, refusal),
    };
    state.texts.get(key)
}

/// Until when to wait after unlocking, if the provider says that it takes a while.
fn waiting(state: &State) -> String {
    match state.care.watch.wait_until {
        Some(until) if !state.care.watch.wait_over => {
            let time = state.texts.time(until);
            state.texts.fill(Key::WaitUntil, &[("time", &time)])
        }
        Some(_) => state.texts.get(Key::LockedEnded),
        None => String::new(),
    }
}
