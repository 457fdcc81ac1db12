use dom::{Element, Region, html, show};

use super::{
    ask_to_unlock::ask_to_unlock,
    elements::{action, folded, heading, line, line_or_hidden, line_while, lines, notice},
    icon::Icon,
    recovery::recovery,
};
use crate::{
    actions,
    i18n::Key,
    state::{Context, ElementSignals, FormSignals, RecoverySignals},
    words,
};

/// The lock while there is one, and the recovery step by step, which continues when there is none any more: both beside
/// the form.
pub(super) fn locked_and_recovery(s: ElementSignals) -> [Region; 2] {
    let is_now =
        move || !s.form.change.get().is_changed() && !s.checklist.checklist.get().is_page();
    [
        show(
            move || is_now() && s.form.lock.get().is_some(),
            move || locked(s.form, s.recovery),
        ),
        show(
            move || is_now() && s.recovery.recovery.get().is_shown,
            move || recovery(s),
        ),
    ]
}

/// The mailbox is locked: what happened, until when, the five steps. It is shown beside the form.
fn locked(s: FormSignals, r: RecoverySignals) -> Element {
    let cx = s.cx;
    let refused = move || s.lock.get().is_some_and(|lock| lock.refused_change);
    let is_stepwise = move || r.recovery.get().is_shown;
    let begin = action(cx, "mbp-button mbp-primary", Key::StepwiseHere, move || {
        actions::show_recovery(r);
    });
    let content = html::div()
        .child(heading(cx, "mbp-heading", "locked", 1, Key::LockedHeading))
        .child(line_while(cx, "", Key::NotChanged, refused))
        .child(line("", cx.t(Key::LockedCause)))
        .child(line_or_hidden("mbp-strong", move || {
            words::waiting_time(&cx.texts(), *s.lock.get())
        }))
        .child(ask_to_unlock(cx).attr("hidden", move || {
            // As far as we know, only the administrator can unlock it.
            s.lock.get().is_none_or(|lock| lock.until.is_some())
        }))
        .child(
            html::div()
                .class("mbp-actions")
                .attr("hidden", is_stepwise)
                .child(begin),
        )
        .child(
            folded("", cx.t(Key::RecoveryLead))
                .attr("hidden", is_stepwise)
                .child(recovery_steps(cx)),
        )
        .child(line_or_hidden("mbp-note", move || {
            if refused() {
                words::reference(&cx.texts(), &s.change.get())
            } else {
                String::new()
            }
        }));
    notice("bad", Icon::Lock, content).attr("aria-labelledby", cx.id("locked"))
}

/// The five steps of the recovery as a list.
pub(super) fn recovery_steps(cx: Context) -> Element {
    lines(html::ol().class("mbp-steps"), html::li, move || {
        let delay = cx.policy().unlock_delay_seconds;
        words::recovery_steps(&cx.texts(), delay).to_vec()
    })
}
