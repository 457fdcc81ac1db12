use std::{rc::Rc, time::Duration};

use super::countdown::countdown;
use crate::{
    clock,
    i18n::Key,
    model::{Lock, Status},
    state::FormSignals,
    words,
};

/// The mailbox is locked. Its end is announced at the start, one minute before, and when it comes.
pub(super) fn lock(s: FormSignals, unlocks_in: Option<u32>, refused_change: bool) {
    let now = clock::now();
    let until = unlocks_in.map(|seconds| now + f64::from(seconds) * 1000.0);
    let locked = Lock {
        since: now,
        until,
        refused_change,
        after_own_refusals: s.change().get_untracked().has_own_refusals,
        is_over: false,
    };
    s.lock().set(Some(locked));
    let texts = s.cx.texts_now();
    s.cx.announce(words::sentences(&[
        texts.get(Key::LockedHeading),
        words::waiting_time(&texts, Some(locked)),
    ]));
    let Some(seconds) = unlocks_in else { return };
    countdown(
        s.cx,
        Duration::from_secs(seconds.into()),
        Rc::new(move || *s.lock().get_untracked() == Some(locked)),
        Key::LockedMinute,
        Box::new(move || {
            s.lock().set(Some(Lock {
                is_over: true,
                ..locked
            }));
            Key::LockedEnded
        }),
    );
}

/// By how many milliseconds the end of a lock has to move to count as a new lock.
const LATER: f64 = 60_000.0;

/// The back end's status says that one's own mailbox was locked or unlocked since, or locked a second time.
pub(super) fn follow_status(s: FormSignals, status: &Status) {
    match (*s.lock().get_untracked(), status.is_locked) {
        (None, true) => lock(s, status.unlocks_in, false),
        (Some(shown), true) if ends_later(shown, status) => {
            lock(s, status.unlocks_in, shown.refused_change);
        }
        (Some(_), false) => {
            s.lock().set(None);
            s.cx.announce_key(Key::NotLocked);
        }
        (None, false) | (Some(_), true) => {}
    }
}

/// Whether it ends by itself later than is shown.
fn ends_later(shown: Lock, status: &Status) -> bool {
    let left = status.unlocks_in.map(|seconds| f64::from(seconds) * 1000.0);
    match (shown.until, left) {
        (Some(until), Some(left)) => clock::now() + left > until + LATER,
        (_, left) => left.is_some(),
    }
}
