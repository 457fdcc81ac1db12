use dom::{Element, Region, show};

use super::checklist;
use crate::{
    actions,
    state::{ChecklistSignals, ElementSignals},
    ui::{
        elements::{button, stack},
        recovery::recovery,
    },
    words,
};

/// The list; or, while the mailbox is locked, the recovery in its place. The list keeps its answers.
pub(in crate::ui) fn list_or_recovery(s: ElementSignals) -> [Region; 2] {
    let is_shown = move || s.recovery().recovery().get().is_shown;
    let is_locked = move || {
        let is_locked = s.form().lock().get().is_some_and(|lock| !lock.is_over);
        is_locked || is_shown() && s.recovery().recovery().get().recovery.next().is_some()
    };
    [
        show(is_shown, move || recovery(s)),
        show(
            move || !is_locked(),
            // Not `state.is_earlier`: this is built before `begin_checklist` has set it.
            move || {
                checklist(
                    s.checklist(),
                    !s.form().change().get_untracked().is_changed(),
                )
            },
        ),
    ]
}

/// From the form back to the list that was put aside.
pub(in crate::ui) fn back_to_list(s: ChecklistSignals) -> Element {
    let words = move || {
        let list = &s.checklist().get().list;
        words::plain(&words::checklist_lead(&s.cx.texts(), list, true))
    };
    let back = button("mbp-link", words).on("click", move |_| actions::change_again(s, false));
    stack("", [back])
}
