use super::{Wording, sentences, unlock_waiting, warning::statement_or};
use crate::{
    i18n::{Key, Texts},
    state::{ChangeState, UnlockState},
};

/// The lines of the note that an administrator hands over. The password is not in it. `origin` is where the page comes
/// from; `must_change` is whether another password must be chosen first, `lock` what [`note_lock`] says.
pub(crate) fn note_lines(
    wording: Wording<'_>,
    change: &ChangeState,
    must_change: bool,
    lock: String,
    origin: &str,
) -> Vec<String> {
    let (texts, config) = (wording.texts, wording.config);
    let time = texts.day(change.changed_at);
    let values = [("mailbox", config.mailbox.as_str()), ("time", &time)];
    let mut lines = vec![texts.fill(Key::NoteChanged, &values)];
    if !lock.is_empty() {
        lines.push(lock);
    }
    if must_change {
        lines.push(texts.fill(Key::NoteMustChange, &[("url", origin)]));
    }
    let devices = if must_change {
        Key::NoteDevicesOwn
    } else {
        Key::NoteDevices
    };
    lines.push(sentences(&[
        texts.get(devices),
        statement_or(wording, Key::NoteLock, Key::NoteNoLock),
    ]));
    if let Some(url) = &config.recovery_url {
        lines.push(texts.fill(Key::NoteRecovery, &[("url", url)]));
    }
    lines
}

/// What the note says of a lock: what to do first while there is one, or until when to wait after it.
pub(crate) fn note_lock(texts: &Texts, is_locked: bool, unlock: &UnlockState) -> String {
    if is_locked {
        texts.get(Key::NoteLocked)
    } else if unlock.is_waiting() {
        unlock_waiting(texts, unlock)
    } else {
        String::new()
    }
}

/// Whether the user must choose another password first: it was requested with the change, or the back end requires it
/// by itself.
pub(crate) fn must_choose(change: &ChangeState, back_end: Option<bool>) -> bool {
    let attempt = change.attempt.as_ref();
    let was_asked = attempt.is_some_and(|attempt| attempt.options.must_change);
    was_asked || back_end == Some(true)
}

/// The note as one text.
pub(crate) fn note_as_text(lines: &[String]) -> String {
    lines.join("\n\n")
}
