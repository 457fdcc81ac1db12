use dom::{Element, html, show};

use super::{locked::still_locked, note::note};
use crate::{
    state::ElementSignals,
    ui::{changed::changed_notice, warning::warning},
    words,
};

/// The password is set: whether the mailbox is still locked, the warning again, and the note to hand over.
pub(super) fn changed(s: ElementSignals) -> Element {
    html::section()
        .attr("aria-labelledby", s.cx.id("changed"))
        .child(changed_notice(s.form()))
        .child(show(
            move || s.mailbox().has_lock_news(),
            move || still_locked(s),
        ))
        .child(warning(s.cx, |wording| words::admin_warning(wording, true)))
        .child(note(s))
}
