use dom::{Element, html};

use super::elements::link;
use crate::{
    model::Lock,
    state::Context,
    words::{around_help, lock_end},
};

/// Until when the mailbox is locked and whom to ask: one message, with the way to reach them where the language puts
/// it.
pub(super) fn ask_to_unlock(
    cx: Context,
    lock: impl Fn() -> Option<Lock> + Copy + 'static,
) -> Element {
    let half = move |is_after: bool| {
        move || {
            let words = lock_end(&cx.texts(), lock(), cx.config().help.is_some());
            let (before, after) = around_help(&words);
            if is_after { after } else { before }.to_owned()
        }
    };
    let help = move || cx.config().help.clone();
    html::p()
        .child(html::span().text(half(false)))
        .child(link(
            move || help()?.href,
            move || help().map(|help| help.text).unwrap_or_default(),
        ))
        .child(html::span().text(half(true)))
}
