//! What the back end's status changes on the screen, and what of it is announced.

use leptos::prelude::untrack;

use super::lock::follow_status;
use crate::{
    clock,
    config::{Mode, Side},
    i18n::Key,
    json,
    model::{Evidence, Expiry, Status, UnlockOutcome, quiet_for},
    state::{ElementSignals, UnlockState},
    words,
};

/// How long after unlocking a back end may still answer that it is locked; milliseconds.
const UNLOCK_SETTLES_IN: f64 = 30_000.0;

/// Applies the back end's status, and announces what has changed; whether it says something new. `lock_is_same` is whether
/// the same lock is shown as when the query was sent.
pub(super) fn apply_status(s: ElementSignals, status: &Status, lock_is_same: bool) -> bool {
    let before = Observed::now(s);
    let mailbox_before = s.mailbox().mailbox().get_untracked();
    let now = status.now.unwrap_or_else(js_sys::Date::now);
    s.mailbox()
        .unlock()
        .update(|unlock| drop_outdated_outcome(unlock, status));
    s.mailbox().mailbox().update(|mailbox| {
        mailbox.is_known = true;
        mailbox.is_live = !status.misses_refusals;
        mailbox.is_locked = status.is_locked;
        mailbox.was_locked |= status.is_locked;
        mailbox.must_change = status.must_change;
        mailbox.now = now;
        mailbox.changed_at = status
            .password_changed_at
            .as_deref()
            .and_then(json::instant);
        mailbox.last_refused.clone_from(&status.last_refused);
    });
    s.form().change().update(|change| {
        change.baseline = status.revision();
        change.expiry = Expiry::of(status, now);
    });
    // Who waits for the end of a lock.
    if s.cx.config_now().side == Side::User && lock_is_same {
        follow_status(s.form(), status);
    }
    announce_news(s, &before);
    !s.mailbox()
        .mailbox()
        .get_untracked()
        .is_same(&mailbox_before)
}

/// The outcome of an unlock request that the new status contradicts.
fn drop_outdated_outcome(unlock: &mut UnlockState, status: &Status) {
    let is_outdated = match unlock.outcome {
        // It locked again.
        Some(UnlockOutcome::Done { at, .. }) => {
            status.is_locked && !unlock.is_waiting() && clock::now() - at > UNLOCK_SETTLES_IN
        }
        // It is unlocked, whatever the outcome of the request here.
        Some(UnlockOutcome::NotSent | UnlockOutcome::Refused(_) | UnlockOutcome::Unknown) => {
            !status.is_locked
        }
        None | Some(UnlockOutcome::Running) => false,
    };
    if is_outdated {
        unlock.outcome = None;
    }
}

/// What is announced when it changes.
struct Observed {
    is_known: bool,
    is_locked: bool,
    evidence: Option<Evidence>,
}

impl Observed {
    fn now(s: ElementSignals) -> Self {
        let mailbox = s.mailbox().mailbox().get_untracked();
        let is_unlocked_here = s.mailbox().unlock().get_untracked().is_done();
        Self {
            is_known: mailbox.is_known,
            is_locked: mailbox.is_locked && !is_unlocked_here,
            evidence: untrack(|| s.mailbox().evidence()),
        }
    }
}

/// Announces what has changed, once. Before the first answer there is nothing to compare with.
fn announce_news(s: ElementSignals, before: &Observed) {
    let now = Observed::now(s);
    if !before.is_known {
        return;
    }
    let is_user = s.cx.mode() == Mode::User;
    if now.is_locked != before.is_locked {
        // The user's lock was announced with its time.
        if s.cx.config_now().side == Side::Administrator {
            s.cx.announce_key(if now.is_locked {
                Key::LockedHeading
            } else {
                Key::NotLocked
            });
        }
        return;
    }
    // A device that goes on trying is announced once.
    let is_same = match (&now.evidence, &before.evidence) {
        (Some(Evidence::Refused { name, .. }), Some(Evidence::Refused { name: before, .. })) => {
            name == before
        }
        (now, before) => now == before,
    };
    if is_same || is_user && !s.recovery().recovery().get_untracked().is_shown {
        return;
    }
    let mailbox = s.mailbox().mailbox().get_untracked();
    let quiet = quiet_for(&s.cx.policy_now());
    let words = words::evidence_words(&s.cx.texts_now(), now.evidence.as_ref(), mailbox.now, quiet);
    if !words.is_empty() {
        s.cx.announce(words::plain(&words));
    }
}
