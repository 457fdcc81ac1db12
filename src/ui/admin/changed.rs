use dom::{Element, html, show};
use leptos::prelude::untrack;

use super::{
    locked::still_locked,
    note::{must_choose, note},
};
use crate::{
    state::ElementSignals,
    ui::{changed::changed_notice, warning::warning},
    words,
};

/// The password is set: whether the mailbox is still locked, the warning again, and the note to hand over. A lock that
/// is told later stands below them, and moves nothing.
pub(super) fn changed(s: ElementSignals) -> Element {
    let is_locked = move || s.mailbox().has_lock_news();
    let was_locked = untrack(is_locked);
    html::section()
        .attr("aria-labelledby", s.cx.id("changed"))
        .child(changed_notice(s.form()))
        .child(show(
            move || was_locked && is_locked(),
            move || still_locked(s),
        ))
        .child(warning(s.cx, move |wording| {
            words::admin_warning(
                wording,
                true,
                was_locked && lets_nobody_in(s),
                must_choose(s),
            )
        }))
        .child(note(s, was_locked))
        .child(show(
            move || !was_locked && is_locked(),
            move || still_locked(s),
        ))
}

/// Whether nobody can sign in: it is locked, or was unlocked a moment ago.
fn lets_nobody_in(s: ElementSignals) -> bool {
    let unlock = s.mailbox().unlock().get();
    !s.mailbox().is_lock_over() || unlock.is_waiting()
}
