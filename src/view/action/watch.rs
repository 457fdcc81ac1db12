//! Looks again, now and then, at what the back end knows: gently, and only while somebody can see it.

use std::time::Duration;

use super::{list, load::lost, lock::lock};
use crate::{
    api::{self, Lost, Status},
    config::Mode,
    flow::Unlock,
    i18n::Key,
    task::spawn,
    view::{
        care::Watch,
        dom,
        slot::Part,
        state::State,
        unlock::{Evidence, evidence, evidence_words},
        widget::Widget,
    },
};

/// Seconds between two looks: at first, and after a while.
const OFTEN: u64 = 10;
const SELDOM: u64 = 30;
/// For so long after unlocking a back end may still say that it is locked; milliseconds.
const SETTLES_IN: f64 = 30_000.0;
/// How many looks count as a while.
const A_WHILE: u32 = 30;

/// Begins to look again, once in a widget's life.
pub(in crate::view) fn watch(w: Widget) {
    if is_watching(w) {
        next(w, 0);
    }
}

/// The unfinished list of an earlier change is unfolded: from now on somebody looks at it.
pub(in crate::view) fn opened(w: Widget) {
    if w.read(|state| state.care.is_opened) == Some(false) {
        w.change(|state| state.care.is_opened = true);
        look(w);
        watch(w);
    }
}

/// Whether what the back end knows is on the screen, and it can be asked.
fn is_watching(w: Widget) -> bool {
    let Some(ties) = w.ties() else { return false };
    let is_watching = w.read(|state| {
        let is_on_screen = match ties.part {
            Part::Checklist(_) | Part::Recovery => true,
            // What to prepare needs the devices once.
            Part::Prepare => false,
            Part::Unfinished => state.care.is_opened,
            // The form alone has its own way: it looks again only while the mailbox is locked.
            Part::Whole => state.config.mode != Mode::User,
        };
        is_on_screen && state.expired.is_none()
    });
    is_watching == Some(true)
}

fn next(w: Widget, looks: u32) {
    let seconds = if looks < A_WHILE { OFTEN } else { SELDOM };
    w.later(Duration::from_secs(seconds), move || {
        if dom::is_visible() {
            ask(w, false);
        }
        next(w, looks.saturating_add(1));
    });
}

/// The tab is seen again.
pub(in crate::view) fn seen_again(w: Widget) {
    if dom::is_visible() {
        ask(w, false);
    }
}

/// Looks once, because something has happened: what was asked before that no longer counts.
pub(in crate::view) fn look(w: Widget) {
    ask(w, true);
}

fn ask(w: Widget, has_happened: bool) {
    let now = w.read(|state| (state.config.clone(), state.texts.lang().to_owned()));
    let (Some((config, lang)), Some(ties)) = (now, w.ties()) else {
        return;
    };
    if !is_watching(w) {
        return;
    }
    if config.mode != Mode::Administrator {
        list::load_devices(w);
    }
    if config.status_endpoint.is_none() {
        return;
    }
    let mut begins = false;
    w.change(|state| begins = state.care.watch.status.begin(has_happened));
    if !begins {
        return;
    }
    spawn(async move {
        let answer = api::status(&config, &lang, &ties.abort).await;
        let is_asked_here = |state: &State| state.config.status_endpoint == config.status_endpoint;
        if w.read(is_asked_here) != Some(true) {
            return;
        }
        let mut is_stale = false;
        w.change(|state| is_stale = state.care.watch.status.end());
        match answer {
            _ if is_stale => ask(w, false),
            Ok(status) => {
                saw(w, &status);
                list::judge_devices(w);
            }
            Err(why) => unseen(w, why),
        }
    });
}

/// No clear answer tells nothing new, and vouches for nothing old.
fn unseen(w: Widget, why: Lost) {
    if w.read(|state| state.care.watch.is_live) == Some(true) {
        w.change(|state| state.care.watch.is_live = false);
    }
    lost(w, why);
}

/// The back end said how the mailbox is.
fn saw(w: Widget, status: &Status) {
    let before = w.read(Seen::of).unwrap_or_default();
    w.change(|state| {
        take_in(&mut state.care.watch, status);
        state.baseline.clone_from(&status.password_changed_at);
    });
    match w.ties().map(|ties| ties.part.clone()) {
        // Under the list, a lock is the person's first concern.
        Some(Part::Checklist(_)) => {
            let was_locked = w.read(|state| state.locked.is_some()) == Some(true);
            if status.locked && !was_locked {
                lock(w, status.unlocks_in, false);
            } else if !status.locked && was_locked {
                w.change(|state| state.locked = None);
                w.announce(|state| state.texts.get(Key::NotLocked));
            }
        }
        _ => tell(w, &before),
    }
}

fn take_in(watch: &mut Watch, status: &Status) {
    let waits = watch.wait_until.is_some() && !watch.wait_over;
    let is_past = match watch.unlock {
        // It locked again.
        Some(Unlock::Done { at, .. }) => {
            status.locked && !waits && js_sys::Date::now() - at > SETTLES_IN
        }
        // It is open, whatever became of the request here.
        Some(Unlock::Refused(_) | Unlock::Unclear) => !status.locked,
        None | Some(Unlock::Running) => false,
    };
    if is_past {
        watch.unlock = None;
    }
    watch.is_known = true;
    watch.is_live = true;
    watch.is_locked = status.locked;
    watch.was_locked |= status.locked;
    watch.must_change = status.must_change;
    watch.now = status.now.unwrap_or_else(js_sys::Date::now);
    watch.changed_at = status
        .password_changed_at
        .as_deref()
        .and_then(crate::json::instant);
    watch.last_refused.clone_from(&status.last_refused);
}

/// What of the back end's knowledge a person is told when it changes.
#[derive(Default)]
struct Seen {
    /// Nothing is told before there was something to compare with.
    is_known: bool,
    is_locked: bool,
    evidence: Option<Evidence>,
}

impl Seen {
    fn of(state: &State) -> Self {
        let watch = &state.care.watch;
        Self {
            is_known: watch.is_known,
            is_locked: watch.is_locked && !watch.is_unlocked(),
            evidence: evidence(state),
        }
    }
}

/// Says, politely and once, what has become different.
fn tell(w: Widget, before: &Seen) {
    if !before.is_known {
        return;
    }
    let words = w.read(|state| {
        let now = Seen::of(state);
        if now.is_locked != before.is_locked {
            let key = if now.is_locked {
                Key::LockedHeading
            } else {
                Key::NotLocked
            };
            return state.texts.get(key);
        }
        if now.evidence == before.evidence {
            return String::new();
        }
        evidence_words(state)
    });
    if let Some(words) = words.filter(|words| !words.is_empty()) {
        w.announce(|_| words);
    }
}
