use mailbox_password_rules::ProblemCode as Code;

use super::{
    el::{El, el},
    errors::FieldError,
    field::Field,
    part::line_if_any,
    state::{State, Summary},
    text,
    widget::Widget,
};
use crate::{
    config::Mode,
    flow::{Failure, Phase},
    i18n::Key,
};

/// What went wrong, in one place: links to the fields, or one sentence for the form as a whole. Takes the focus.
pub(super) fn summary(w: Widget) -> El {
    let name = |state: &State| {
        let key = if state.summary == Some(Summary::Stopped) {
            Key::ErrorSummary
        } else {
            Key::NotChanged
        };
        state.texts.get(key)
    };
    let heading = el("p", "mbp-notice-heading")
        .set("id", &w.id("summary-name"))
        .say(name);
    let links = el("ul", "mbp-links")
        .hidden_while(|state| Field::ALL.into_iter().all(|field| !is_linked(state, field)))
        .hold_all(Field::ALL.map(|field| field_link(w, field)));
    el("div", "mbp-notice mbp-bad")
        .set("id", &w.id("summary"))
        .set("tabindex", "-1")
        .set("role", "group")
        .set("aria-labelledby", &w.id("summary-name"))
        .hidden_while(|state| match state.summary {
            None => true,
            Some(Summary::Failed) => state.flow.failure.is_none(),
            Some(Summary::Stopped) => !state.errors.found_here(),
        })
        .hold_all([
            heading,
            links,
            line_if_any("", whole),
            line_if_any("mbp-note", aside),
        ])
}

/// The field a failure belongs to; `None` for the form as a whole.
pub(super) fn placed(failure: &Failure) -> Option<Field> {
    match failure {
        Failure::Refused(refusal) => text::place(refusal.code),
        Failure::NotChanged | Failure::NotSent(_) => None,
    }
}

fn field_link(w: Widget, field: Field) -> El {
    let link = el("a", "")
        .set("href", &["#", &w.id(field.part())].concat())
        .on("click", move |event| {
            // Hosts that route by the fragment are left alone.
            event.prevent_default();
            w.focus(field.part());
        })
        .say(move |state| text::error(state, field));
    el("li", "")
        .hidden_while(move |state| !is_linked(state, field))
        .hold(link)
}

/// Whether a field's error is one that the summary is about: what is noticed later stands at its field alone.
fn is_linked(state: &State, field: Field) -> bool {
    let error = state.errors.get(field);
    error.is_some_and(|error| (*error == FieldError::Refused) == is_failed(state))
}

/// A failure that belongs to no field.
fn whole(state: &State) -> String {
    match &state.flow.failure {
        Some(failure) if placed(failure).is_none() && is_failed(state) => {
            text::failure(state, failure)
        }
        _ => String::new(),
    }
}

fn is_failed(state: &State) -> bool {
    state.summary == Some(Summary::Failed)
}

/// Until when to wait, whom to ask, and the reference.
fn aside(state: &State) -> String {
    let Some(Failure::Refused(refusal)) = &state.flow.failure else {
        return String::new();
    };
    if !is_failed(state) || !matches!(state.flow.phase, Phase::Editing) {
        return String::new();
    }
    let texts = &state.texts;
    let mut parts = Vec::new();
    if refusal.code == Some(Code::TooSoon)
        && let Some(until) = state.flow.wait_until
    {
        parts.push(texts.fill(Key::TooSoonUntil, &[("time", &texts.limit(until))]));
    }
    // An administrator is not told how to reach one.
    let ask = state.config.mode == Mode::User
        && matches!(
            refusal.code,
            Some(Code::ChangeNotAllowed | Code::MailboxMismatch | Code::MailboxUnknown) | None
        );
    if ask && let Some(help) = &state.config.help {
        parts.push(texts.fill(Key::AskAdministrator, &[("help", &help.text)]));
    }
    parts.push(state.reference_words());
    text::sentences(&parts)
}
