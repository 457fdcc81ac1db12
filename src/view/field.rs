use leptos::{attr::custom::custom_attribute, ev, prelude::*};
use mailbox_password_rules::passwordrules;

use super::{
    action,
    part::{self, attribute_while},
    state::Widget,
    text,
};
use crate::i18n::Key;

/// A password field of the form.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Field {
    Current,
    New,
    Confirm,
}

impl Field {
    pub(super) const ALL: [Self; 3] = [Self::Current, Self::New, Self::Confirm];

    /// The part of its id after the prefix.
    pub(super) const fn part(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::New => "new",
            Self::Confirm => "confirm",
        }
    }

    pub(super) const fn label(self) -> Key {
        match self {
            Self::Current => Key::CurrentPassword,
            Self::New => Key::NewPassword,
            Self::Confirm => Key::ConfirmNewPassword,
        }
    }

    const fn autocomplete(self) -> &'static str {
        match self {
            Self::Current => "current-password",
            Self::New | Self::Confirm => "new-password",
        }
    }

    /// The parts that describe it besides its error.
    const fn described_by(self) -> &'static [&'static str] {
        match self {
            Self::New => &["new-hint", "rules", "advice"],
            Self::Current | Self::Confirm => &[],
        }
    }
}

/// A password field: label, hints, input, *Show*, a word on Caps Lock, and what is wrong with it.
///
/// The password stays in the input: no signal, no attribute, no event holds it.
pub(super) fn password_field(w: Widget, field: Field, hints: Vec<AnyView>) -> AnyView {
    let id = w.id(field.part());
    let error_id = [&id, "-error"].concat();
    let wrong = w.flag(move |state| state.errors.get(field).is_some());
    let error = w.words(move |state| {
        state
            .errors
            .get(field)
            .map(|error| text::field_error(state, field, error))
            .unwrap_or_default()
    });
    let described = {
        let others: Vec<String> = field.described_by().iter().map(|part| w.id(part)).collect();
        let others = others.join(" ");
        let error_id = error_id.clone();
        w.words(move |state| match state.errors.get(field) {
            Some(_) => [&error_id, " ", &others].concat(),
            None => others.clone(),
        })
    };
    let kind = w.words(move |state| {
        let kind = if state.shown.contains(&field) { "text" } else { "password" };
        kind.into()
    });
    let toggle_words = move |shown: Key, hidden: Key| {
        w.words(move |state| {
            let key = if state.shown.contains(&field) { shown } else { hidden };
            let name = state.texts.get(field.label());
            state.texts.fill(key, &[("field", &name)])
        })
    };
    let rules = Signal::derive(move || {
        let rules = w.words(|state| passwordrules(&state.policy).unwrap_or_default()).get();
        (field == Field::New && !rules.is_empty()).then_some(rules)
    });
    let sending = w.flag(|state| state.is_sending());
    let caps = w.flag(move |state| state.caps == Some(field));
    let on_key = move |event: ev::KeyboardEvent| action::key(w, field, &event);
    view! {
        <div class="mbp-field" data-wrong=attribute_while(wrong, "")>
            <label class="mbp-label" for=id.clone()>{w.t(field.label())}</label>
            {hints}
            <div class="mbp-input">
                <input
                    id=id.clone()
                    class="mbp-control"
                    type=kind
                    autocomplete=field.autocomplete()
                    autocapitalize="none"
                    spellcheck="false"
                    dir="auto"
                    aria-required="true"
                    aria-invalid=attribute_while(wrong, "true")
                    aria-describedby={described}
                    {..custom_attribute("passwordrules", rules)}
                    readonly=sending
                    on:input=move |_| action::typed(w, field)
                    on:blur=move |_| action::left(w, field)
                    on:keydown=on_key
                    on:keyup=on_key
                />
                <button
                    type="button"
                    class="mbp-toggle"
                    aria-controls=id
                    aria-label=toggle_words(Key::HideField, Key::ShowField)
                    on:click=move |_| action::show_or_hide(w, field)
                >
                    {toggle_words(Key::Hide, Key::Show)}
                </button>
            </div>
            {part::line_while("mbp-note mbp-warn", caps, w.t(Key::CapsLock))}
            {part::line_with_id("mbp-error", error_id, error)}
        </div>
    }
    .into_any()
}
