use std::{cell::Cell, time::Duration};

use js_sys::JsString;
use wasm_bindgen::prelude::*;
use web_sys::Event;

use super::judge::judge;
use crate::{
    clock,
    i18n::Key,
    model::{ChangeEvent, Field, FieldError},
    state::{Context, ElementSignals, FormSignals},
    words,
};

#[wasm_bindgen]
extern "C" {
    /// An event that may be a keyboard event.
    type KeyEvent;

    /// Whether a modifier key is active (UI Events, `getModifierState`). Throws if it is no keyboard event.
    #[wasm_bindgen(catch, method, js_name = getModifierState)]
    fn modifier_state(this: &KeyEvent, key: &JsString) -> Result<bool, JsValue>;
}

/// How long after the last key the rules are announced, in milliseconds.
const PAUSE: f64 = 1000.0;

thread_local! {
    /// In which element the rules are to be announced, and when; in milliseconds of [`clock::now`]. One is enough for the
    /// page: only one field can be typed in.
    static PENDING: Cell<Option<(Context, f64)>> = const { Cell::new(None) };
    /// Counts edits in all elements of the page: the only trace of an edit.
    static EDITS: Cell<u32> = const { Cell::new(0) };
    /// A JavaScript string, so that none is converted at each key press.
    static CAPS_LOCK: JsString = "CapsLock".into();
    /// Whether a pointer is down on this page.
    static IS_POINTER_DOWN: Cell<bool> = const { Cell::new(false) };
}

/// Whether a pointer is down: nothing may move under it, or its click would be missed.
pub(super) fn is_pointer_down() -> bool {
    IS_POINTER_DOWN.get()
}

/// The edit counter.
pub(super) fn edits() -> u32 {
    EDITS.get()
}

/// What would be sent has changed.
pub(super) fn count_edit() {
    EDITS.set(EDITS.get().wrapping_add(1));
}

/// What was sent is not in the fields any more.
fn edited(s: FormSignals) {
    count_edit();
    // Only then is it an event for the change. A signal that is set without need runs every binding that reads it.
    if s.change().get_untracked().is_pending() {
        s.change()
            .update(|state| state.change.apply(ChangeEvent::Edited));
    }
}

