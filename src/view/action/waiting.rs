//! While there is no answer yet, and while the button has to wait.

use std::{rc::Rc, time::Duration};

use crate::{
    i18n::Key,
    view::{state::State, widget::Widget},
};

/// After this long without an answer, the person is told that it goes on.
const STILL_WORKING: Duration = Duration::from_secs(5);

const MINUTE: Duration = Duration::from_secs(60);

/// The button waits as long as the back end said, then may be used again.
pub(super) fn wait(w: Widget) {
    let Some(Some(until)) = w.read(|state| state.flow.wait_until) else {
        return;
    };
    say_when(w);
    let left = (until - js_sys::Date::now()).max(0.0);
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "`as` saturates, which is what is wanted"
    )]
    let left = Duration::from_millis(left as u64);
    countdown(
        w,
        left,
        Rc::new(move |state| state.flow.wait_until == Some(until)),
        Key::ButtonMinute,
        Box::new(|state| {
            state.flow.wait_until = None;
            Key::ButtonReady
        }),
    );
}

/// A time that is awaited: announced one minute before it comes and when it does, unless it is no longer wanted by
/// then.
pub(super) fn countdown(
    w: Widget,
    left: Duration,
    is_wanted: Rc<dyn Fn(&State) -> bool>,
    minute: Key,
    end: Box<dyn FnOnce(&mut State) -> Key>,
) {
    let say = move |is_wanted: Rc<dyn Fn(&State) -> bool>,
                    key: Box<dyn FnOnce(&mut State) -> Key>| {
        w.change(|state| {
            if is_wanted(state) {
                let key = key(state);
                let words = state.texts.get(key);
                state.announce(words);
            }
        });
    };
    if let Some(before) = left.checked_sub(MINUTE).filter(|before| !before.is_zero()) {
        let is_wanted = is_wanted.clone();
        w.later(before, move || say(is_wanted, Box::new(move |_| minute)));
    }
    w.later(left, move || say(is_wanted, end));
}

/// Says when the button can be pressed again.
pub(super) fn say_when(w: Widget) {
    w.announce(|state| {
        let until = state.flow.wait_until.unwrap_or_default();
        state
            .texts
            .fill(Key::ButtonWaits, &[("time", &state.texts.limit(until))])
    });
}

/// Says, after a while, that it goes on.
pub(super) fn still_working(w: Widget) {
    let sent: Rc<str> = w
        .read(State::reference)
        .flatten()
        .unwrap_or_default()
        .into();
    w.later(STILL_WORKING, move || {
        w.change(|state| {
            if state.is_sending() && state.reference().as_deref() == Some(&*sent) {
                state.slow = true;
                let words = state.texts.get(Key::StillWorking);
                state.announce(words);
            }
        });
    });
}
