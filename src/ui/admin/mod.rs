//! The administrator's screen: a password for somebody's mailbox, and what to hand over with it.

mod changed;
mod form;
mod generator;
mod locked;
mod note;
mod options;

use dom::{Element, Region, html, show};

use super::{
    elements::{action, heading, line},
    unknown::unknown,
};
use crate::{
    actions,
    i18n::Key,
    model::{CheckState, WorkingPassword},
    state::{ChangeState, ElementSignals},
};
use changed::changed;
use form::form;
use locked::locked;

/// The form, or what to do once the password is set.
pub(super) fn admin(s: ElementSignals) -> Vec<Region> {
    let is_changed = move || s.form().change().get().is_changed();
    vec![
        show(
            move || s.form().change().get().is_unknown(),
            move || unknown(s.form(), move || Some(set_another(s))),
        ),
        show(
            move || !is_changed(),
            move || {
                let heading = heading(s.cx, "mbp-heading", "heading", 0, Key::Heading);
                html::div()
                    .claim(&s.cx.drawn(), "stack")
                    .class("mbp-stack")
                    .child(heading)
                    .child(form(s))
            },
        ),
        // Below the form: it comes and goes with the back end's answers, and moves nothing there.
        show(
            move || s.mailbox().has_lock_news() && !is_changed(),
            move || locked(s),
        ),
        show(is_changed, move || changed(s)),
    ]
}

/// When an unknown outcome cannot be found out: another password, which is then the one to hand over.
fn set_another(s: ElementSignals) -> Element {
    let press = action(s.cx, "mbp-button", Key::SetAnother, move || {
        actions::begin_again(s);
        s.cx.focus("new");
    });
    html::div()
        .class("mbp-stack")
        .attr("hidden", move || !is_stuck(&s.form().change().get()))
        .child(line("", s.cx.t(Key::SetAnotherWords)))
        .child(press)
}

fn is_stuck(change: &ChangeState) -> bool {
    change.unknown().is_some_and(|unknown| {
        let is_refused = matches!(
            unknown.check,
            Some(CheckState::Said(WorkingPassword::Neither, _))
        );
        is_refused || !unknown.in_form || change.is_altered
    })
}
