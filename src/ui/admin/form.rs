use dom::Element;

use super::{generator::generator, options::options};
use crate::{
    actions,
    state::ElementSignals,
    ui::{
        form::{fields, form_shell, mailbox, submit},
        warning::warning,
    },
    words,
};

/// The form: *User Name*, under it *Password* and *Confirm*, **Generate** beside them, and **Save**.
pub(super) fn form(s: ElementSignals) -> Element {
    form_shell(s.form())
        .attr("autocomplete", "off")
        .on("pointerenter", move |_| {
            actions::load_words(s.administrator());
        })
        .on("focusin", move |_| actions::load_words(s.administrator()))
        .child(mailbox(s.cx, move || is_locked(s)))
        .child(fields(s.form(), false))
        .child(generator(s))
        .child(options(s.form()))
        .child(warning(s.cx, move |wording| {
            let must_choose = s.form().form().get().options.must_change;
            words::admin_warning(wording, false, is_locked(s), must_choose)
        }))
        .child(submit(s.form(), move || {
            !s.mailbox().is_lock_over() || s.form().needs_generated()
        }))
}

fn is_locked(s: ElementSignals) -> bool {
    s.mailbox().mailbox().get().says_locked() && !s.mailbox().unlock().get().is_done()
}
