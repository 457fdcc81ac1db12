use super::{
    checklist::checklist,
    el::{El, el},
    part::{folded, heading, line, line_if_any, stack},
    state::{State, Widget},
};
use crate::{
    flow::{Changed, Phase},
    i18n::Key,
};

/// The password was changed: when, for how long the old one may still work, and then every device.
pub(super) fn changed(w: Widget) -> El {
    let notice = [
        heading(
            "mbp-notice-heading",
            &w.id("changed"),
            0,
            Key::ChangedHeading,
        ),
        line("", by),
        line_if_any("", works_from),
        line_if_any("", old_works_until),
    ];
    el("section", "")
        .set("aria-labelledby", &w.id("changed"))
        .hold(stack("mbp-notice mbp-good", notice))
        .hold(checklist(w))
}

/// The list of an earlier change, offered above the form while it is not finished.
pub(super) fn unfinished(w: Widget) -> El {
    let name = |state: &State| {
        let time = state.texts.time(state.checklist.changed_at);
        state.texts.fill(Key::Unfinished, &[("time", &time)])
    };
    folded("mbp-unfinished", name).hold(checklist(w))
}

fn outcome(state: &State) -> Changed {
    match &state.flow.phase {
        Phase::Changed(changed) => changed.clone(),
        _ => Changed::default(),
    }
}

fn by(state: &State) -> String {
    let at = outcome(state).at.unwrap_or(state.checklist.changed_at);
    let time = state.texts.time(at);
    let values = [("mailbox", state.config.mailbox.as_str()), ("time", &time)];
    state.texts.fill(Key::ChangedBy, &values)
}

fn works_from(state: &State) -> String {
    outcome(state)
        .works_from
        .map(|from| {
            state
                .texts
                .fill(Key::WorksFrom, &[("time", &state.texts.time(from))])
        })
        .unwrap_or_default()
}

fn old_works_until(state: &State) -> String {
    let changed = outcome(state);
    state
        .old_stops(&changed)
        .filter(|until| changed.at.is_none_or(|at| *until > at))
        .map(|until| {
            state
                .texts
                .fill(Key::OldWorksUntil, &[("time", &state.texts.time(until))])
        })
        .unwrap_or_default()
}
