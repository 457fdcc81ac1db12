use std::{rc::Rc, time::Duration};

use super::waiting::countdown;
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
