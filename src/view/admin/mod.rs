//! The administrator's form: a password for somebody's mailbox, and what to hand over with it.

mod changed;
mod form;
mod note;

use super::{
    el::El,
    part::{heading, line, line_if_any, stack, t},
    state::State,
    unknown::unknown,
    unlock::unlock,
    widget::Widget,
};
use crate::i18n::Key;
use changed::changed;
use form::form;
pub(super) use note::as_text;

/// An administrator's screen: the form, or what to do once the password is set.
pub(super) fn admin(w: Widget, content: El) -> El {
    let the_form = move || {
        let heading = heading("mbp-heading", &w.id("heading"), 0, Key::Heading);
        stack("mbp-stack", [heading, form(w)])
    };
    content
        .hold_while(State::is_unknown, move || unknown(w))
        .hold_while(
            |state| state.care.watch.is_shown() && !state.is_changed(),
            move || locked(w),
        )
        .hold_while(|state| !state.is_changed(), the_form)
        .hold_while(State::is_changed, move || changed(w))
}

/// Then the words on the lock are no longer true.
fn is_over(state: &State) -> bool {
    state.care.watch.is_over()
}

/// That it is not locked any more, unless what came of unlocking it here says so.
fn open(state: &State) -> String {
    let watch = &state.care.watch;
    let is_said = watch.unlock.is_some();
    state.say_if(watch.says_open() && !is_said, Key::NotLocked)
}

/// Beside the form: it is locked, which a new password does not mend.
fn locked(w: Widget) -> El {
    section(w, "locked")
        .hold(
            heading("mbp-notice-heading", &w.id("locked"), 1, Key::LockedHeading)
                .hidden_while(is_over),
        )
        .hold(line("", t(Key::AdminLocked)).hidden_while(is_over))
        .hold(line_if_any("", open))
        .hold(unlock(w))
}

/// A section on a lock, called by its heading while that is true.
fn section(w: Widget, heading: &str) -> El {
    let name = w.id(heading);
    super::el::el("section", "mbp-notice mbp-warn").follow("aria-labelledby", move |state| {
        if is_over(state) {
            String::new()
        } else {
            name.clone()
        }
    })
}
