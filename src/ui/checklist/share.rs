use dom::Element;
use leptos::prelude::untrack;

use crate::{
    actions,
    i18n::Key,
    state::{ChecklistSignals, LocalSignal},
    ui::{
        elements::{action, button, line, line_of_key, stack},
        locked::recovery_steps,
        wording::Snapshots,
    },
    words,
};

/// Takes the list along, if it has devices: as a text, on paper, or not at all. The printed list ends with what to do
/// when the mailbox locks itself.
pub(super) fn share(s: ChecklistSignals) -> Element {
    let cx = s.cx;
    let copied = LocalSignal::default();
    let copy = move || {
        let text = untrack(|| {
            words::checklist_as_text(Snapshots::of(cx).wording(), &s.checklist().get().list)
        });
        actions::copy(
            cx,
            &text,
            Key::Copied,
            Key::CopyFailed,
            Box::new(move |key| copied.set(Some(key))),
        );
    };
    let is_forgotten = move || s.checklist().get().forgotten.is_some();
    let forget = button("mbp-link", move || {
        cx.text(if is_forgotten() {
            Key::Undo
        } else {
            Key::ForgetList
        })
    });
    let buttons = [
        action(cx, "mbp-link", Key::CopyList, copy),
        action(cx, "mbp-link", Key::PrintList, move || {
            // A recovery that has come to its end stands above it.
            actions::print(cx, "[aria-labelledby$=-checklist]");
        }),
        forget.on("click", move |_| actions::forget_checklist(s)),
    ];
    let for_paper = [
        line("mbp-heading", cx.t(Key::RecoveryHeading)),
        line("", cx.t(Key::RecoveryLead)),
        recovery_steps(cx),
    ];
    stack(
        "mbp-stack",
        [
            stack("mbp-actions mbp-foot mbp-no-print", buttons)
                .attr("hidden", move || s.checklist().get().list.rows.is_empty()),
            line_of_key(cx, "mbp-note mbp-no-print", move || {
                is_forgotten().then_some(Key::Forgotten).or(*copied.get())
            }),
            stack("mbp-print-only", for_paper),
        ],
    )
}
