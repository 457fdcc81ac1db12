use dom::{Element, html};

use super::{
    elements::{choice, line, line_or_hidden, lines, stack},
    wording::Snapshots,
};
use crate::{
    i18n::Key,
    state::{Context, MailboxSignals},
    words,
};

/// What to do before the change so that the mailbox does not lock, and what would happen otherwise.
///
/// It is advice: nothing waits for it, and its ticks are gone with the form.
pub(super) fn prepare(s: MailboxSignals) -> Element {
    let cx = s.cx;
    let steps = [Key::Prepare1, Key::Prepare2, Key::Prepare3].map(|key| tick(cx, key));
    let devices = line_or_hidden("mbp-note", move || {
        let devices = s.devices().get();
        words::listed_devices(&cx.texts(), devices.as_deref().unwrap_or_default())
    });
    let consequences = lines(html::ul().class("mbp-links"), html::li, move || {
        words::consequences(Snapshots::of(cx).wording())
    });
    let left_behind = [line("mbp-label", cx.t(Key::LeftBehind)), consequences];
    stack("mbp-stack", steps)
        .child(devices)
        .child(stack("mbp-stack", left_behind))
}

fn tick(cx: Context, key: Key) -> Element {
    let input = html::input().attr("type", "checkbox").attr("form", "");
    choice(input, cx.t(key))
}
