use dom::{Claims, Element, html, show};

use super::{
    device::{devices, gather},
    share::{call, copy_for_user, phone},
    track::{is_guide, is_needed, next, number, state},
};
use crate::{
    actions,
    i18n::Key,
    model::{Side, Step},
    state::{Context, ElementSignals, RecoverySignals},
    ui::{
        device_row::device_button,
        elements::{action, bold_part, filled, heading_with, link, stack},
        unlock::{can_unlock, evidence, unlock, waiting},
    },
    words,
};

/// One step: its number, what it is, whose turn it is, and, while it is open, what to do.
pub(super) fn step(s: ElementSignals, step: Step) -> Element {
    let (cx, r) = (s.cx, s.recovery());
    let is_next = move || next(r) == Some(step);
    let done = move || r.recovery().get().recovery.done(step);
    let is_open = move || is_next() || is_guide(&cx.config()) || is_unlock_shown(s, step);
    let title = move || words::step_title(&cx.texts(), step);
    let position = move || {
        let number = step.number().to_string();
        cx.texts().fill(Key::StepNumber, &[("number", &number)])
    };
    // What the back end says or has done cannot be taken back.
    let is_by_back_end = move || {
        step == Step::Unlock
            && (s.mailbox().mailbox().get().says_unlocked() || s.mailbox().unlock().get().is_done())
    };
    let is_turn = move || is_next() && is_needed(s);
    let undo = device_button(cx.t(Key::Undo), title)
        .class("mbp-link mbp-small mbp-no-print")
        .attr("hidden", move || {
            r.recovery().get().recovery.last_done() != Some(step)
                || is_guide(&cx.config())
                || is_by_back_end()
        })
        .on("click", move |_| actions::undo_step(r, step));
    html::li()
        .class("mbp-step")
        .attr("data-state", move || state(r, step))
        .attr("aria-current", move || is_next().then_some("step"))
        .child(
            html::span()
                .class("mbp-step-number")
                .child(html::span().class("mbp-hidden").text(position))
                .child(number(r, step)),
        )
        .child(heading_with(cx, "mbp-step-title", step.id(), 1, title))
        .child(
            html::span()
                .class("mbp-pill")
                .attr("data-kind", move || is_turn().then_some("turn"))
                .text(move || {
                    let done = done().filter(|_| !is_guide(&cx.config()));
                    let whose = r.recovery().get().recovery.side(step);
                    words::turn(&cx.texts(), cx.config().side, whose, is_turn(), done)
                }),
        )
        .child(undo)
        .child(show(is_open, move || body(s, step)))
}

/// **Unlock** is in an administrator's sight before it is their turn, and what came of it afterwards.
fn is_unlock_shown(s: ElementSignals, step: Step) -> bool {
    let is_pending = next(s.recovery()).is_some_and(|next| next.number() <= Step::Unlock.number());
    step == Step::Unlock
        && is_administrators(s.cx)
        && (is_pending || s.mailbox().unlock().get().outcome.is_some())
}

/// What to do in a step, or wait for.
fn body(s: ElementSignals, step: Step) -> Element {
    let (cx, r) = (s.cx, s.recovery());
    let is_next = move || next(r) == Some(step);
    let is_stop = move || step == Step::Prove && was_refused(r);
    let words = move || {
        if is_stop() {
            return cx.text(Key::WebmailStop);
        }
        let delay = cx.policy().unlock_delay_seconds;
        words::step_words(&cx.texts(), step, delay)
    };
    // Beside **Unlock** the same is said.
    let is_repeated = step == Step::Unlock && cx.config_now().side == Side::Administrator;
    // Once it is safe there is nothing to wait for; the room stays, so that nothing moves.
    let is_over = move || step == Step::Remove && is_administrators(cx) && s.is_safe_to_unlock();
    let class = move || {
        if is_stop() {
            "mbp-label"
        } else if is_over() {
            "mbp-blank"
        } else {
            ""
        }
    };
    let body = html::div().class("mbp-step-body").child(
        html::p()
            .class(class)
            .attr("hidden", is_repeated)
            .children(bold_part(&Claims::none(), "", words)),
    );
    // It has its room as long as the mailbox is locked, and is read before **Unlock**.
    if cx.config_now().side == Side::Administrator {
        let is_shown = move || step == Step::Unlock && says_locked(s);
        return body
            .child(evidence(s.mailbox(), "mbp-notice mbp-small", is_shown))
            .children(administrators(s, step));
    }
    body.child(show(is_next, move || users(s, step)))
}

