use dom::{Element, html};

use super::{
    checklist::list_or_recovery,
    elements::{heading, line, line_or_hidden, notice},
    icon::Icon,
};
use crate::{
    i18n::Key,
    state::{ElementSignals, FormSignals},
    words,
};

/// The password was changed: when, for how long the old one may still work, and then every device.
pub(super) fn changed(s: ElementSignals) -> Element {
    html::section()
        .attr("aria-labelledby", s.cx.id("changed"))
        .child(changed_notice(s.form()))
        .children(list_or_recovery(s))
}

/// That it was changed, whose password, when, and for how long the old one may still work.
pub(super) fn changed_notice(s: FormSignals) -> Element {
    let cx = s.cx;
    let by = move || {
        let change = s.change().get();
        let at = change.changed().at.unwrap_or(change.changed_at);
        words::changed_by(&cx.texts(), &cx.config().mailbox, at)
    };
    let altered = move || words::changed_altered(&cx.texts(), &s.change().get());
    let works_from = move || words::works_from(&cx.texts(), &s.change().get().changed());
    let old_works_until = move || {
        let grace = cx.policy().old_password_grace_seconds;
        words::old_works_until(&cx.texts(), &s.change().get().changed(), grace)
    };
    let content = html::div()
        .child(heading(
            cx,
            "mbp-heading",
            "changed",
            0,
            Key::ChangedHeading,
        ))
        .child(line("mbp-small", by))
        .child(line_or_hidden("mbp-small", altered))
        .child(line_or_hidden("mbp-small", works_from))
        .child(line_or_hidden("mbp-small", old_works_until));
    notice("good", Icon::Ok, content)
}
