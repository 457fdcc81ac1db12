use super::{sentences, status::offline};
use crate::{
    i18n::{Key, Texts},
    model::{CheckResult, CheckState, UnknownCause, WorkingPassword},
    state::ChangeState,
};

/// When it was sent, and what not to do now.
pub(crate) fn unknown_sent(texts: &Texts, change: &ChangeState) -> String {
    let attempt = change.attempt.as_ref();
    let time = texts.day(attempt.map(|attempt| attempt.sent_at).unwrap_or_default());
    let unknown = change.unknown();
    let say_if = |holds: bool, key| if holds { texts.get(key) } else { String::new() };
    sentences(&[
        say_if(
            unknown.is_some_and(|unknown| unknown.cause == UnknownCause::Redirect),
            Key::UnknownRedirect,
        ),
        texts.fill(Key::UnknownSent, &[("time", &time)]),
        offline(texts, change),
    ])
}

/// What the last check found. `session_end` says that the session has ended, if it has.
pub(crate) fn check_result(
    texts: &Texts,
    change: &ChangeState,
    session_end: Option<Key>,
) -> String {
    let unknown = change.unknown();
    texts.get(match unknown.and_then(|unknown| unknown.check) {
        Some(CheckState::Running) => return String::new(),
        None => return session_end.map(|key| texts.get(key)).unwrap_or_default(),
        Some(CheckState::Failed) => session_end.unwrap_or(Key::CheckFailed),
        Some(CheckState::Said(WorkingPassword::Neither, _)) => Key::NeitherAdvice,
        Some(CheckState::Said(WorkingPassword::New, _)) => Key::NewSaid,
        Some(CheckState::Said(WorkingPassword::Old, again_at)) => {
            return texts.fill(Key::OldSaid, &[("later", &texts.deadline(again_at))]);
        }
        Some(CheckState::Found(CheckResult::CannotTell, _)) => Key::CheckCannotTell,
        Some(CheckState::Found(CheckResult::ChangedElsewhere, _)) => Key::CheckElse,
        Some(CheckState::Found(
            CheckResult::NotYet | CheckResult::NotChanged | CheckResult::ByThisRequest,
            now,
        )) => {
            let later = unknown.and_then(|unknown| unknown.settles_at);
            let later = texts.deadline(later.unwrap_or(now));
            return texts.fill(
                Key::CheckNotSoFar,
                &[("time", &texts.moment(now)), ("later", &later)],
            );
        }
    })
}
