use super::{
    el::{El, el},
    state::State,
    text,
    widget::Widget,
};
use crate::i18n::Key;

/// What happens to a device that is left out, in the provider's numbers or the provider's own words.
pub(super) fn warning(w: Widget, id: &str) -> El {
    el("p", "mbp-warning").set("id", &w.id(id)).say(words)
}

/// The warning as one text.
pub(super) fn words(state: &State) -> String {
    let texts = &state.texts;
    let own = state.config.statement.as_ref();
    let statement = own.or(state.policy.statement.as_ref());
    if let Some(words) = statement.and_then(|statement| text::statement(texts, statement)) {
        return words;
    }
    let lead = texts.get(Key::WarningLead);
    let Some(lockout) = state.policy.lockout else {
        return text::sentences(&[lead, texts.get(Key::WarningLock)]);
    };
    if lockout.threshold == 0 {
        return text::sentences(&[lead, texts.get(Key::WarningNoLock)]);
    }
    let numbers = match lockout.duration_seconds {
        Some(seconds) if seconds > 0 => {
            let duration = texts.duration(u32::try_from(seconds).unwrap_or(u32::MAX));
            texts.count(
                Key::LocksAfterFor,
                lockout.threshold,
                &[("duration", &duration)],
            )
        }
        _ => texts.count(Key::LocksAfter, lockout.threshold, &[]),
    };
    text::sentences(&[lead, texts.get(Key::WarningLock), numbers])
}
