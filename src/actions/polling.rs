//! Queries of status and devices: at once when something has happened, and repeatedly while their answers can be seen.

use std::time::Duration;

use leptos::prelude::untrack;

use super::{mailbox_status::apply_status, session::query_failed};
use crate::{
    api::{self, QueryError},
    config::Mode,
    state::{ElementSignals, MailboxState, is_visible},
    task::spawn,
};

/// Between two polls.
const INTERVAL: Duration = Duration::from_secs(10);
/// After this many polls without news, and after one without an answer, each pause is twice as long as the one before.
const OFTEN: u32 = 30;
/// The longest pause, as a power of two of the interval: nearly three minutes.
const LONGEST: u32 = 4;

/// Starts polling if answers are on the screen and no timer runs yet. An effect calls it when that may have changed.
pub(super) fn poll_while_wanted(s: ElementSignals) {
    let wanted = Wanted::now(s);
    if wanted.any() && !s.mailbox().polling().get_untracked().has_timer {
        schedule(s);
    }
}

/// Something has happened: queries now, and ignores answers to earlier queries.
pub(super) fn refresh(s: ElementSignals) {
    s.mailbox().polling().update(|polling| {
        polling.status.outdate();
        polling.devices.outdate();
    });
    poll_often(s);
    poll(s);
}

/// There is news: polls at the shortest interval again.
pub(super) fn poll_often(s: ElementSignals) {
    let before = *s.mailbox().polling().get_untracked();
    s.mailbox().polling().update(|polling| polling.polls = 0);
    if before.has_timer && before.polls >= OFTEN {
        schedule(s);
    }
}

/// A poll was not answered: the pauses grow from now on.
fn poll_rarely(s: ElementSignals) {
    s.mailbox()
        .polling()
        .update(|polling| polling.polls = polling.polls.max(OFTEN));
}

/// The page may be visible again.
pub(crate) fn poll_when_visible(s: ElementSignals) {
    if is_visible() {
        poll_often(s);
        poll(s);
    }
}

/// Queries the devices. Where they cannot be had, those of the configuration count.
pub(super) fn load_devices(s: ElementSignals) {
    let Some(environment) = s.cx.environment() else {
        return;
    };
    let mut begins = false;
    s.mailbox()
        .polling()
        .update(|polling| begins = polling.devices.begin());
    if !begins {
        return;
    }
    let (config, texts) = (s.cx.config_now(), s.cx.texts_now());
    spawn(async move {
        let answer = api::devices(&config, texts.lang(), &environment.abort).await;
        s.cx.keep_focus();
        let mut is_stale = false;
        s.mailbox()
            .polling()
            .update(|polling| is_stale = polling.devices.end());
        let is_current_endpoint = s.cx.config_now().devices_endpoint == config.devices_endpoint;
        match answer {
            _ if is_stale || !is_current_endpoint => load_devices(s),
            Ok(devices) => s.mailbox().devices().set(Some(devices)),
            Err(error) => {
                let has_endpoint = config.devices_endpoint.is_some();
                if has_endpoint {
                    poll_rarely(s);
                }
                failed(s, error);
                let known = s.mailbox().devices().get_untracked();
                let given = &s.cx.config_now().devices;
                let devices = match &*known {
                    Some(known) if has_endpoint => Some(known.clone()),
                    None if given.is_empty() => None,
                    // Without an endpoint, also in place of those that were given before.
                    Some(_) | None => Some(given.clone()),
                };
                // Set also if it is the same: there will be no other for now.
                s.mailbox().devices().set(devices);
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
        let checklist = s.checklist().checklist().get();
        let shows_list = s.form().change().get().is_changed()
            || checklist.is_page()
            || s.recovery().recovery().get().is_shown;
        let (status, devices) = match s.cx.config().mode {
            Mode::Recovery => (true, true),
            // Which device was refused last matters while it is locked.
            Mode::Administrator => (true, s.mailbox().mailbox().get().says_locked()),
            Mode::User => (shows_list || s.form().lock().get().is_some(), shows_list),
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
    let mut pause = INTERVAL;
    let mut number = 0;
    s.mailbox().polling().update(|polling| {
        polling.has_timer = true;
        polling.timer = polling.timer.wrapping_add(1);
        number = polling.timer;
        let longer = (polling.polls + 1).saturating_sub(OFTEN).min(LONGEST);
        pause = INTERVAL * (1 << longer);
    });
    let tick = move || {
        if s.mailbox().polling().get_untracked().timer != number {
            return;
        }
        if !Wanted::untracked(s).any() {
            s.mailbox()
                .polling()
                .update(|polling| polling.has_timer = false);
            return;
        }
        if is_visible() {
            poll(s);
            s.mailbox()
                .polling()
                .update(|polling| polling.polls = (polling.polls + 1).min(OFTEN + LONGEST));
        }
        schedule(s);
    };
    s.cx.after(pause, Box::new(tick));
}

fn poll(s: ElementSignals) {
    let wanted = Wanted::untracked(s);
    if wanted.devices {
        load_devices(s);
    }
    if wanted.status {
        query_status(s);
    }
}

/// Queries the status once, also while nothing polls it.
pub(super) fn query_status(s: ElementSignals) {
    let config = s.cx.config_now();
    let Some(environment) = s.cx.environment() else {
        return;
    };
    if config.status_endpoint.is_none() {
        return;
    }
    let mut begins = false;
    s.mailbox()
        .polling()
        .update(|polling| begins = polling.status.begin());
    if !begins {
        return;
    }
    let texts = s.cx.texts_now();
    let lock_before = s.form().lock().get_untracked();
    spawn(async move {
        let answer = api::status(&config, texts.lang(), &environment.abort).await;
        s.cx.keep_focus();
        let mut is_stale = false;
        s.mailbox()
            .polling()
            .update(|polling| is_stale = polling.status.end());
        let is_current_endpoint = s.cx.config_now().status_endpoint == config.status_endpoint;
        match answer {
            _ if is_stale || !is_current_endpoint => query_status(s),
            Ok(status) => {
                let is_same_lock = lock_before == s.form().lock().get_untracked();
                if apply_status(s, &status, is_same_lock) {
                    poll_often(s);
                }
            }
            Err(error) => {
                poll_rarely(s);
                s.mailbox()
                    .mailbox()
                    .update(|mailbox| mailbox.is_live = false);
                failed(s, error);
            }
        }
    });
}

/// No clear answer: nothing new is known, and the last answer is not current any more.
fn failed(s: ElementSignals, error: QueryError) {
    query_failed(s.cx, error, s.form().change().get_untracked().is_changed());
    if s.cx.session_now().end.is_some() {
        s.mailbox().mailbox().update(MailboxState::forget_answer);
    }
}
