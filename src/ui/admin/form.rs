use dom::{Element, html};

use super::{generator::generator, options::options};
use crate::{
    actions,
    i18n::Key,
    model::Field,
    state::{Context, ElementSignals},
    ui::{
        elements::line_or_hidden,
        form::{advice, form_shell, mailbox, new_password, password_field, submit, summary},
        wording::Snapshots,
    },
    words,
};

/// The form: *User Name*, under it *Password* and *Confirm*, **Generate** beside them, and **Save**.
pub(super) fn form(s: ElementSignals) -> Element {
    form_shell(s.form)
        .attr("autocomplete", "off")
        .on("pointerenter", move |_| {
            actions::load_words(s.administrator);
        })
        .on("focusin", move |_| actions::load_words(s.administrator))
        .child(summary(s.form))
        .child(mailbox(s.cx))
        .child(line_or_hidden("mbp-notice mbp-warn", move || {
            let mailbox = s.mailbox.mailbox.get();
            words::recent_change(Snapshots::of(s.cx).wording(), &mailbox)
        }))
        .child(new_password(s.form))
        .child(advice(s.form))
        .child(password_field(s.form, Field::Confirm, vec![]))
        .child(generator(s.administrator))
        .child(options(s.form))
        .child(warning(s.cx, "warning"))
        .child(submit(s.form))
}

/// The administrator's warning, before **Save** and after it.
pub(super) fn warning(cx: Context, id: &str) -> Element {
    html::p()
        .claim(&cx.drawn(), id)
        .class("mbp-warning")
        .attr("id", cx.id(id))
        .text(move || {
            let snapshots = Snapshots::of(cx);
            words::statement_or(
                snapshots.wording(),
                Key::AdminWarning,
                Key::AdminWarningNoLock,
            )
        })
}
