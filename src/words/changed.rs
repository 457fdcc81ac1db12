use crate::{
    i18n::{Key, Texts},
    model::Changed,
    state::ChangeState,
};

/// Whose password was changed, and when (milliseconds since 1970).
pub(crate) fn changed_by(texts: &Texts, mailbox: &str, at: f64) -> String {
    let values = [("mailbox", mailbox), ("time", &texts.day(at))];
    texts.fill(Key::ChangedBy, &values)
}

/// Which password is the new one, if the form was altered after it was sent.
pub(crate) fn changed_altered(texts: &Texts, change: &ChangeState) -> String {
    if change.is_altered {
        texts.get(Key::ChangedAltered)
    } else {
        String::new()
    }
}

/// From when the new password is accepted everywhere, if the back end says so.
pub(crate) fn works_from(texts: &Texts, changed: &Changed) -> String {
    changed
        .works_from
        .map(|from| texts.fill(Key::WorksFrom, &[("time", &texts.limit(from))]))
        .unwrap_or_default()
}

/// Until when the old password may still work, if it does after the change.
pub(crate) fn old_works_until(
    texts: &Texts,
    changed: &Changed,
    grace_seconds: Option<u64>,
) -> String {
    changed
        .old_password_stops(grace_seconds)
        .filter(|until| changed.at.is_none_or(|at| *until > at))
        .map(|until| texts.fill(Key::OldWorksUntil, &[("time", &texts.limit(until))]))
        .unwrap_or_default()
}
