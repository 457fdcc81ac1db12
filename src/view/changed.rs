use super::{
    el::{El, el},
    part::{heading, line, line_if_any, stack, t},
    slot::{Part, slot},
    state::State,
    warning::warning,
    widget::Widget,
};
use crate::{
    flow::{Changed, Phase},
    i18n::Key,
};

/// The password was changed: when, for how long the old one may still work, and then every device.
pub(super) fn changed(w: Widget) -> El {
    let notice = heading(
        "mbp-notice-heading",
        &w.id("changed"),
        0,
        Key::ChangedHeading,
    );
    let list = move || Part::Checklist(w.read(outcome).unwrap_or_default());
    el("section", "")
        .set("aria-labelledby", &w.id("changed"))
        .hold(stack("mbp-notice mbp-good", [notice]).hold_all(outcome_lines()))
        .hold(slot(w, list, instead(w)))
}

/// Whose password, when, and for how long the old one may still work.
pub(super) fn outcome_lines() -> [El; 3] {
    [
        line("", by),
        line_if_any("", works_from),
        line_if_any("", old_works_until),
    ]
}

/// What must be known even if nothing more can be loaded.
fn instead(w: Widget) -> Vec<El> {
    vec![
        warning(w, "changed-warning"),
        line("", t(Key::GeneralSteps)),
    ]
}

fn outcome(state: &State) -> Changed {
    match &state.flow.phase {
        Phase::Changed(changed) => changed.clone(),
        _ => Changed::default(),
    }
}

fn by(state: &State) -> String {
    let at = outcome(state).at.unwrap_or(state.changed_at);
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
                .fill(Key::WorksFrom, &[("time", &state.texts.limit(from))])
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
                .fill(Key::OldWorksUntil, &[("time", &state.texts.limit(until))])
        })
        .unwrap_or_default()
}
