//! Looks again, now and then, at what the back end knows: gently, and only while somebody can see it.

use std::time::Duration;

use super::{list, lock::lock};
use crate::{
    api::{self, Status},
    config::Mode,
    flow::Unlock,
    task::spawn,
    view::{slot::Part, widget::Widget},
};

/// Seconds between two looks: at first, and after a while.
const OFTEN: u64 = 10;
const SELDOM: u64 = 30;
/// For so long after unlocking a back end may still say that it is locked; milliseconds.
const SETTLES_IN: f64 = 30_000.0;
/// How many looks count as a while.
const A_WHILE: u32 = 30;

/// Begins to look, once in a widget's life.
pub(in crate::view) fn watch(w: Widget) {
    if is_watching(w) {
        next(w, 0);
    }
}

/// The form alone has no use for it: it asks when it is shown, and when **Check** is pressed.
fn is_watching(w: Widget) -> bool {
    w.ties().is_some_and(|ties| ties.part != Part::Whole)
        || w.read(|state| state.config.mode != Mode::User) == Some(true)
}

fn next(w: Widget, looks: u32) {
    let seconds = if looks < A_WHILE { OFTEN } else { SELDOM };
    w.later(Duration::from_secs(seconds), move || {
        if is_visible() {
            look(w);
        }
        next(w, looks.saturating_add(1));
    });
}

/// The tab is seen again.
pub(in crate::view) fn seen_again(w: Widget) {
    if is_watching(w) && is_visible() {
        look(w);
    }
}

/// Looks once.
pub(in crate::view) fn look(w: Widget) {
    let now = w.read(|state| (state.config.clone(), state.texts.lang().to_owned()));
    let (Some((config, lang)), Some(ties)) = (now, w.ties()) else {
        return;
    };
    if !is_watching(w) {
        return;
    }
    if config.mode != Mode::Administrator || ties.part == Part::Recovery {
        list::load_devices(w);
    }
    spawn(async move {
        if let Some(status) = api::status(&config, &lang, &ties.abort).await {
            saw(w, &status);
            list::judge_devices(w);
        }
    });
}

/// The back end said how the mailbox is.
pub(super) fn saw(w: Widget, status: &Status) {
    w.change(|state| {
        let watch = &mut state.care.watch;
        watch.is_known = true;
        let is_settled = match watch.unlock {
            Some(Unlock::Done { at, .. }) => {
                let waits = watch.wait_until.is_some() && !watch.wait_over;
                !waits && js_sys::Date::now() - at > SETTLES_IN
            }
            _ => false,
        };
        if status.locked && is_settled {
            // It locked again.
            watch.unlock = None;
        }
        watch.is_locked = status.locked;
        watch.now = status.now.unwrap_or_else(js_sys::Date::now);
        watch.changed_at = status
            .password_changed_at
            .as_deref()
            .and_then(crate::json::instant);
        watch.last_refused.clone_from(&status.last_refused);
    });
    // Under the list, a lock is the person's first concern.
    if matches!(
        w.ties().map(|ties| ties.part.clone()),
        Some(Part::Checklist(_))
    ) {
        let was_locked = w.read(|state| state.locked.is_some()) == Some(true);
        if status.locked && !was_locked {
            lock(w, status.unlocks_in, false);
        } else if !status.locked && was_locked {
            w.change(|state| state.locked = None);
        }
    }
}

fn is_visible() -> bool {
    web_sys::window()
        .and_then(|window| window.document())
        .is_some_and(|document| !document.hidden())
}
