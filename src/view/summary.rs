use leptos::{ev, prelude::*};
use mailbox_password_rules::ProblemCode as Code;

use super::{
    field::Field,
    part,
    state::{State, Widget},
    text,
};
use crate::{
    flow::{Failure, Phase},
    i18n::Key,
};

/// What went wrong, in one place: links to the fields, or one sentence for the form as a whole. Takes the focus.
pub(super) fn summary(w: Widget) -> AnyView {
    let away = w.flag(|state| {
        !(state.summary && (state.errors.found_here() || state.flow.failure.is_some()))
    });
    let name = w.words(|state| {
        let found_here = state.errors.found_here();
        let key = if found_here { Key::ErrorSummary } else { Key::NotChanged };
        state.texts.get(key)
    });
    let links: Vec<_> = Field::ALL.into_iter().map(|field| field_link(w, field)).collect();
    view! {
        <div
            class="mbp-notice mbp-bad"
            id=w.id("summary")
            tabindex="-1"
            role="group"
            aria-labelledby=w.id("summary-name")
            hidden=away
        >
            {part::line_with_id("mbp-notice-heading", w.id("summary-name"), name)}
            <ul class="mbp-links" hidden=w.flag(|state| state.errors.is_empty())>{links}</ul>
            {part::line_if_any("", w.words(whole))}
            {part::line_if_any("mbp-note", w.words(aside))}
        </div>
    }
    .into_any()
}

/// The field a failure belongs to; `None` for the form as a whole.
pub(super) fn placed(failure: &Failure) -> Option<Field> {
    match failure {
        Failure::Refused(refusal) => text::place(refusal.code),
        Failure::NotChanged | Failure::NotSent(_) => None,
    }
}

fn field_link(w: Widget, field: Field) -> AnyView {
    let away = w.flag(move |state| state.errors.get(field).is_none());
    let words = w.words(move |state| {
        state
            .errors
            .get(field)
            .map(|error| text::field_error(state, field, error))
            .unwrap_or_default()
    });
    view! {
        <li hidden=away>
            <a
                href=["#", &w.id(field.part())].concat()
                on:click=move |event: ev::MouseEvent| {
                    // Hosts that route by the fragment are left alone.
                    event.prevent_default();
                    w.focus(field.part());
                }
            >
                {words}
            </a>
        </li>
    }
    .into_any()
}

/// A failure that belongs to no field.
fn whole(state: &State) -> String {
    match &state.flow.failure {
        Some(failure) if placed(failure).is_none() && !state.errors.found_here() => {
            text::failure(state, failure)
        }
        _ => String::new(),
    }
}

/// Until when to wait, whom to ask, and the reference.
fn aside(state: &State) -> String {
    let Some(Failure::Refused(refusal)) = &state.flow.failure else {
        return String::new();
    };
    if state.errors.found_here() || state.flow.phase != Phase::Editing {
        return String::new();
    }
    let texts = &state.texts;
    let mut parts = Vec::new();
    if refusal.code == Some(Code::TooSoon)
        && let Some(until) = state.flow.wait_until
    {
        parts.push(texts.fill(Key::TooSoonUntil, &[("time", &texts.time(until))]));
    }
    let ask = matches!(
        refusal.code,
        Some(Code::ChangeNotAllowed | Code::MailboxMismatch | Code::MailboxUnknown) | None
    );
    if ask && let Some(help) = &state.config.help {
        parts.push(texts.fill(Key::AskAdministrator, &[("help", &help.text)]));
    }
    parts.push(state.reference_words());
    text::sentences(&parts)
}
