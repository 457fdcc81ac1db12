use super::{form::warning, is_over, note::note, open, section};
use crate::{
    i18n::Key,
    view::{
        changed::outcome_lines,
        el::{El, el},
        part::{heading, line, line_if_any, stack, t},
        unlock::unlock,
        widget::Widget,
    },
};

/// The password is set: whether the mailbox is still locked, the warning again, and the note to hand over.
pub(super) fn changed(w: Widget) -> El {
    let still_locked = move || {
        section(w, "still-locked")
            .hold(
                line("mbp-notice-heading", t(Key::StillLocked))
                    .set("id", &w.id("still-locked"))
                    .hidden_while(is_over),
            )
            .hold(line_if_any("", open))
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
