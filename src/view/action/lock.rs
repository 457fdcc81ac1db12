use std::{rc::Rc, time::Duration};

use super::{load::look, waiting::countdown};
use crate::{
    i18n::Key,
    view::{dom, slot::Part, state::Locked, text, widget::Widget},
};

/// Between two looks whether it still is locked.
const AGAIN: Duration = Duration::from_secs(15);

/// The mailbox is locked. Its time is announced at the start, one minute before the end, and at the end.
pub(super) fn lock(w: Widget, unlocks_in: Option<u32>, refused: bool) {
    let until = unlocks_in.map(|seconds| js_sys::Date::now() + f64::from(seconds) * 1000.0);
    let locked = Locked {
        since: js_sys::Date::now(),
        until,
        refused,
        over: false,
    };
    w.change(|state| state.locked = Some(locked));
    // A part looks by itself.
    if w.ties().is_some_and(|ties| ties.part == Part::Whole) {
        look_again(w, locked.since);
    }
    w.announce(|state| {
        let until = until.map(|until| {
            let time = state.texts.limit(until);
            state.texts.fill(Key::UnlocksAt, &[("time", &time)])
        });
        text::sentences(&[
            state.texts.get(Key::LockedHeading),
            until.unwrap_or_default(),
        ])
    });
    let Some(seconds) = unlocks_in else { return };
    countdown(
        w,
        Duration::from_secs(seconds.into()),
        Rc::new(move |state| state.locked == Some(locked)),
        Key::LockedMinute,
        Box::new(move |state| {
            state.locked = Some(Locked {
                over: true,
                ..locked
            });
            Key::LockedEnded
        }),
    );
}

/// Looks now and then whether it still is, while somebody can see it.
pub(super) fn look_again(w: Widget, since: f64) {
    w.later(AGAIN, move || {
        let now = w.read(|state| {
            let is_same = state.locked.is_some_and(|locked| locked.since == since);
            let can_ask = state.config.status_endpoint.is_some() && state.expired.is_none();
            (is_same, can_ask)
        });
        match now {
            Some((true, asks)) if asks && dom::is_visible() => look(w, Some(since)),
            Some((true, _)) => look_again(w, since),
            _ => {}
        }
    });
}
