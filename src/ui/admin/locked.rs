use dom::{Element, html};

use crate::{
    i18n::Key,
    state::MailboxSignals,
    ui::{
        elements::{heading, line, line_while, notice},
        icon::Icon,
        unlock::unlock,
    },
};

/// Beside the form: the mailbox is locked, which a new password does not change.
pub(super) fn locked(s: MailboxSignals) -> Element {
    let is_over = move || s.is_lock_over();
    let content = html::div()
        .child(
            heading(s.cx, "mbp-heading", "locked", 1, Key::LockedHeading).attr("hidden", is_over),
        )
        .child(line("", s.cx.t(Key::AdminLocked)).attr("hidden", is_over))
        .child(not_locked(s))
        .child(unlock(s));
    lock_section(s, "locked", content)
}

/// After the change: the mailbox is still locked.
pub(super) fn still_locked(s: MailboxSignals) -> Element {
    let content = html::div()
        .child(
            line("mbp-heading", s.cx.t(Key::StillLocked))
                .attr("id", s.cx.id("still-locked"))
                .attr("hidden", move || s.is_lock_over()),
        )
        .child(not_locked(s))
        .child(unlock(s));
    lock_section(s, "still-locked", content)
}

/// That it is not locked any more, unless the outcome of unlocking it here says so.
fn not_locked(s: MailboxSignals) -> Element {
    line_while(s.cx, "", Key::NotLocked, move || {
        s.mailbox.get().says_unlocked() && s.unlock.get().outcome.is_none()
    })
}

/// A section on a lock, labelled by its heading while that holds.
fn lock_section(s: MailboxSignals, heading: &str, content: Element) -> Element {
    let label = s.cx.id(heading);
    notice("bad", Icon::Lock, content).attr("aria-labelledby", move || {
        (!s.is_lock_over()).then(|| label.clone())
    })
}
