//! Queries of status and devices: at once when something has happened, and repeatedly while their answers can be seen.

use std::time::Duration;

use leptos::prelude::untrack;

use super::{lock::follow_status, session::query_failed};
use crate::{
    api::{self, QueryError},
    config::{Config, Mode, Side},
    i18n::Key,
    json,
    model::{Evidence, Status, UnlockOutcome, quiet_for},
    state::{Devices, ElementSignals, MailboxState, UnlockState, is_visible},
    task::spawn,
    words,
};

/// Between two polls.
const INTERVAL: Duration = Duration::from_secs(10);
/// After this many polls without news, only every third is made.
const OFTEN: u32 = 30;
/// How long after unlocking a back end may still answer that it is locked; milliseconds.
const UNLOCK_SETTLES_IN: f64 = 30_000.0;

/// Starts polling if answers are on the screen and no timer runs yet. An effect calls it when that may have changed.
pub(super) fn poll_while_wanted(s: ElementSignals) {
    let wanted = Wanted::now(s);
    if wanted.any() && !s.mailbox.polling.get_untracked().has_timer {
        s.mailbox.polling.update(|polling| polling.has_timer = true);
        schedule(s);
    }
}

/// Something has happened: queries now, and ignores answers to earlier queries.
pub(super) fn refresh(s: ElementSignals) {
    s.mailbox.polling.update(|polling| polling.polls = 0);
    poll(s, true);
}

/// The page may be visible again.
pub(crate) fn poll_when_visible(s: ElementSignals) {
    if is_visible() {
        poll(s, false);
    }
}

/// Queries the status once, also while nothing polls it.
pub(super) fn query_status_once(s: ElementSignals) {
    query_status(s, false);
}

/// Queries the devices. Where they cannot be had, those of the configuration count.
pub(super) fn load_devices(s: ElementSignals) {
    let Some(environment) = s.cx.environment() else {
        return;
    };
    let mut begins = false;
    s.mailbox
        .polling
        .update(|polling| begins = polling.devices.begin(false));
    if !begins {
        return;
    }
    let (config, texts) = (s.cx.config_now(), s.cx.texts_now());
    spawn(async move {
        let answer = api::devices(&config, texts.lang(), &environment.abort).await;
        s.cx.keep_focus();
        s.mailbox.polling.update(|polling| {
            polling.devices.end();
        });
        match answer {
            Ok(devices) => s.mailbox.devices.set(Some(devices)),
            Err(error) => {
                failed(s, error);
                let known = Devices::clone(&s.mailbox.devices.get_untracked());
                let given = || Some(config.devices.clone()).filter(|given| !given.is_empty());
                // Set also if it is the same: there will be no other for now.
                s.mailbox.devices.set(known.or_else(given));
            }
        }
    });
}

/// Which answers are on the screen.
#[derive(Clone, Copy)]
struct Wanted {
    status: bool,
    devices: bool,
}

impl Wanted {
    fn now(s: ElementSignals) -> Self {
        let checklist = s.checklist.checklist.get();
        let shows_list = s.form.change.get().is_changed()
            || checklist.is_page()
            || s.recovery.recovery.get().is_shown;
        let (status, devices) = match s.cx.config().mode {
            Mode::Recovery => (true, true),
            // Which device was refused last matters while it is locked.
            Mode::Administrator => (true, s.mailbox.mailbox.get().says_locked()),
            Mode::User => (shows_list || s.form.lock.get().is_some(), shows_list),
        };
        let can_query = s.cx.session().end.is_none();
        Self {
            status: status && can_query,
            devices: devices && can_query,
        }
    }

    fn untracked(s: ElementSignals) -> Self {
        untrack(|| Self::now(s))
    }

    fn any(self) -> bool {
        self.status || self.devices
    }
}

fn schedule(s: ElementSignals) {
    let tick = move || {
        if !Wanted::untracked(s).any() {
            s.mailbox
                .polling
                .update(|polling| polling.has_timer = false);
            return;
        }
        if is_visible() {
            let polls = s.mailbox.polling.get_untracked().polls;
            if polls < OFTEN || polls.is_multiple_of(3) {
                poll(s, false);
            }
            s.mailbox
                .polling
                .update(|polling| polling.polls = polls.saturating_add(1));
        }
        schedule(s);
    };
    s.cx.after(INTERVAL, Box::new(tick));
}