/// A few bits of what is in the fields, mixed with a key (FNV-1a).
pub(super) fn check_bits(s: FormSignals, key: &str) -> u32 {
    let [current, new, confirm] = Field::ALL.map(|field| s.cx.value(field));
    let mut bits = 0x811c_9dc5_u32;
    for text in [key, &current, "\n", &new, "\n", &confirm] {
        for byte in text.bytes() {
            bits = (bits ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        }
    }
    bits >> 16
}

/// Notices what was filled in without an `input` event, by a script for example.
pub(crate) fn notice_edit(s: FormSignals) {
    let change = s.change().get_untracked();
    if let Some(attempt) = &change.attempt
        && let Some(bits) = attempt.check_bits
        && bits != check_bits(s, &attempt.key)
    {
        edited(s);
    }
}

/// A field's value is another one, as some say without an `input` event.
pub(crate) fn value_changed(s: FormSignals) {
    notice_edit(s);
    judge(s);
}

/// Something was typed into a field.
pub(crate) fn typed(s: FormSignals, field: Field) {
    edited(s);
    if s.form().get_untracked().awaits_words {
        s.form().update(|form| form.awaits_words = false);
    }
    let errors = s.form().get_untracked().errors.clone();
    // A mismatch is shown when the field is left, but taken back at once.
    let has_own_error = errors
        .get(field)
        .is_some_and(|error| *error != FieldError::Mismatch);
    if has_own_error {
        set_error(s, field, None);
    }
    let has_mismatch = errors.get(Field::Confirm) == Some(&FieldError::Mismatch);
    if has_mismatch && field != Field::Current && !is_mismatch(s) {
        set_error(s, Field::Confirm, None);
    }
    judge(s);
    if field == Field::New {
        announce_later(s);
    }
}

/// A field has the focus.
pub(crate) fn field_entered(s: FormSignals, field: Field) {
    if field == Field::New {
        s.form().update(|form| form.is_new_focused = true);
    }
}

/// A field was left.
pub(crate) fn field_left(s: FormSignals, field: Field) {
    if s.form().get_untracked().caps_lock.is_some() {
        s.form().update(|form| form.caps_lock = None);
    }
    match field {
        Field::Current => {}
        Field::New => s.form().update(|form| form.is_new_focused = false),
        Field::Confirm if is_pointer_down() => {}
        Field::Confirm => judge_confirm(s),
    }
}

/// A pointer went down or up.
pub(crate) fn pointer(s: ElementSignals, is_down: bool) {
    IS_POINTER_DOWN.set(is_down);
    if is_down {
        return;
    }
    // After the click that belongs to it.
    let judge = Box::new(move || judge_confirm_if_left(s.form()));
    s.cx.after(Duration::ZERO, judge);
}

/// A key went down or up: is Caps Lock on? Password managers dispatch events of this name that are no keyboard events.
pub(crate) fn key_pressed(s: FormSignals, field: Field, event: &Event) {
    let event: &KeyEvent = event.unchecked_ref();
    let is_on = CAPS_LOCK.with(|key| event.modifier_state(key).unwrap_or(false));
    let caps_lock = is_on.then_some(field);
    if s.form().get_untracked().caps_lock != caps_lock {
        s.form().update(|form| form.caps_lock = caps_lock);
    }
}

/// *Show* or *Hide*.
pub(crate) fn toggle_reveal(s: FormSignals, field: Field) {
    notice_edit(s);
    let was_revealed = s.form().get_untracked().is_revealed(field);
    s.form().update(|form| {
        if let Some(revealed) = form.revealed.get_mut(field as usize) {
            *revealed = !was_revealed;
        }
    });
    s.cx.announce_key(if was_revealed {
        Key::Hidden
    } else {
        Key::Shown
    });
}

/// Masks every field: when it is sent, and when the page comes back from the back-forward cache.
pub(crate) fn mask(s: FormSignals) {
    s.form().update(|form| form.revealed = [false; 3]);
}

/// Judges what was typed before the module was there.
pub(super) fn judge_early(s: FormSignals) {
    judge(s);
    judge_confirm_if_left(s);
}

fn judge_confirm_if_left(s: FormSignals) {
    let confirm = s.cx.input(Field::Confirm);
    if confirm.is_some_and(|input| !input.matches(":focus").unwrap_or(false)) {
        judge_confirm(s);
    }
}

fn set_error(s: FormSignals, field: Field, error: Option<FieldError>) {
    s.form().update(|form| form.errors.set(field, error));
}

fn judge_confirm(s: FormSignals) {
    let has_none = s
        .form()
        .get_untracked()
        .errors
        .get(Field::Confirm)
        .is_none();
    if has_none && is_mismatch(s) {
        set_error(s, Field::Confirm, Some(FieldError::Mismatch));
    }
}

fn is_mismatch(s: FormSignals) -> bool {
    let confirm = s.cx.value(Field::Confirm);
    !confirm.is_empty() && confirm != s.cx.value(Field::New)
}

/// Cancels the pending announcement of the rules, so that only the outcome of the submit is announced.
pub(super) fn drop_announcement() {
    PENDING.set(None);
}

/// Announces the rules a pause after the last key. Its timer goes on for the next key, which is cheaper than one a key.
fn announce_later(s: FormSignals) {
    let before = PENDING.replace(Some((s.cx, clock::now() + PAUSE)));
    if before.is_none_or(|(cx, _)| cx != s.cx) {
        announce_after(s, PAUSE);
    }
}

fn announce_after(s: FormSignals, rest: f64) {
    let announce = move || {
        let Some((cx, at)) = PENDING.get().filter(|(cx, _)| *cx == s.cx) else {
            return;
        };
        let rest = at - clock::now();
        if rest > 0.0 {
            return announce_after(s, rest);
        }
        PENDING.set(None);
        let findings = &s.judgement().get_untracked().findings;
        if !findings.is_empty() {
            let (texts, policy) = (cx.texts_now(), cx.policy_now());
            cx.announce(words::rules_progress(&texts, &policy, findings));
        }
    };
    s.cx.after(Duration::from_millis(rest as u64 + 1), Box::new(announce));
}
