//! Waiting times: their end is announced one minute before, and when it comes. Countdowns are no live regions.

use std::{rc::Rc, time::Duration};

use crate::{
    clock,
    i18n::Key,
    state::{Context, FormSignals},
    words,
};

/// After this long without an answer, "Still working" is shown.
const STILL_WORKING: Duration = Duration::from_secs(5);

const MINUTE: Duration = Duration::from_secs(60);

/// Announces the end of a waiting time one minute before and when it comes, if it still applies by then.
pub(super) fn countdown(
    cx: Context,
    left: Duration,
    is_wanted: Rc<dyn Fn() -> bool>,
    minute_left: Key,
    end: Box<dyn FnOnce() -> Key>,
) {
    if let Some(before) = left.checked_sub(MINUTE).filter(|before| !before.is_zero()) {
        let is_wanted = is_wanted.clone();
        let announce = move || {
            if is_wanted() {
                cx.announce_key(minute_left);
            }
        };
        cx.after(before, Box::new(announce));
    }
    let announce = move || {
        if is_wanted() {
            cx.announce_key(end());
        }
    };
    cx.after(left, Box::new(announce));
}

/// The button waits as long as the back end requires. That it does is announced with why nothing was changed.
pub(super) fn wait_before_retry(s: FormSignals) {
    let Some(until) = s.change().get_untracked().wait_until else {
        return;
    };
    countdown(
        s.cx,
        until_then(until),
        Rc::new(move || s.change().get_untracked().wait_until == Some(until)),
        Key::ButtonMinute,
        Box::new(move || {
            s.change().update(|state| state.change.wait_until = None);
            Key::ButtonReady
        }),
    );
}

/// Announces when the button can be pressed again.
pub(super) fn announce_wait(s: FormSignals) {
    let change = s.change().get_untracked();
    s.cx.announce(words::button_waits(&s.cx.texts_now(), &change));
}

/// Announces, after a while, that the request is still running.
pub(super) fn say_still_working(s: FormSignals) {
    let reference = s.change().get_untracked().reference();
    let say = move || {
        let change = s.change().get_untracked();
        if change.is_sending() && change.reference() == reference {
            s.change().update(|state| state.is_slow = true);
            s.cx.announce_key(Key::StillWorking);
        }
    };
    s.cx.after(STILL_WORKING, Box::new(say));
}

/// How long it is until a moment of this page's clock.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "`as` saturates, which is what is wanted"
)]
pub(super) fn until_then(moment: f64) -> Duration {
    // `as` makes zero of what is no number, as of a clock that a page has patched.
    let left = (moment - clock::now())
        .ceil()
        .min(f64::from(u32::MAX) * 1000.0);
    Duration::from_millis(left as u64)
}
