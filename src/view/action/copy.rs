use wasm_bindgen_futures::JsFuture;

use super::typing::value;
use crate::{
    i18n::Key,
    task::spawn,
    view::{admin, field::Field, recovery, widget::Widget},
};

/// Copies the note to hand over.
pub(in crate::view) fn copy_note(w: Widget) {
    let note = w.read(admin::as_text).unwrap_or_default();
    copy(w, &note, Key::NoteCopied, Key::NotCopied);
}

/// Copies the generated password, because the administrator asks for it.
pub(in crate::view) fn copy_password(w: Widget) {
    copy(
        w,
        &value(w, Field::New),
        Key::PasswordCopied,
        Key::NotCopied,
    );
}

/// Copies the recovery's steps, with what was reported done.
pub(in crate::view) fn copy_recovery(w: Widget) {
    let text = w.read(recovery::as_text).unwrap_or_default();
    copy(w, &text, Key::TextCopied, Key::NotCopied);
}

/// Copies a text, and says whether the browser did.
pub(super) fn copy(w: Widget, text: &str, done: Key, failed: Key) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let copied = window.navigator().clipboard().write_text(text);
    spawn(async move {
        let key = match JsFuture::from(copied).await {
            Ok(_) => done,
            Err(_) => failed,
        };
        w.change(|state| {
            state.care.copied = Some(key);
            let words = state.texts.get(key);
            state.announce(words);
        });
    });
}
