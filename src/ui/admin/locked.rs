use dom::{Element, html};

use crate::{
    i18n::Key,
    state::{ElementSignals, MailboxSignals},
    ui::{
        elements::{heading, line, line_while},
        icon::{Icon, icon},
        unlock::{evidence, unlock},
    },
};

/// Below the form: the mailbox is locked, which a new password does not change.
pub(super) fn locked(s: ElementSignals) -> Element {
    let m = s.mailbox();
    let is_over = move || m.is_lock_over();
    let words = html::div()
        .child(
            heading(s.cx, "mbp-heading", "locked", 0, Key::LockedHeading).attr("hidden", is_over),
        )
        .child(line("", s.cx.t(Key::AdminLocked)).attr("hidden", is_over));
    lock_section(s, "locked", words)
}

/// After the change: the mailbox is still locked.
pub(super) fn still_locked(s: ElementSignals) -> Element {
    let m = s.mailbox();
    let words = html::div().child(
        line("mbp-heading", s.cx.t(Key::StillLocked))
            .attr("id", s.cx.id("still-locked"))
            .attr("hidden", move || m.is_lock_over()),
    );
    lock_section(s, "still-locked", words)
}

/// That it is not locked any more, unless the outcome of unlocking it here says so.
fn not_locked(s: MailboxSignals) -> Element {
    line_while(s.cx, "", Key::NotLocked, move || {
        s.mailbox().get().says_unlocked() && s.unlock().get().outcome.is_none()
    })
}

/// A notice on a lock with the way out of it, labelled by its heading while that holds.
fn lock_section(s: ElementSignals, heading: &str, words: Element) -> Element {
    let m = s.mailbox();
    let label = s.cx.id(heading);
    let content = words
        .child(not_locked(m))
        // It is read before **Unlock**, and has its room as long as the mailbox is locked.
        .child(evidence(m, "mbp-small mbp-evidence", move || {
            !m.is_lock_over()
        }))
        .child(unlock(s));
    let is_over = move || m.is_lock_over();
    html::section()
        .class("mbp-notice")
        .attr("data-kind", move || if is_over() { "good" } else { "bad" })
        .attr("aria-labelledby", move || {
            (!is_over()).then(|| label.clone())
        })
        .child(icon(move || if is_over() { Icon::Ok } else { Icon::Lock }))
        .child(content.class("mbp-stack"))
}
