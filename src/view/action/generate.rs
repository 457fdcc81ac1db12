use leptos::prelude::GetUntracked;
use mailbox_password_rules::{CannotGenerate, generate as draw};

use super::typing::{altered, is_unmet, judge, value, with_common};
use crate::{
    config::Mode,
    i18n::Key,
    view::{dom, errors::Errors, field::Field, state::State, widget::Widget},
};

/// **Generate**: fills both fields, and shows what is in them.
pub(in crate::view) fn generate(w: Widget) {
    if w.read(|state| state.flow.may_send(js_sys::Date::now())) != Some(true) {
        return;
    }
    let drawn =
        w.read(|state| with_common(|common| draw(&state.policy, common, &mut |bytes| fill(bytes))));
    match drawn {
        None => {}
        Some(Ok(password)) => {
            put(w, &password);
            w.change(|state| {
                state.care.admin.is_generated = true;
                state.care.admin.is_redrawn = false;
                state.care.admin.cannot_generate = None;
                state.care.copied = None;
                state.shown = vec![Field::New, Field::Confirm];
                let words = state.texts.get(Key::Generated);
                state.announce(words);
            });
        }
        Some(Err(why)) => w.change(|state| {
            let key = match why {
                CannotGenerate::MaximumTooShort => Key::GenerateTooShort,
                CannotGenerate::NotRandom => Key::GenerateNotRandom,
                CannotGenerate::PolicyTooStrict => Key::GenerateTooStrict,
            };
            state.care.admin.cannot_generate = Some(key);
            let words = state.texts.get(key);
            state.announce(words);
        }),
    }
}

/// *Type one instead*: the fields are empty again, and can be typed in.
pub(in crate::view) fn type_instead(w: Widget) {
    if w.read(State::is_open) == Some(false) {
        empty(w);
        w.focus("new");
    }
}

/// The policy has come, perhaps after something was typed or generated: neither may be sent if it does not fit.
pub(super) fn heed(w: Widget) {
    let is_free = |state: &State| state.config.mode == Mode::Administrator && !state.is_open();
    if w.read(is_free) != Some(true) || value(w, Field::New).is_empty() {
        return;
    }
    let is_generated = w.read(|state| state.care.admin.is_generated) == Some(true);
    if is_generated && w.read(|state| state.findings.iter().any(is_unmet)) == Some(true) {
        empty(w);
        generate(w);
        w.change(|state| {
            state.care.admin.is_redrawn = state.care.admin.is_generated;
            if state.care.admin.is_redrawn {
                let words = state.texts.get(Key::GeneratedAnew);
                state.announce(words);
            }
        });
    } else if !is_generated && w.read(State::must_generate) == Some(true) {
        empty(w);
        w.announce(|state| state.texts.get(Key::OnlyGenerated));
    }
}

fn empty(w: Widget) {
    put(w, "");
    w.change(|state| {
        state.care.admin.is_generated = false;
        state.care.admin.is_redrawn = false;
        state.care.copied = None;
        state.shown.clear();
    });
}

/// A wish beside the password was ticked, or not any more.
pub(in crate::view) fn wish(w: Widget, key: Key) {
    if w.read(State::is_open) != Some(false) {
        return;
    }
    altered();
    w.change(|state| {
        let admin = &mut state.care.admin;
        let wish = match key {
            Key::MustChange => &mut admin.must_change,
            _ => &mut admin.sign_out,
        };
        *wish = !*wish;
    });
}

fn put(w: Widget, password: &str) {
    let Some(root) = w.root.get_untracked() else {
        return;
    };
    for field in [Field::New, Field::Confirm] {
        if let Some(input) = dom::input(&root, &w.id(field.part())) {
            input.set_value(password);
        }
    }
    altered();
    w.change(|state| state.errors = Errors::default());
    judge(w);
}

/// Random bytes, from the browser; zeros, which the generator refuses, if it has none.
fn fill(bytes: &mut [u8]) {
    let crypto = web_sys::window().and_then(|window| window.crypto().ok());
    let filled = crypto.map(|crypto| crypto.get_random_values_with_u8_array(bytes));
    if !matches!(filled, Some(Ok(_))) {
        bytes.fill(0);
    }
}
