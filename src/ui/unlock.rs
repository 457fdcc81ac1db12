use dom::{Element, html};

use super::{
    ask_to_unlock::ask_to_unlock,
    elements::{button, line_or_hidden, line_while, link, stack},
    wording::Snapshots,
};
use crate::{
    actions,
    config::{Config, Mode, Side},
    i18n::Key,
    state::{MailboxSignals, SessionEnd},
    words,
};

/// Whether this screen is an administrator's.
fn is_administrators(config: &Config) -> bool {
    config.mode == Mode::Administrator || config.side == Side::Administrator
}

/// Whether the mailbox can be unlocked on this screen.
pub(super) fn can_unlock(config: &Config) -> bool {
    is_administrators(config) && config.unlock_endpoint.is_some()
}

/// **Unlock**: what must be done before it, what speaks for it, and its outcome.
pub(super) fn unlock(s: MailboxSignals) -> Element {
    let cx = s.cx;
    // Where nothing is known, it may be locked.
    let is_unlocked = move || s.mailbox.get().says_unlocked();
    let is_running = move || s.unlock.get().is_running();
    let is_offered =
        move || can_unlock(&cx.config()) && !is_unlocked() && !s.unlock.get().is_done();
    let is_elsewhere = move || {
        let config = cx.config();
        is_administrators(&config) && !can_unlock(&config) && !is_unlocked()
    };
    let words_before = html::p()
        .attr("id", cx.id("unlock-words"))
        .attr("hidden", move || !is_offered())
        .text(cx.t(Key::UnlockWords));
    let name = move || {
        cx.text(if is_running() {
            Key::Unlocking
        } else {
            Key::Unlock
        })
    };
    let press = button("mbp-primary", name)
        .attr("id", cx.id("unlock"))
        .attr("aria-describedby", cx.id("unlock-words"))
        .attr("aria-disabled", move || is_running().then_some("true"))
        .attr("hidden", move || !is_offered())
        .on("click", move |_| actions::unlock(s));
    let outcome = move || {
        let mode = cx.config().mode;
        let session_end = words::session_end(SessionEnd::Ended, mode, false);
        let unlock = s.unlock.get();
        words::unlock_outcome(
            Snapshots::of(cx).wording(),
            unlock.outcome.as_ref(),
            session_end,
        )
    };
    let recovery_url = move || cx.config().recovery_url.clone();
    let stepwise = link(recovery_url, cx.t(Key::RecoverStepwise)).attr("hidden", move || {
        recovery_url().is_none() || cx.config().mode != Mode::Administrator
    });
    stack(
        "mbp-stack",
        [
            words_before,
            line_or_hidden("mbp-strong", move || {
                words::evidence_words(&cx.texts(), &s.mailbox.get())
            }),
            line_while(cx, "", Key::UnlockElsewhere, is_elsewhere),
            html::div()
                .attr("hidden", move || {
                    is_administrators(&cx.config()) || is_unlocked()
                })
                .child(ask_to_unlock(cx)),
            press,
            line_or_hidden("", outcome)
                .attr("id", cx.id("unlock-outcome"))
                .attr("tabindex", "-1"),
            line_or_hidden("mbp-strong", move || {
                words::unlock_waiting(&cx.texts(), &s.unlock.get())
            }),
            stepwise,
        ],
    )
}
