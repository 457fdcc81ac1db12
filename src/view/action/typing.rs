use std::{
    cell::{Cell, RefCell},
    time::Duration,
};

use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};
use mailbox_password_rules::{
    Advice, Candidate, CommonPasswords, Finding, Policy, Verdict, advise, evaluate,
};
use wasm_bindgen::JsCast;
use web_sys::{Event, KeyboardEvent};

use crate::{
    i18n::Key,
    view::{dom, errors::FieldError, field::Field, rules, widget::Widget},
};

/// How long after the last key the rules are announced.
const PAUSE: Duration = Duration::from_secs(1);

thread_local! {
    /// One pending announcement is enough: only one field can be typed in.
    static PENDING: Cell<Option<TimeoutHandle>> = const { Cell::new(None) };
    /// The list of common passwords: one for every widget on the page.
    static COMMON: RefCell<Option<CommonPasswords>> = const { RefCell::new(None) };
    /// How often anything was typed, in any widget: the only trace of an edit.
    static EDITS: Cell<u32> = const { Cell::new(0) };
    /// Whether a pointer is down. There is one page.
    static PRESSED: Cell<bool> = const { Cell::new(false) };
}

/// Something was typed.
pub(in crate::view) fn typed(w: Widget, field: Field) {
    altered();
    // A mismatch is said when the field is left, but taken back at once.
    let settled = |error: &FieldError| *error != FieldError::Mismatch;
    let had = w.read(|state| {
        let own = state.errors.get(field).is_some_and(settled);
        let mismatch = state.errors.get(Field::Confirm) == Some(&FieldError::Mismatch);
        (own, mismatch)
    });
    let (had_own, had_mismatch) = had.unwrap_or_default();
    if had_own {
        w.change(|state| state.errors.set(field, None));
    }
    if had_mismatch && field != Field::Current && !is_mismatch(w) {
        w.change(|state| state.errors.set(Field::Confirm, None));
    }
    if field == Field::New {
        judge(w);
        announce_later(w);
    }
}

/// A field was left.
pub(in crate::view) fn left(w: Widget, field: Field) {
    if w.read(|state| state.caps.is_some()) == Some(true) {
        w.change(|state| state.caps = None);
    }
    match field {
        // Whether the new one is the current one may have changed.
        Field::Current => judge(w),
        Field::New => {}
        // While a pointer is down, nothing may move under it: the press would be lost.
        Field::Confirm if PRESSED.get() => {}
        Field::Confirm => judge_confirm(w),
    }
}

/// A pointer went down or up.
pub(in crate::view) fn press(w: Widget, is_down: bool) {
    PRESSED.set(is_down);
    if !is_down {
        // After the click that belongs to it.
        w.later(Duration::ZERO, move || {
            let is_left = w
                .root
                .get_untracked()
                .is_some_and(|root| !dom::has_focus(&root, &w.id(Field::Confirm.part())));
            if is_left {
                judge_confirm(w);
            }
        });
    }
}

/// A key went down or up: is Caps Lock on? Password managers dispatch events of this name that are none.
pub(in crate::view) fn key(w: Widget, field: Field, event: &Event) {
    let is_on = event
        .dyn_ref::<KeyboardEvent>()
        .is_some_and(|event| event.get_modifier_state("CapsLock"));
    let caps = is_on.then_some(field);
    if w.read(|state| state.caps != caps) == Some(true) {
        w.change(|state| state.caps = caps);
    }
}

/// *Show* or *Hide*.
pub(in crate::view) fn show_or_hide(w: Widget, field: Field) {
    w.change(|state| {
        let was_shown = state.shown.contains(&field);
        state.shown.retain(|shown| *shown != field);
        if !was_shown {
            state.shown.push(field);
        }
        let key = if was_shown { Key::Hidden } else { Key::Shown };
        let words = state.texts.get(key);
        state.announce(words);
    });
}

/// Masks every field: when it is sent, and when the page comes back from the back-forward cache.
pub(in crate::view) fn mask(w: Widget) {
    w.change(|state| state.shown.clear());
}

/// The list of common passwords has come.
pub(super) fn know_common(w: Widget, packed: &str) {
    COMMON.set(CommonPasswords::unpack(packed));
    judge(w);
}

/// What is to be sent has become another.
pub(super) fn altered() {
    EDITS.set(EDITS.get().wrapping_add(1));
}

/// Does something with the list of common passwords, if it has come.
#[cfg(feature = "full")]
pub(super) fn with_common<T>(what: impl FnOnce(Option<&CommonPasswords>) -> T) -> T {
    COMMON.with_borrow(|common| what(common.as_ref()))
}

/// How often anything was typed.
pub(super) fn edits() -> u32 {
    EDITS.get()
}

/// Judges what stands in the fields, and writes down the verdicts only.
pub(super) fn judge(w: Widget) {
    let (current, new) = (value(w, Field::Current), value(w, Field::New));
    let judged = w.read(|state| {
        let (findings, advice) = verdicts(&state.policy, &current, &new);
        let is_new = state.findings != findings || state.advice != advice;
        is_new.then_some((findings, advice))
    });
    if let Some(Some((findings, advice))) = judged {
        w.change(|state| {
            state.findings = findings;
            state.advice = advice;
        });
    }
}

/// What can be said of a new password.
pub(super) fn verdicts(policy: &Policy, current: &str, new: &str) -> (Vec<Finding>, Vec<Advice>) {
    if new.is_empty() {
        return (Vec::new(), Vec::new());
    }
    let candidate = Candidate {
        new,
        current: Some(current).filter(|current| !current.is_empty()),
    };
    COMMON.with_borrow(|common| {
        (
            evaluate(policy, candidate, common.as_ref()),
            advise(policy, candidate, common.as_ref()),
        )
    })
}

/// Whether a finding stops a submit.
pub(super) fn is_unmet(finding: &Finding) -> bool {
    finding.verdict == Verdict::Unmet
}

/// What stands in a field, exactly.
pub(super) fn value(w: Widget, field: Field) -> String {
    w.root
        .try_get_untracked()
        .flatten()
        .and_then(|root| dom::input(&root, &w.id(field.part())))
        .map(|input| input.value())
        .unwrap_or_default()
}

fn judge_confirm(w: Widget) {
    let is_new = w.read(|state| state.errors.get(Field::Confirm).is_none()) == Some(true);
    if is_new && is_mismatch(w) {
        w.change(|state| state.errors.set(Field::Confirm, Some(FieldError::Mismatch)));
    }
}

fn is_mismatch(w: Widget) -> bool {
    let confirm = value(w, Field::Confirm);
    !confirm.is_empty() && confirm != value(w, Field::New)
}

fn announce_later(w: Widget) {
    let announce = move || {
        if w.read(|state| !state.findings.is_empty()) == Some(true) {
            w.announce(rules::progress);
        }
    };
    let next = set_timeout_with_handle(announce, PAUSE).ok();
    if let Some(earlier) = PENDING.replace(next) {
        earlier.clear();
    }
}
