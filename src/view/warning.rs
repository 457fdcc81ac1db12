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

/// The provider's own words, if there are any: the page's, else the policy's.
pub(super) fn statement(state: &State) -> Option<String> {
    let own = state.config.statement.as_ref();
    let statement = own.or(state.policy.statement.as_ref())?;
    text::statement(&state.texts, statement)
}

/// The provider's own words; else these, or others where the policy says that nothing locks.
#[cfg(feature = "full")]
pub(super) fn statement_or(state: &State, locks: Key, locks_not: Key) -> String {
    statement(state).unwrap_or_else(|| {
        let never = state
            .policy
            .lockout
            .is_some_and(|lockout| lockout.threshold == 0);
        state.texts.get(if never { locks_not } else { locks })
    })
}

/// The warning as one text.
pub(super) fn words(state: &State) -> String {
    let texts = &state.texts;
    if let Some(words) = statement(state) {
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
