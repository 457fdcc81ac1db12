use std::time::Duration;

use crate::{
    i18n::Key,
    view::{state::Locked, widget::Widget},
};

/// The mailbox is locked. Its time is announced at the start, one minute before the end, and at the end.
pub(super) fn lock(w: Widget, unlocks_in: Option<u32>, refused: bool) {
    let until = unlocks_in.map(|seconds| js_sys::Date::now() + f64::from(seconds) * 1000.0);
    let locked = Locked {
        until,
        refused,
        over: false,
    };
    w.change(|state| state.locked = Some(locked));
    let (Some(until), Some(seconds)) = (until, unlocks_in) else {
        return;
    };
    w.announce(|state| {
        let time = state.texts.time(until);
        state.texts.fill(Key::UnlocksAt, &[("time", &time)])
    });
    let is_same = move || w.read(|state| state.locked == Some(locked)) == Some(true);
    let seconds = u64::from(seconds);
    if seconds > 60 {
        w.later(Duration::from_secs(seconds - 60), move || {
            if is_same() {
                w.announce(|state| state.texts.get(Key::LockedMinute));
            }
        });
    }
    w.later(Duration::from_secs(seconds), move || {
        if is_same() {
            w.change(|state| {
                state.locked = Some(Locked {
                    over: true,
                    ..locked
                });
            });
            w.announce(|state| state.texts.get(Key::LockedEnded));
        }
    });
}