/// What an administrator does while it is the user's turn, or in their own step.
fn administrators(s: ElementSignals, step: Step) -> Vec<Element> {
    let (cx, r) = (s.cx, s.recovery());
    let is_next = move || next(r) == Some(step);
    let is_unlock = step == Step::Unlock;
    let is_safe = move || s.is_safe_to_unlock() && can_unlock(&cx.config());
    let is_until_unlock = step.number() <= Step::Unlock.number();
    let copy = move || is_needed(s) && !(is_until_unlock && is_safe());
    let [copy, copied] = copy_for_user(r, filled(copy));
    // Where it is unlocked elsewhere, that is the only thing to do.
    let is_elsewhere = move || is_unlock && !can_unlock(&cx.config());
    let copy = copy.attr("hidden", is_elsewhere);
    // Where nothing else says so, a person does.
    let says = if is_unlock {
        Key::IsUnlocked
    } else {
        Key::UserSays
    };
    let report = action(cx, "mbp-link", says, move || actions::report_step(s, step))
        .attr("hidden", move || is_unlock && says_locked(s));
    let has_none = move || is_elsewhere() && says_locked(s);
    let reports = stack("mbp-actions mbp-no-print", [copy, report])
        .attr("hidden", move || !is_next() || has_none());
    let mut all = vec![reports, copied];
    if is_unlock {
        all.insert(0, unlock(s));
    }
    all
}

/// What the user does in a step, the current one.
fn users(s: ElementSignals, step: Step) -> Element {
    let (cx, r) = (s.cx, s.recovery());
    let report = move |key: Key, is_next_thing: Box<dyn Fn() -> bool>| {
        action(cx, "", key, move || actions::report_step(s, step)).class(filled(is_next_thing))
    };
    let has_open = move |is_open: fn(&crate::model::RecoveryDevice) -> bool| {
        r.recovery().get().recovery.devices.iter().any(is_open)
    };
    let all: Vec<Element> = match step {
        Step::Gather => {
            let [devices, chooser] = gather(s);
            let report = report(Key::Gathered, Box::new(move || is_needed(s)));
            vec![devices, chooser, stack("mbp-actions", [report])]
        }
        Step::Remove => vec![
            devices(s, step),
            stack(
                "mbp-actions",
                [report(
                    Key::IsOff,
                    Box::new(move || !has_open(|device| device.off_at.is_none())),
                )],
            ),
        ],
        Step::Unlock => vec![
            call(cx, "mbp-button mbp-primary").attr("hidden", move || phone(cx).is_none()),
            stack(
                "mbp-actions",
                [report(
                    Key::IsUnlocked,
                    Box::new(move || phone(cx).is_none()),
                )],
            )
            .attr("hidden", move || says_locked(s)),
        ],
        Step::Prove => prove(s),
        Step::Enter => vec![
            devices(s, step),
            stack(
                "mbp-actions",
                [report(
                    Key::AllBack,
                    Box::new(move || !has_open(|device| !device.is_back)),
                )],
            ),
        ],
    };
    stack("mbp-stack mbp-no-print", all)
}

/// In webmail, once.
fn prove(s: ElementSignals) -> Vec<Element> {
    let (cx, r) = (s.cx, s.recovery());
    let webmail = move || cx.config().webmail.clone();
    let was_refused = move || was_refused(r);
    // Nothing is the next step while everybody has to wait.
    let is_time = move || !s.mailbox().unlock().get().is_waiting();
    let open = link(webmail, cx.t(Key::OpenWebmail))
        .class(filled(is_time))
        .attr("hidden", move || webmail().is_none() || was_refused());
    let worked = action(cx, "", Key::LetMeIn, move || {
        actions::report_step(s, Step::Prove);
    })
    .class(filled(move || {
        is_time() && webmail().is_none() && !was_refused()
    }));
    let refused = action(cx, "mbp-link", Key::WasRefused, move || {
        actions::webmail_refused(r);
    })
    .attr("hidden", was_refused);
    vec![
        waiting(s.mailbox()),
        call(cx, "mbp-button mbp-primary")
            .attr("hidden", move || phone(cx).is_none() || !was_refused()),
        stack("mbp-actions", [open, worked, refused]),
    ]
}

/// Whether webmail refused the password, so that nothing more is to be tried.
fn was_refused(r: RecoverySignals) -> bool {
    r.recovery().get().recovery.was_refused
}

fn is_administrators(cx: Context) -> bool {
    cx.config().side == Side::Administrator
}

/// Whether the back end says that it is locked, so that nobody can say that it is unlocked.
fn says_locked(s: ElementSignals) -> bool {
    s.mailbox().mailbox().get().says_locked() && !s.mailbox().unlock().get().is_done()
}
