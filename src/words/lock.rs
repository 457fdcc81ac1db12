use super::{duration, reach, sentences};
use crate::{
    config::Help,
    i18n::{Key, Texts},
    model::{Lock, Step},
};

/// When the mailbox unlocks by itself, by this page's clock.
pub(crate) fn unlocks_at(texts: &Texts, until: f64) -> String {
    texts.fill(Key::UnlocksAt, &[("time", &texts.deadline(until))])
}

/// When a lock ends by itself, or that its time is over.
pub(crate) fn waiting_time(texts: &Texts, lock: Option<Lock>) -> String {
    match lock.map(|lock| (lock.until, lock.is_over)) {
        Some((Some(_), true)) => texts.get(Key::LockedEnded),
        Some((Some(until), false)) => unlocks_at(texts, until),
        Some((None, _)) | None => String::new(),
    }
}

/// Until when it is locked, and whom to ask: one message, with the way to reach them between tabs.
pub(crate) fn lock_end(texts: &Texts, lock: Option<Lock>, help: Option<&Help>) -> String {
    let ends_by_itself = lock.is_some_and(|lock| lock.until.is_some());
    let ask = match (ends_by_itself, help.is_some()) {
        (true, true) => Key::AskSooner,
        (true, false) => Key::AskSoonerPlain,
        (false, true) => Key::AskUnlock,
        (false, false) => Key::AskUnlockPlain,
    };
    sentences(&[
        waiting_time(texts, lock),
        texts.fill(ask, &[("help", &reach(help))]),
    ])
}

/// What often locks a mailbox; after passwords that were refused here, that these count too.
pub(crate) fn lock_cause(texts: &Texts, lock: Option<Lock>) -> String {
    let is_own = lock.is_some_and(|lock| lock.after_own_refusals);
    texts.get(if is_own {
        Key::LockedOwn
    } else {
        Key::LockedCause
    })
}

/// What a step of the recovery is called.
pub(crate) fn step_title(texts: &Texts, step: Step) -> String {
    texts.get(match step {
        Step::Gather => Key::StepTitle1,
        Step::Remove => Key::StepTitle2,
        Step::Unlock => Key::StepTitle3,
        Step::Prove => Key::StepTitle4,
        Step::Enter => Key::StepTitle5,
    })
}

/// What to do in a step, or wait for, as this side reads it; with a `*bold*` part.
pub(crate) fn step_words(texts: &Texts, step: Step, unlock_delay_seconds: Option<u64>) -> String {
    let words = texts.get(match step {
        Step::Gather => Key::Step1,
        Step::Remove => Key::Step2,
        Step::Unlock => Key::Step3,
        Step::Prove => Key::Step4,
        Step::Enter => Key::Step5,
    });
    match unlock_delay_seconds.filter(|seconds| step == Step::Unlock && *seconds > 0) {
        Some(seconds) => {
            let duration = duration(texts, seconds);
            let wait = texts.fill(Key::Step3Wait, &[("duration", &duration)]);
            sentences(&[words, wait])
        }
        None => words,
    }
}

/// The five steps of the recovery, in the order in which they must be done.
pub(crate) fn recovery_steps(texts: &Texts, unlock_delay_seconds: Option<u64>) -> [String; 5] {
    Step::ALL.map(|step| {
        let words = step_words(texts, step, unlock_delay_seconds);
        [&step_title(texts, step), ". ", &plain(&words)].concat()
    })
}

/// A text without the signs around its `*bold*` part.
pub(crate) fn plain(words: &str) -> String {
    words.split('*').collect()
}
