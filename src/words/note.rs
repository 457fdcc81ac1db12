use super::{Wording, sentences, warning::statement_or};
use crate::{i18n::Key, state::ChangeState};

/// The lines of the note that an administrator hands over. The password is not in it. `origin` is where the page comes
/// from; `must_change` is whether the back end says that another password must be chosen.
pub(crate) fn note_lines(
    wording: Wording<'_>,
    change: &ChangeState,
    must_change: Option<bool>,
    origin: &str,
) -> Vec<String> {
    let (texts, config) = (wording.texts, wording.config);
    let time = texts.day(change.changed_at);
    let values = [("mailbox", config.mailbox.as_str()), ("time", &time)];
    let mut lines = vec![texts.fill(Key::NoteChanged, &values)];
    // It was requested with the change, or the back end requires it by itself.
    let attempt = change.attempt.as_ref();
    let was_asked = attempt.is_some_and(|attempt| attempt.options.must_change);
    if was_asked || must_change == Some(true) {
        lines.push(texts.fill(Key::NoteMustChange, &[("url", origin)]));
    }
    lines.push(sentences(&[
        texts.get(Key::NoteDevices),
        statement_or(wording, Key::NoteLock, Key::NoteNoLock),
    ]));
    if let Some(url) = &config.recovery_url {
        lines.push(texts.fill(Key::NoteRecovery, &[("url", url)]));
    }
    lines
}

/// The note as one text.
pub(crate) fn note_as_text(lines: &[String]) -> String {
    lines.join("\n\n")
}
