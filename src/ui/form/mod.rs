//! The form: whose password, the password fields, the warning, **Change**.

mod drawn;
mod field;
mod help;
mod mailbox;
mod need;
mod rules;
mod status;
mod submit;

use dom::{Element, html};

use crate::{actions, model::Field, state::FormSignals};
pub(super) use field::password_field;
pub(super) use help::{kind_icon, kind_name};
pub(super) use mailbox::mailbox;
pub(super) use need::need;
pub(super) use rules::rules;
pub(super) use submit::submit;

/// A form that is submitted by this program alone. It never navigates, not even by a script's `submit()`.
pub(super) fn form_shell(s: FormSignals) -> Element {
    html::form()
        .claim(&s.cx.drawn(), "form")
        .class("mbp-form")
        .attr("method", "dialog")
        .attr("novalidate", true)
        .attr("aria-busy", move || {
            s.change().get().is_sending().then_some("true")
        })
        .on("submit", move |event| {
            event.prevent_default();
            actions::submit(s);
        })
}

/// The password fields, one below the other; the first one only for one's own mailbox.
pub(super) fn fields(s: FormSignals, has_current: bool) -> Element {
    let current = has_current.then(|| password_field(s, Field::Current, None));
    html::div()
        .claim(&s.cx.drawn(), "fields")
        .class("mbp-fields")
        .children(current)
        .child(password_field(s, Field::New, Some(rules(s))))
        .child(password_field(s, Field::Confirm, None))
}
