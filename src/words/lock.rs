use super::{duration, sentences};
use crate::{
    i18n::{Key, Texts},
    model::Lock,
};

/// When the mailbox unlocks by itself (milliseconds since 1970).
pub(crate) fn unlocks_at(texts: &Texts, until: f64) -> String {
    texts.fill(Key::UnlocksAt, &[("time", &texts.limit(until))])
}

/// When a lock ends by itself, or that its time is over.
pub(crate) fn waiting_time(texts: &Texts, lock: Option<Lock>) -> String {
    match lock.map(|lock| (lock.until, lock.is_over)) {
        Some((Some(_), true)) => texts.get(Key::LockedEnded),
        Some((Some(until), false)) => unlocks_at(texts, until),
        Some((None, _)) | None => String::new(),
    }
}

/// The five steps of the recovery, in the order in which they must be done.
pub(crate) fn recovery_steps(texts: &Texts, unlock_delay_seconds: Option<u64>) -> [String; 5] {
    let third = match unlock_delay_seconds {
        Some(seconds) if seconds > 0 => {
            let duration = duration(texts, seconds);
            sentences(&[
                texts.get(Key::Step3),
                texts.fill(Key::Step3Wait, &[("duration", &duration)]),
            ])
        }
        _ => texts.get(Key::Step3),
    };
    [
        texts.get(Key::Step1),
        texts.get(Key::Step2),
        third,
        texts.get(Key::Step4),
        texts.get(Key::Step5),
    ]
}

/// A step's words without the "(User)" in front.
pub(crate) fn step_without_side(words: &str) -> &str {
    match words.split_once(')') {
        Some((side, rest)) if side.starts_with('(') => rest.trim_ascii_start(),
        Some(_) | None => words,
    }
}

/// The text before and after `{help}`.
pub(crate) fn around_help(words: &str) -> (&str, &str) {
    let before = words.split_once('{').map_or(words, |(before, _)| before);
    let after = words.split_once('}').map_or("", |(_, after)| after);
    (before, after)
}
