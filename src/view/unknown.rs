use super::{
    action,
    el::{El, el},
    part::{button, heading, line, line_if_any, link, stack, t},
    state::State,
    text,
    widget::Widget,
};
use crate::{
    flow::{Check, Doubt, Finding, Phase, SETTLED_AFTER, UnknownCause, Works},
    i18n::Key,
};

/// Nobody knows whether the password was changed: what not to do, and how to find out. Stands beside the form.
pub(super) fn unknown(w: Widget) -> El {
    let check = button("mbp-secondary", |state| {
        let key = if is_running(state) {
            Key::Checking
        } else {
            Key::Check
        };
        state.texts.get(key)
    });
    let by_webmail = |state: &State| {
        let found = doubt(state).and_then(|doubt| doubt.finding);
        !can_check(state)
            || matches!(
                found,
                Some(Check::Found(Finding::CannotTell | Finding::Elsewhere, _) | Check::Neither)
            )
    };
    el("section", "mbp-notice mbp-warn")
        .set("aria-labelledby", &w.id("unknown"))
        .hold(heading(
            "mbp-notice-heading",
            &w.id("unknown"),
            1,
            Key::UnknownHeading,
        ))
        .hold(line("", sent))
        .hold(
            check
                .hidden_while(|state| !can_check(state))
                .set_while("aria-disabled", "true", is_running)
                .on("click", move |_| action::check(w)),
        )
        .hold(line_if_any("", found))
        .hold_while(by_webmail, move || webmail(w))
        .hold(line("mbp-note", State::reference_words))
}

/// Without an answer from the back end, the person finds out, with two tries at most.
fn webmail(w: Widget) -> El {
    let href = |state: &State| state.config.webmail.clone().unwrap_or_default();
    let answer = |works: Works, key: Key| {
        button("mbp-secondary", t(key)).on("click", move |_| action::proved(w, works))
    };
    // An administrator does not know the old one.
    let is_admin = w.is_admin();
    let answers = el("div", "mbp-choices")
        .set("role", "group")
        .set("aria-labelledby", &w.id("which"))
        .hold(answer(Works::New, Key::NewWorks))
        .hold(answer(Works::Old, Key::OldWorks).hidden_while(move |_| is_admin))
        .hold(answer(Works::Neither, Key::NeitherWorks));
    let open = link(href, t(Key::OpenWebmail));
    let by_webmail = stack(
        "mbp-stack",
        [
            line("", t(Key::ByWebmail)),
            open.hidden_while(|state| state.config.webmail.is_none()),
            el("p", "")
                .set("id", &w.id("which"))
                .say(t(Key::WhichWorks)),
            answers,
        ],
    );
    #[cfg(feature = "full")]
    if is_admin {
        return by_webmail.hold(another(w));
    }
    by_webmail
}

/// An administrator's way out of a doubt that nothing settles: another password, which then is the one to hand over.
#[cfg(feature = "full")]
fn another(w: Widget) -> El {
    let is_stuck = |state: &State| {
        doubt(state).is_some_and(|doubt| doubt.finding == Some(Check::Neither) || !doubt.in_form)
    };
    let press = button("mbp-secondary", t(Key::SetAnother)).on("click", move |_| {
        action::reset(w);
        w.focus("new");
    });
    stack("mbp-stack", [line("", t(Key::SetAnotherWords)), press])
        .hidden_while(move |state| !is_stuck(state))
}

/// What the last check said, in words.
pub(super) fn found(state: &State) -> String {
    let texts = &state.texts;
    let doubt = doubt(state);
    texts.get(match doubt.and_then(|doubt| doubt.finding) {
        Some(Check::Running) => return String::new(),
        None => return state.expired.map(|key| texts.get(key)).unwrap_or_default(),
        Some(Check::Failed) => state.expired.unwrap_or(Key::CheckFailed),
        Some(Check::Neither) => Key::NeitherAdvice,
        Some(Check::Found(Finding::CannotTell, _)) => Key::CheckCannotTell,
        Some(Check::Found(Finding::Elsewhere, _)) => Key::CheckElse,
        Some(Check::Found(_, now)) => {
            let first = doubt.and_then(|doubt| doubt.first_equal).unwrap_or(now);
            let later = texts.limit(first + SETTLED_AFTER);
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
