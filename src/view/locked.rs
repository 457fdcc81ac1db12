use leptos::prelude::*;

use super::{
    part,
    state::{State, Widget},
    text,
};
use crate::i18n::Key;

/// The mailbox is locked: what happened, the five steps, until when. Complete in itself, plain text, beside the form.
pub(super) fn locked(w: Widget) -> AnyView {
    let is_locked = w.flag(|state| state.locked.is_some() && !state.is_changed());
    let refused = w.flag(|state| state.locked.is_some_and(|locked| locked.refused));
    part::while_flag(is_locked, move || {
        part::section(
            "mbp-notice mbp-warn",
            w.id("locked"),
            vec![
                part::heading(w, "mbp-notice-heading", "locked", 1, Key::LockedHeading),
                part::line_while("", refused, w.t(Key::NotChanged)),
                part::line("", w.t(Key::LockedCause)),
                part::line_if_any("mbp-strong", w.words(until)),
                part::while_flag(w.flag(ask), move || ask_to_unlock(w)),
                part::line("", w.t(Key::RecoveryLead)),
                part::steps(w.lines(steps)),
                part::line_while("mbp-note", refused, w.words(State::reference_words)),
            ],
        )
    })
}

/// The five steps of the recovery, in the order in which they must be done.
pub(super) fn steps(state: &State) -> Vec<String> {
    let texts = &state.texts;
    let third = match state.policy.unlock_delay_seconds {
        Some(seconds) if seconds > 0 => {
            let duration = texts.duration(u32::try_from(seconds).unwrap_or(u32::MAX));
            text::sentences(&[
                texts.get(Key::Step3),
                texts.fill(Key::Step3Wait, &[("duration", &duration)]),
            ])
        }
        _ => texts.get(Key::Step3),
    };
    vec![
        texts.get(Key::Step1),
        texts.get(Key::Step2),
        third,
        texts.get(Key::Step4),
        texts.get(Key::Step5),
    ]
}

fn until(state: &State) -> String {
    match state.locked.map(|locked| (locked.until, locked.over)) {
        Some((Some(_), true)) => state.texts.get(Key::LockedEnded),
        Some((Some(until), false)) => {
            state.texts.fill(Key::UnlocksAt, &[("time", &state.texts.time(until))])
        }
        _ => String::new(),
    }
}

/// Whether only the administrator can unlock it, as far as we know.
fn ask(state: &State) -> bool {
    state.locked.is_some_and(|locked| locked.until.is_none())
}

/// "Ask your administrator to unlock it", with the way to reach them where the language puts it.
fn ask_to_unlock(w: Widget) -> AnyView {
    let half = move |after: bool| {
        w.words(move |state| {
            if state.config.help.is_none() {
                return if after { String::new() } else { state.texts.get(Key::AskUnlockPlain) };
            }
            let words = state.texts.get(Key::AskUnlock);
            let (before, rest) = words.split_once("{help}").unwrap_or((&words, ""));
            if after { rest.into() } else { before.into() }
        })
    };
    let name = w.words(|state| {
        let help = state.config.help.as_ref();
        help.map(|help| help.text.clone()).unwrap_or_default()
    });
    let href = w.words(|state| {
        let help = state.config.help.as_ref();
        help.and_then(|help| help.href.clone()).unwrap_or_default()
    });
    let help = if href.with_untracked(String::is_empty) {
        name.into_any()
    } else {
        part::link(href, name)
    };
    view! { <p>{half(false)} {help} {half(true)}</p> }.into_any()
}
