use std::time::Duration;

use leptos::prelude::untrack;
use mailbox_password_rules::{CannotGenerate, generate as draw};

use super::{
    judge::{is_unmet, judge},
    lists::{has_words, set_words, with_lists},
    typing::count_edit,
};
use crate::{
    config::Mode,
    i18n::Key,
    model::{ChangeOptions, Field, FieldErrors, Phase},
    state::{AdministratorSignals, FormSignals},
    task::spawn,
};

/// How long **Generate** waits for the word list. After that it makes a password of random characters.
const PATIENCE: Duration = Duration::from_secs(3);

/// Loads the words, when a pointer or the focus enters the form.
pub(crate) fn load_words(s: AdministratorSignals) {
    let is_idle = !has_words() && !s.generator().get_untracked().is_loading;
    let Some(environment) = s.form().cx.environment().filter(|_| is_idle) else {
        return;
    };
    s.generator()
        .update(|generator| generator.is_loading = true);
    spawn(async move {
        if let Some(text) = environment.assets.words().await {
            set_words(text);
        }
        s.generator()
            .update(|generator| generator.is_loading = false);
        generate_if_waiting(s);
    });
}

/// **Generate**: makes a password as soon as the words are loaded, or cannot be had.
pub(crate) fn request_password(s: AdministratorSignals) {
    load_words(s);
    s.form().form().update(|form| form.awaits_words = true);
    if s.generator().get_untracked().is_loading {
        let lose_patience = move || generate_if_waiting(s);
        s.form().cx.after(PATIENCE, Box::new(lose_patience));
    } else {
        generate_if_waiting(s);
    }
}

fn generate_if_waiting(s: AdministratorSignals) {
    if s.form().form().get_untracked().awaits_words {
        stop_waiting(s.form());
        generate(s);
    }
}

/// No password is generated when the words come.
fn stop_waiting(s: FormSignals) {
    s.form().update(|form| form.awaits_words = false);
}

/// Fills both fields, and shows what is in them.
fn generate(s: AdministratorSignals) {
    if !matches!(s.form().change().get_untracked().phase, Phase::Editing) {
        return;
    }
    let policy = s.form().cx.policy_now();
    let drawn =
        with_lists(|words, common| draw(&policy, words, common, &mut |bytes| random_bytes(bytes)));
    match drawn {
        Ok(password) => {
            put(s.form(), &password);
            s.form().form().update(|form| {
                form.is_generated = true;
                form.revealed = [false, true, true];
            });
            s.generator().update(|generator| {
                generator.is_redrawn = false;
                generator.failed = None;
            });
            s.copied().set(None);
            s.form().cx.announce_key(Key::Generated);
        }
        Err(reason) => {
            let key = match reason {
                CannotGenerate::MaximumTooShort => Key::GenerateTooShort,
                CannotGenerate::NotRandom => Key::GenerateNotRandom,
                CannotGenerate::PolicyTooStrict => Key::GenerateTooStrict,
            };
            s.generator()
                .update(|generator| generator.failed = Some(key));
            s.form().cx.announce_key(key);
        }
    }
}

/// *Type one instead*: the fields are empty again, and can be typed in.
pub(crate) fn type_instead(s: AdministratorSignals) {
    if !s.form().change().get_untracked().is_pending() {
        empty(s);
        stop_waiting(s.form());
        s.form().cx.focus("new");
    }
}

/// The policy has arrived, perhaps after something was typed or generated, which may not be sent if it breaks a rule.
pub(super) fn apply_policy(s: AdministratorSignals) {
    let is_free = !s.form().change().get_untracked().is_pending();
    let is_empty = s.form().cx.value(Field::New).is_empty();
    if s.form().cx.mode() != Mode::Administrator || !is_free || is_empty {
        return;
    }
    let is_generated = s.form().form().get_untracked().is_generated;
    let judgement = s.form().judgement().get_untracked();
    if is_generated && judgement.findings.iter().any(is_unmet) {
        empty(s);
        generate(s);
        if s.form().form().get_untracked().is_generated {
            s.generator()
                .update(|generator| generator.is_redrawn = true);
            s.form().cx.announce_key(Key::GeneratedAnew);
        }
    } else if !is_generated && untrack(|| s.form().must_generate()) {
        empty(s);
        s.form().cx.announce_key(Key::OnlyGenerated);
    }
}

/// An option beside the password was ticked or cleared.
pub(crate) fn toggle_option(s: FormSignals, toggle: fn(&mut ChangeOptions)) {
    if !s.change().get_untracked().is_pending() {
        count_edit();
        s.form().update(|form| toggle(&mut form.options));
    }
}

fn empty(s: AdministratorSignals) {
    put(s.form(), "");
    s.form().form().update(|form| {
        form.is_generated = false;
        form.revealed = [false; 3];
    });
    s.generator()
        .update(|generator| generator.is_redrawn = false);
    s.copied().set(None);
}

fn put(s: FormSignals, password: &str) {
    s.cx.set_values(&[Field::New, Field::Confirm], password);
    count_edit();
    s.form().update(|form| form.errors = FieldErrors::default());
    judge(s);
}

/// Random bytes from the browser; zeros, which the generator refuses, if it has none.
fn random_bytes(bytes: &mut [u8]) {
    let crypto = web_sys::window().and_then(|window| window.crypto().ok());
    let filled = crypto.map(|crypto| crypto.get_random_values_with_u8_array(bytes));
    if !matches!(filled, Some(Ok(_))) {
        bytes.fill(0);
    }
}
