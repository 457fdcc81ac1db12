use mailbox_password_rules::{Lockout, Statement};

use super::{Wording, duration};
use crate::{
    i18n::{Key, Texts},
    state::MailboxState,
};

/// A change counts as recent for a day; milliseconds.
const RECENT: f64 = 86_400_000.0;

/// The warning before a change, in two lines: the provider's statement and nothing, else ours. The first may have one
/// `*bold*` part.
pub(crate) fn warning(wording: Wording<'_>) -> [String; 2] {
    let texts = wording.texts;
    if let Some(words) = statement(wording) {
        return [words, String::new()];
    }
    let second = if never_locks_at_all(wording) {
        Key::WarningNoLock
    } else {
        Key::WarningLock
    };
    [texts.get(Key::WarningLead), texts.get(second)]
}

/// The administrator's warning: before **Save**, or after it. `is_locked` is whether the mailbox lets nobody in yet,
/// `must_choose` whether the user has to choose another password first.
pub(crate) fn admin_warning(
    wording: Wording<'_>,
    is_after: bool,
    is_locked: bool,
    must_choose: bool,
) -> [String; 2] {
    let (locks, never_locks) = match (is_after, is_locked, must_choose) {
        (false, _, true) => (Key::AdminWarningChoose, Key::AdminWarningChoose),
        (false, false, false) => (Key::AdminWarning, Key::AdminWarningNoLock),
        (false, true, false) => (Key::AdminWarningLocked, Key::AdminWarningNoLock),
        (true, true, _) => (Key::AdminWarningLater, Key::AdminWarningLater),
        (true, false, true) => (Key::AdminWarningOwn, Key::AdminWarningOwn),
        (true, false, false) => (Key::AdminWarningAfter, Key::AdminWarningNoLockAfter),
    };
    [statement_or(wording, locks, never_locks), String::new()]
}

/// The provider's statement; else these words, or the others where the policy says that nothing locks.
pub(super) fn statement_or(wording: Wording<'_>, locks: Key, never_locks: Key) -> String {
    statement(wording).unwrap_or_else(|| {
        wording.texts.get(if never_locks_at_all(wording) {
            never_locks
        } else {
            locks
        })
    })
}

/// After how many refused sign-ins the mailbox locks, and for how long.
pub(super) fn locks_after(texts: &Texts, lockout: Lockout) -> String {
    in_numbers(texts, lockout, Key::LocksAfter, Key::LocksAfterFor)
}

/// One text or the other, whether a time is known after which the mailbox opens by itself, with the policy's numbers.
pub(super) fn in_numbers(
    texts: &Texts,
    lockout: Lockout,
    for_good: Key,
    for_a_time: Key,
) -> String {
    let seconds = lockout.duration_seconds.unwrap_or(0);
    let key = if seconds > 0 { for_a_time } else { for_good };
    let mut row = String::new();
    if lockout.reset_by_success && lockout.threshold > 1 {
        row = texts.get(Key::InARow);
    }
    let values = [("row", &*row), ("duration", &duration(texts, seconds))];
    texts.count(key, lockout.threshold, &values)
}

/// A reset soon after another one, which devices may not have yet: said to the administrator before it is done again.
pub(crate) fn recent_change(wording: Wording<'_>, mailbox: &MailboxState) -> String {
    match mailbox.changed_at {
        Some(at) if mailbox.now - at < RECENT => {
            let time = wording.texts.day(at);
            // Only the provider knows what locks a mailbox.
            let key = if never_locks_at_all(wording) || statement(wording).is_some() {
                Key::RecentChangeNoLock
            } else {
                Key::RecentChange
            };
            wording.texts.fill(key, &[("time", &time)])
        }
        _ => String::new(),
    }
}

fn never_locks_at_all(wording: Wording<'_>) -> bool {
    let lockout = wording.policy.lockout;
    lockout.is_some_and(|lockout| lockout.threshold == 0)
}

/// The provider's statement, if there is one: the page's, else the policy's. In the exact language, its base, English,
/// else any.
pub(super) fn statement(wording: Wording<'_>) -> Option<String> {
    let own = wording.config.statement.as_ref();
    let texts = wording.texts;
    match own.or(wording.policy.statement.as_ref())? {
        Statement::Text(text) => Some(text.clone()),
        Statement::ByLanguage(all) => [texts.lang(), texts.base(), "en"]
            .into_iter()
            .find_map(|wanted| all.iter().find(|(language, _)| language == wanted))
            .or(all.first())
            .map(|(_, text)| text.clone()),
    }
}
