use dom::Element;

use super::elements::line_with_help;
use crate::{model::Lock, state::Context, words};

/// Until when the mailbox is locked and whom to ask: one message, with the way to reach them where the language puts
/// it.
pub(super) fn ask_to_unlock(
    cx: Context,
    lock: impl Fn() -> Option<Lock> + Copy + 'static,
) -> Element {
    line_with_help(cx, "", move || {
        words::lock_end(&cx.texts(), lock(), cx.config().help.as_ref())
    })
}