fn poll(s: ElementSignals, has_news: bool) {
    let wanted = Wanted::untracked(s);
    if wanted.devices {
        load_devices(s);
    }
    if wanted.status {
        query_status(s, has_news);
    }
}

fn query_status(s: ElementSignals, has_news: bool) {
    let config = s.cx.config_now();
    let Some(environment) = s.cx.environment() else {
        return;
    };
    if config.status_endpoint.is_none() {
        return;
    }
    let mut begins = false;
    s.mailbox
        .polling
        .update(|polling| begins = polling.status.begin(has_news));
    if !begins {
        return;
    }
    let texts = s.cx.texts_now();
    let lock_before = s.form.lock.get_untracked();
    spawn(async move {
        let answer = api::status(&config, texts.lang(), &environment.abort).await;
        s.cx.keep_focus();
        let mut is_stale = false;
        s.mailbox
            .polling
            .update(|polling| is_stale = polling.status.end());
        let is_current_endpoint = s.cx.config_now().status_endpoint == config.status_endpoint;
        match answer {
            _ if is_stale || !is_current_endpoint => query_status(s, false),
            Ok(status) => apply_status(s, &status, lock_before == s.form.lock.get_untracked()),
            Err(error) => {
                s.mailbox.mailbox.update(|mailbox| mailbox.is_live = false);
                failed(s, error);
            }
        }
    });
}

/// No clear answer: nothing new is known, and the last answer is not current any more.
fn failed(s: ElementSignals, error: QueryError) {
    query_failed(s.cx, error, s.form.change.get_untracked().is_changed());
    if s.cx.session_now().end.is_some() {
        s.mailbox.mailbox.update(MailboxState::forget_answer);
    }
}

/// Applies the back end's status, and announces what has changed. `lock_is_same` is whether the same lock is shown as
/// when the query was sent.
fn apply_status(s: ElementSignals, status: &Status, lock_is_same: bool) {
    let before = Observed::now(s);
    s.mailbox
        .unlock
        .update(|unlock| drop_outdated_outcome(unlock, status));
    s.mailbox.mailbox.update(|mailbox| {
        mailbox.is_known = true;
        mailbox.is_live = true;
        mailbox.is_locked = status.is_locked;
        mailbox.was_locked |= status.is_locked;
        mailbox.must_change = status.must_change;
        mailbox.now = status.now.unwrap_or_else(js_sys::Date::now);
        mailbox.changed_at = status
            .password_changed_at
            .as_deref()
            .and_then(json::instant);
        mailbox.last_refused.clone_from(&status.last_refused);
    });
    s.form
        .change
        .update(|change| change.baseline.clone_from(&status.password_changed_at));
    if is_users(&s.cx.config_now()) && lock_is_same {
        follow_status(s.form, status);
    }
    announce_news(s, &before);
}

/// The outcome of an unlock request that the new status contradicts.
fn drop_outdated_outcome(unlock: &mut UnlockState, status: &Status) {
    let is_waiting = unlock.wait_until.is_some() && !unlock.is_wait_over;
    let is_outdated = match unlock.outcome {
        // It locked again.
        Some(UnlockOutcome::Done { at, .. }) => {
            status.is_locked && !is_waiting && js_sys::Date::now() - at > UNLOCK_SETTLES_IN
        }
        // It is unlocked, whatever the outcome of the request here.
        Some(UnlockOutcome::Refused(_) | UnlockOutcome::Unknown) => !status.is_locked,
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
        let mailbox = s.mailbox.mailbox.get_untracked();
        let is_unlocked_here = s.mailbox.unlock.get_untracked().is_done();
        Self {
            is_known: mailbox.is_known,
            is_locked: mailbox.is_locked && !is_unlocked_here,
            evidence: untrack(|| s.mailbox.evidence()),
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
        if !is_users(&s.cx.config_now()) {
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
    if is_same || is_user && !s.recovery.recovery.get_untracked().is_shown {
        return;
    }
    let mailbox = s.mailbox.mailbox.get_untracked();
    let quiet = quiet_for(&s.cx.policy_now());
    let words = words::evidence_words(&s.cx.texts_now(), now.evidence.as_ref(), mailbox.now, quiet);
    if !words.is_empty() {
        s.cx.announce(words::plain(&words));
    }
}

/// Whether the mailbox's user is before the screen, who waits for the end of a lock.
fn is_users(config: &Config) -> bool {
    config.mode != Mode::Administrator && config.side == Side::User
}
