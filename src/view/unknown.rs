use leptos::prelude::*;

use super::{
    action, part,
    state::{State, Widget},
    text,
};
use crate::{
    flow::{Check, Doubt, Finding, Phase, SETTLED_AFTER, UnknownCause, Works},
    i18n::Key,
};

/// Nobody knows whether the password was changed: what not to do, and how to find out. Stands beside the form.
pub(super) fn unknown(w: Widget) -> AnyView {
    part::while_flag(w.flag(State::is_unknown), move || notice(w))
}

fn notice(w: Widget) -> AnyView {
    let name = w.words(|state| {
        let key = if is_running(state) { Key::Checking } else { Key::Check };
        state.texts.get(key)
    });
    let check = part::button_with(
        "mbp-secondary",
        name,
        w.flag(|state| !can_check(state)),
        w.flag(is_running),
        Box::new(move || action::check(w)),
    );
    let by_webmail = w.flag(|state| {
        let found = doubt(state).and_then(|doubt| doubt.finding);
        !can_check(state)
            || matches!(
                found,
                Some(Check::Found(Finding::CannotTell | Finding::Elsewhere, _) | Check::Neither)
            )
    });
    part::section(
        "mbp-notice mbp-warn",
        w.id("unknown"),
        vec![
            part::heading(w, "mbp-notice-heading", "unknown", 1, Key::UnknownHeading),
            part::line("", w.words(sent)),
            check,
            part::line_if_any("", w.words(found)),
            part::while_flag(by_webmail, move || webmail(w)),
            part::line("mbp-note", w.words(State::reference_words)),
        ],
    )
}

/// Without an answer from the back end, the person finds out, with two tries at most.
fn webmail(w: Widget) -> AnyView {
    let href = w.words(|state| state.config.webmail.clone().unwrap_or_default());
    let known = w.flag(|state| state.config.webmail.is_some());
    let answer = move |works: Works, key: Key| {
        part::button("mbp-secondary", w.t(key), move || action::proved(w, works))
    };
    part::stack(
        "mbp-stack",
        vec![
            part::line("", w.t(Key::ByWebmail)),
            part::while_flag(known, move || part::link(href, w.t(Key::OpenWebmail))),
            part::line_with_id("", w.id("which"), w.t(Key::WhichWorks)),
            part::group(
                "mbp-choices",
                w.id("which"),
                vec![
                    answer(Works::New, Key::NewWorks),
                    answer(Works::Old, Key::OldWorks),
                    answer(Works::Neither, Key::NeitherWorks),
                ],
            ),
        ],
    )
}

/// What the last check said, in words.
pub(super) fn found(state: &State) -> String {
    let texts = &state.texts;
    let doubt = doubt(state);
    texts.get(match doubt.and_then(|doubt| doubt.finding) {
        None | Some(Check::Running) => return String::new(),
        Some(Check::Failed) => Key::CheckFailed,
        Some(Check::Neither) => Key::NeitherAdvice,
        Some(Check::Found(Finding::CannotTell, _)) => Key::CheckCannotTell,
        Some(Check::Found(Finding::Elsewhere, _)) => Key::CheckElse,
        Some(Check::Found(_, now)) => {
            let first = doubt.and_then(|doubt| doubt.first_equal).unwrap_or(now);
            // Shown to the minute; one more, so that it is not too early.
            let later = texts.time(first + 2.0 * SETTLED_AFTER);
            return texts.fill(
                Key::CheckNotSoFar,
                &[("time", &texts.time(now)), ("later", &later)],
            );
        }
    })
}

fn sent(state: &State) -> String {
    let texts = &state.texts;
    let attempt = state.flow.attempt.as_ref();
    let time = texts.time(attempt.map(|attempt| attempt.sent_at).unwrap_or_default());
    let doubt = doubt(state);
    let say_if = |holds: bool, key| if holds { texts.get(key) } else { String::new() };
    text::sentences(&[
        say_if(
            doubt.is_some_and(|doubt| doubt.cause == UnknownCause::Redirect),
            Key::UnknownRedirect,
        ),
        texts.fill(Key::UnknownSent, &[("time", &time)]),
        say_if(doubt.is_some_and(|doubt| doubt.in_form), Key::UnknownInForm),
    ])
}

fn doubt(state: &State) -> Option<&Doubt> {
    match &state.flow.phase {
        Phase::Unknown(doubt) => Some(doubt),
        _ => None,
    }
}

fn is_running(state: &State) -> bool {
    doubt(state).is_some_and(|doubt| doubt.finding == Some(Check::Running))
}

fn can_check(state: &State) -> bool {
    state.config.status_endpoint.is_some()
}
