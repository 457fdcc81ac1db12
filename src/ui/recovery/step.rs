use dom::{Element, html};

use super::device::{enter, gather, remove};
use crate::{
    actions,
    config::Side,
    i18n::Key,
    model::Step,
    state::{ElementSignals, MailboxSignals, RecoverySignals},
    ui::{
        elements::{action, button, heading_with, line, line_or_hidden, line_while, link, stack},
        unlock::{can_unlock, unlock},
    },
    words,
};

/// One step: whose turn it is, what to do, what proves it, and how to report it done.
pub(super) fn step(s: ElementSignals, step: Step, below: u32) -> Element {
    let (cx, r) = (s.cx, s.recovery);
    let done = move || r.recovery.get().recovery.done(step);
    let is_next = move || r.recovery.get().recovery.next() == Some(step);
    let is_open = move || is_next() || step == Step::Unlock && is_administrators(r);
    let is_contradicted = move || step == Step::Unlock && says_locked(s.mailbox);
    let title = move || {
        let delay = cx.policy().unlock_delay_seconds;
        let [gather, remove, unlock, prove, enter] = words::recovery_steps(&cx.texts(), delay);
        let words = match step {
            Step::Gather => gather,
            Step::Remove => remove,
            Step::Unlock => unlock,
            Step::Prove => prove,
            Step::Enter => enter,
        };
        let words = words::step_without_side(&words);
        [&step.number().to_string(), ". ", words].concat()
    };
    let contradiction = move || {
        // **Unlock**, where it is shown, says enough.
        let is_shown = (is_open() || done().is_some()) && !can_unlock(&cx.config());
        is_shown && is_contradicted()
    };
    html::li()
        .class("mbp-step")
        .attr("data-done", move || done().is_some())
        .attr("aria-current", move || is_next().then_some("step"))
        .child(heading_with(
            cx,
            "mbp-step-words",
            step.id(),
            below + 1,
            title,
        ))
        .child(line("mbp-turn", move || {
            let side = cx.config().side;
            words::turn(&cx.texts(), side, step, is_next())
        }))
        .child(inside(s, step).attr("hidden", move || !is_open()))
        .child(line_or_hidden("mbp-note mbp-good-words", move || {
            words::reported_at(&cx.texts(), done())
        }))
        .child(line_while(
            cx,
            "mbp-note mbp-warn",
            Key::SaysLocked,
            contradiction,
        ))
        .child(reports(r, step, move || is_open() && !is_contradicted()))
}

/// *Step 2 is done*, and *not done after all*.
fn reports(r: RecoverySignals, step: Step, can_report: impl Fn() -> bool + 'static) -> Element {
    let recovery = move || r.recovery.get();
    let numbered = move |key: Key| {
        move || {
            let number = step.number().to_string();
            r.cx.texts().fill(key, &[("number", &number)])
        }
    };
    let report = button("mbp-secondary", numbered(Key::StepDone))
        .attr("hidden", move || {
            recovery().recovery.done(step).is_some() || !can_report()
        })
        .on("click", move |_| actions::report_step(r, step));
    let undo = button("mbp-link", numbered(Key::StepUndo))
        .attr("hidden", move || {
            recovery().recovery.last_done() != Some(step)
        })
        .on("click", move |_| actions::undo_step(r, step));
    stack("mbp-actions mbp-no-print", [report, undo])
}

/// What helps with a step.
fn inside(s: ElementSignals, step: Step) -> Element {
    match step {
        Step::Gather => gather(s.recovery),
        Step::Remove => remove(s.recovery, s.mailbox)
            .child(line_or_hidden("mbp-strong", move || {
                words::evidence_words(&s.cx.texts(), &s.mailbox.mailbox.get())
            })),
        Step::Unlock => stack("mbp-stack", [unlock(s.mailbox)]),
        Step::Prove => prove(s.recovery),
        Step::Enter => enter(s.recovery, s.mailbox),
    }
}

/// In webmail, once.
fn prove(s: RecoverySignals) -> Element {
    let cx = s.cx;
    let webmail = move || cx.config().webmail.clone();
    let open = link(webmail, cx.t(Key::OpenWebmail)).attr("hidden", move || webmail().is_none());
    let refused = action(cx, "mbp-secondary", Key::WasRefused, move || {
        actions::webmail_refused(s);
    })
    .attr("hidden", move || {
        s.recovery.get().recovery.done(Step::Prove).is_some()
    });
    stack(
        "mbp-stack",
        [
            html::p().class("mbp-no-print").child(open),
            stack("mbp-actions mbp-no-print", [refused]),
            line_while(cx, "mbp-strong", Key::WebmailStop, move || {
                s.recovery.get().recovery.was_refused
            }),
        ],
    )
}

fn is_administrators(s: RecoverySignals) -> bool {
    s.cx.config().side == Side::Administrator
}

/// Whether the back end says that it is locked, so that nobody can say that it is unlocked.
fn says_locked(s: MailboxSignals) -> bool {
    s.mailbox.get().says_locked() && !s.unlock.get().is_done()
}
