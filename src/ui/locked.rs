use dom::{Element, Region, html, show};

use super::{
    ask_to_unlock::ask_to_unlock,
    elements::{action, folded, heading, line, line_or_hidden, lines, notice},
    icon::Icon,
    recovery::recovery,
};
use crate::{
    actions,
    i18n::Key,
    state::{Context, ElementSignals, FormSignals, RecoverySignals},
    words,
};

/// The lock while there is one, or in its place the recovery step by step, which continues when there is none any more.
///
/// The lock stands below the form: it comes and goes with the back end's answers, and moves nothing there.
pub(super) fn locked_and_recovery(s: ElementSignals) -> [Region; 2] {
    let is_now =
        move || !s.form().change().get().is_changed() && !s.checklist().checklist().get().is_page();
    let is_stepwise = move || s.recovery().recovery().get().is_shown;
    [
        show(
            move || is_now() && s.form().lock().get().is_some() && !is_stepwise(),
            move || locked(s.form(), s.recovery()),
        ),
        show(move || is_now() && is_stepwise(), move || recovery(s)),
    ]
}

/// The mailbox is locked: what happened, until when, whom to ask, the five steps.
fn locked(s: FormSignals, r: RecoverySignals) -> Element {
    let cx = s.cx;
    let lock = move || *s.lock().get();
    let refused = move || lock().is_some_and(|lock| lock.refused_change);
    let begin = action(cx, "mbp-button mbp-primary", Key::StepwiseHere, move || {
        actions::show_recovery(r);
    });
    let content = html::div()
        .child(heading(cx, "mbp-heading", "locked", 0, Key::LockedHeading))
        .child(line("", move || {
            let texts = cx.texts();
            let not_changed = if refused() {
                texts.get(Key::NotChanged)
            } else {
                String::new()
            };
            words::sentences(&[not_changed, words::lock_cause(&texts, lock())])
        }))
        .child(ask_to_unlock(cx, lock))
        .child(
            html::div()
                .class("mbp-actions")
                .child(begin)
                .child(html::span().class("mbp-note").text(cx.t(Key::FiveSteps))),
        )
        .child(
            folded("", cx.t(Key::ReadSteps))
                .child(line("", cx.t(Key::RecoveryLead)))
                .child(recovery_steps(cx)),
        )
        .child(line_or_hidden("mbp-note", move || {
            if refused() {
                words::reference(&cx.texts(), &s.change().get())
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
