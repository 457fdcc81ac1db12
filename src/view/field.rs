use mailbox_password_rules::passwordrules;

use super::{
    action,
    el::{El, el},
    part::{button, line_if_any, stack, t},
    state::State,
    text,
    widget::Widget,
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
pub(super) fn password_field(w: Widget, field: Field, hints: Vec<El>) -> El {
    let id = w.id(field.part());
    let error = el("p", "mbp-error")
        .set("id", &[&id, "-error"].concat())
        .say_if_any(move |state| text::error(state, field));
    let caps = line_if_any("mbp-note mbp-warn", move |state| {
        state.say_if(state.caps == Some(field), Key::CapsLock)
    });
    el("div", "mbp-field")
        .set_while("data-wrong", "", move |state| {
            state.errors.get(field).is_some()
        })
        .hold(
            el("label", "mbp-label")
                .set("for", &id)
                .say(t(field.label())),
        )
        .hold_all(hints)
        .hold(stack(
            "mbp-input",
            [input(w, field, &id), toggle(w, field, &id)],
        ))
        .hold(caps)
        .hold(error)
}

fn input(w: Widget, field: Field, id: &str) -> El {
    let others: Vec<String> = field.described_by().iter().map(|part| w.id(part)).collect();
    let others = others.join(" ");
    let error_id = [id, "-error "].concat();
    let described = move |state: &State| match state.errors.get(field) {
        Some(_) => [&error_id, others.as_str()].concat(),
        None => others.clone(),
    };
    let kind = move |state: &State| {
        let kind = if state.shown.contains(&field) {
            "text"
        } else {
            "password"
        };
        kind.into()
    };
    let is_admin = w.is_admin();
    let rules = move |state: &State| match field {
        Field::New if !is_admin => passwordrules(&state.policy).unwrap_or_default(),
        _ => String::new(),
    };
    // Chromium fills in and offers to save whatever is a password, also where it is "off". What it takes for a code it
    // leaves alone.
    let autocomplete = if is_admin {
        "one-time-code"
    } else {
        field.autocomplete()
    };
    // Whoever types here types somebody else's password: it is none that a manager should keep.
    let ignore: &[(&str, &str)] = if is_admin { &IGNORE } else { &[] };
    // No `name` and no `maxlength`: an escaped submit carries nothing, and nothing pasted is cut.
    el("input", "mbp-control")
        .set("id", id)
        .set("type", "password")
        .follow("type", kind)
        .set("autocomplete", autocomplete)
        .set("autocapitalize", "none")
        .set("spellcheck", "false")
        .set("dir", "auto")
        .set("aria-required", "true")
        .set_while("aria-invalid", "true", move |state| {
            state.errors.get(field).is_some()
        })
        .follow("aria-describedby", described)
        .follow("passwordrules", rules)
        .set_while("readonly", "", State::is_fixed)
        .set_all(ignore)
        .on("input", move |_| action::typed(w, field))
        .on("blur", move |_| action::left(w, field))
        .on("keydown", move |event| action::key(w, field, &event))
        .on("keyup", move |event| action::key(w, field, &event))
}

/// By which password managers leave a field alone.
const IGNORE: [(&str, &str); 4] = [
    ("data-1p-ignore", ""),
    ("data-bwignore", ""),
    ("data-form-type", "other"),
    ("data-lpignore", "true"),
];

fn toggle(w: Widget, field: Field, id: &str) -> El {
    let words = move |hide: Key, show: Key| {
        move |state: &State| {
            let key = if state.shown.contains(&field) {
                hide
            } else {
                show
            };
            let name = state.texts.get(field.label());
            state.texts.fill(key, &[("field", &name)])
        }
    };
    button("mbp-toggle", words(Key::Hide, Key::Show))
        .set("aria-controls", id)
        .follow("aria-label", words(Key::HideField, Key::ShowField))
        .on("click", move |_| action::show_or_hide(w, field))
}
