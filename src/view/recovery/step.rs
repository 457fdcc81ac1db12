use super::{
    device::{enter, gather, remove},
    part,
};
use crate::{
    config::Side,
    flow::Step,
    i18n::Key,
    view::{
        action,
        el::{El, el},
        locked,
        part::{button, line, line_if_any, link, stack, t},
        state::State,
        unlock::{can_unlock, evidence_words, unlock},
        widget::Widget,
    },
};

/// One step: whose turn it is, what to do, what proves it, and how to report it done.
pub(super) fn step(w: Widget, step: Step, below: u32) -> El {
    let words = move |state: &State| {
        let mut all = locked::steps(state).into_iter();
        let words = all.nth(step as usize).unwrap_or_default();
        [&step.number().to_string(), ". ", without_turn(&words)].concat()
    };
    let is_open = move |state: &State| {
        state.care.recovery.next() == Some(step)
            || step == Step::Unlock && state.config.side == Side::Administrator
    };
    let inside = match step {
        Step::Gather => gather(w),
        Step::Remove => remove(w).hold(line_if_any("mbp-strong", evidence_words)),
        Step::Unlock => unlock_here(w),
        Step::Prove => prove(w),
        Step::Enter => enter(w),
    };
    let reported = move |state: &State| match state.care.recovery.done(step) {
        Some(at) => {
            let time = state.texts.time(at);
            state.texts.fill(Key::StepReported, &[("time", &time)])
        }
        None => String::new(),
    };
    let numbered = move |key: Key| {
        move |state: &State| {
            let number = step.number().to_string();
            state.texts.fill(key, &[("number", &number)])
        }
    };
    let contradiction = move |state: &State| {
        let is_reached = is_open(state) || state.care.recovery.done(step).is_some();
        // Where **Unlock** stands, that says enough.
        let is_said = is_reached && !can_unlock(state);
        state.say_if(is_said && is_contradicted(state, step), Key::SaysLocked)
    };
    let done = button("mbp-secondary", numbered(Key::StepDone))
        .hidden_while(move |state| {
            let is_done = state.care.recovery.done(step).is_some();
            is_done || !is_open(state) || is_contradicted(state, step)
        })
        .on("click", move |_| action::report(w, step));
    let undo = button("mbp-link", numbered(Key::StepUndo))
        .hidden_while(move |state| state.care.recovery.last() != Some(step))
        .on("click", move |_| action::undo(w, step));
    el("li", "mbp-step")
        .set_while("data-done", "", move |state| {
            state.care.recovery.done(step).is_some()
        })
        .set_while("aria-current", "step", move |state| {
            state.care.recovery.next() == Some(step)
        })
        .hold(
            el("p", "mbp-step-words")
                .set("id", &w.id(part(step)))
                .set("role", "heading")
                .set("tabindex", "-1")
                .follow("aria-level", move |state| {
                    (state.config.heading_level + below + 1).min(6).to_string()
                })
                .say(words),
        )
        .hold(line("mbp-turn", move |state| turn(state, step)))
        .hold(inside.hidden_while(move |state| !is_open(state)))
        .hold(line_if_any("mbp-note mbp-good-words", reported))
        .hold(line_if_any("mbp-note mbp-warn", contradiction))
        .hold(stack("mbp-actions mbp-no-print", [done, undo]))
}

/// The back end says that it is locked, so nobody can say that it is unlocked.
fn is_contradicted(state: &State, step: Step) -> bool {
    let watch = &state.care.watch;
    step == Step::Unlock && watch.says_locked() && !watch.is_unlocked()
}

/// The words without whose turn it is, which is said beside them.
fn without_turn(words: &str) -> &str {
    match words.split_once(") ") {
        Some((turn, rest)) if turn.starts_with('(') => rest,
        _ => words,
    }
}

/// Whose step it is, as this side reads it; of the step that is next, whose turn.
fn turn(state: &State, step: Step) -> String {
    let side = step.side();
    let (turn, who) = if side == state.config.side {
        (Key::YourTurn, Key::You)
    } else if side == Side::Administrator {
        (Key::AdministratorsTurn, Key::TheAdministrator)
    } else {
        (Key::UsersTurn, Key::TheUser)
    };
    let is_next = state.care.recovery.next() == Some(step);
    state.texts.get(if is_next { turn } else { who })
}

/// **Unlock** for who can; for the user, whom to ask, and whether it has happened.
fn unlock_here(w: Widget) -> El {
    stack("mbp-stack", [unlock(w)])
}

/// In webmail, once.
fn prove(w: Widget) -> El {
    let href = |state: &State| state.config.webmail.clone().unwrap_or_default();
    let open = link(href, t(Key::OpenWebmail)).hidden_while(|state| state.config.webmail.is_none());
    let is_open = |state: &State| state.care.recovery.done(Step::Prove).is_none();
    let refused = button("mbp-secondary", t(Key::WasRefused))
        .hidden_while(move |state| !is_open(state))
        .on("click", move |_| action::webmail_refused(w));
    let stop = |state: &State| state.say_if(state.care.recovery.was_refused, Key::WebmailStop);
    stack(
        "mbp-stack",
        [
            el("p", "mbp-no-print").hold(open),
            stack("mbp-actions mbp-no-print", [refused]),
            line_if_any("mbp-strong", stop),
        ],
    )
}
