use super::{form::warning, is_unlocked, note::note};
use crate::{
    i18n::Key,
    view::{
        changed::outcome_lines,
        el::{El, el},
        part::{heading, line, stack, t},
        unlock::unlock,
        widget::Widget,
    },
};

/// The password is set: whether the mailbox is still locked, the warning again, and the note to hand over.
pub(super) fn changed(w: Widget) -> El {
    let still_locked = move || {
        el("section", "mbp-notice mbp-warn")
            .set("aria-labelledby", &w.id("still-locked"))
            .hold(
                line("mbp-notice-heading", t(Key::StillLocked))
                    .set("id", &w.id("still-locked"))
                    .hidden_while(is_unlocked),
            )
            .hold(unlock(w))
    };
    el("section", "")
        .set("aria-labelledby", &w.id("changed"))
        .hold(
            stack(
                "mbp-notice mbp-good",
                [heading(
                    "mbp-notice-heading",
                    &w.id("changed"),
                    0,
                    Key::ChangedHeading,
                )],
            )
            .hold_all(outcome_lines()),
        )
        .hold_while(|state| state.care.watch.is_shown(), still_locked)
        .hold(warning(w, "changed-warning"))
        .hold(note(w))
}
