use super::{
    el::{El, el},
    part::{button, heading, line, line_if_any, link, list, t},
    slot::{Part, slot},
    state::{PartState, State},
    text,
    widget::Widget,
};
use crate::i18n::Key;

/// The mailbox is locked: what happened, the five steps, until when. Complete in itself, plain text, beside the form.
fn locked(w: Widget) -> El {
    el("section", "mbp-notice mbp-warn")
        .set("aria-labelledby", &w.id("locked"))
        .hold(heading(
            "mbp-notice-heading",
            &w.id("locked"),
            1,
            Key::LockedHeading,
        ))
        .hold(line_if_any("", refused(t(Key::NotChanged))))
        .hold(line("", t(Key::LockedCause)))
        .hold(line_if_any("mbp-strong", until))
        .hold(ask_to_unlock().hidden_while(|state| {
            // Only the administrator can unlock it, as far as we know.
            state.locked.is_none_or(|locked| locked.until.is_some())
        }))
        .hold(line("", t(Key::RecoveryLead)).hidden_while(is_stepwise))
        .hold(
            el("div", "")
                .hidden_while(is_stepwise)
                .hold(list("ol", "mbp-steps", |state| steps(state).join("\n"))),
        )
        .hold(line_if_any("mbp-note", refused(State::reference_words)))
        .hold(
            button("mbp-secondary", t(Key::StepwiseHere))
                .hidden_while(|state| state.recovers)
                .on("click", move |_| w.change(|state| state.recovers = true)),
        )
}

/// The lock while there is one, and the recovery step by step, which goes on when there is none any more.
pub(super) fn locked_and_recovery(w: Widget, content: El) -> El {
    content
        .hold_while(
            |state| state.locked.is_some() && !state.is_changed(),
            move || locked(w),
        )
        .hold_while(
            |state| state.recovers && !state.is_changed(),
            move || slot(w, || Part::Recovery, vec![]),
        )
}

/// Whether the steps are on the screen one by one. Until they are, and where they cannot be loaded, they stand here.
fn is_stepwise(state: &State) -> bool {
    state.recovers && state.part(Part::Recovery.index()) == PartState::Shown
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

/// Words that are there if a change was refused for it.
fn refused(words: impl Fn(&State) -> String) -> impl Fn(&State) -> String {
    move |state| match state.locked {
        Some(locked) if locked.refused => words(state),
        _ => String::new(),
    }
}

fn until(state: &State) -> String {
    match state.locked.map(|locked| (locked.until, locked.over)) {
        Some((Some(_), true)) => state.texts.get(Key::LockedEnded),
        Some((Some(until), false)) => state
            .texts
            .fill(Key::UnlocksAt, &[("time", &state.texts.limit(until))]),
        _ => String::new(),
    }
}

/// "Ask your administrator to unlock it", with the way to reach them where the language puts it.
pub(super) fn ask_to_unlock() -> El {
    let half = |after: bool| {
        move |state: &State| {
            if state.config.help.is_none() {
                return state.say_if(!after, Key::AskUnlockPlain);
            }
            let words = state.texts.get(Key::AskUnlock);
            let (before, rest) = around_help(&words);
            if after { rest.into() } else { before.into() }
        }
    };
    let name = |state: &State| {
        let help = state.config.help.as_ref();
        help.map(|help| help.text.clone()).unwrap_or_default()
    };
    let href = |state: &State| {
        let help = state.config.help.as_ref();
        help.and_then(|help| help.href.clone()).unwrap_or_default()
    };
    el("p", "")
        .say(half(false))
        .hold(link(href, name))
        .say(half(true))
}

/// What stands before and after `{help}`.
fn around_help(words: &str) -> (&str, &str) {
    let before = words.split_once('{').map_or(words, |(before, _)| before);
    let after = words.split_once('}').map_or("", |(_, after)| after);
    (before, after)
}
