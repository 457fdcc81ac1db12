//! The form: whose password, the password fields, the warning, **Change**.

mod field;
mod mailbox;
mod rules;
mod submit;
mod summary;

use dom::{Element, html};

use super::warning::warning;
use crate::{
    actions,
    i18n::Key,
    model::Field,
    state::{Context, FormSignals},
};
pub(super) use field::password_field;
pub(super) use mailbox::mailbox;
pub(super) use rules::{advice, rules};
pub(super) use submit::submit;
pub(super) use summary::summary;

/// The form for one's own password.
///
/// It stays, visible and usable, in every outcome but *changed*; then it leaves as a whole. That is what password
/// managers go by.
pub(super) fn own_form(s: FormSignals) -> Element {
    form_shell(s)
        .child(
            html::p()
                .claim(&s.cx.drawn(), "need")
                .class("mbp-note")
                .text(s.cx.t(Key::Need)),
        )
        .child(summary(s))
        .child(mailbox(s.cx))
        .child(password_field(s, Field::Current, vec![]))
        .child(new_password(s))
        .child(advice(s))
        .child(password_field(s, Field::Confirm, vec![]))
        .child(warning(s.cx, "warning"))
        .child(submit(s))
}

/// A form that is submitted by this program alone and never navigates.
pub(super) fn form_shell(s: FormSignals) -> Element {
    html::form()
        .claim(&s.cx.drawn(), "form")
        .class("mbp-form")
        .attr("method", "post")
        .attr("novalidate", true)
        .attr("aria-busy", move || {
            s.change.get().is_sending().then_some("true")
        })
        .on("pointerdown", move |_| actions::pointer(s, true))
        .on("submit", move |event| {
            event.prevent_default();
            actions::submit(s);
        })
}

/// The field for the new password, with what the back end asks of it.
pub(super) fn new_password(s: FormSignals) -> Element {
    let hints = vec![hint(s.cx), rules(s)];
    password_field(s, Field::New, hints)
}

fn hint(cx: Context) -> Element {
    html::p()
        .claim(&cx.drawn(), "hint")
        .class("mbp-hint")
        .attr("id", cx.id("new-hint"))
        .text(cx.t(Key::TypeEverywhere))
}
