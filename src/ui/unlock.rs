use dom::{Claims, Element, html};

use super::{
    elements::{
        bold_part, filled, icon_button, line_or_hidden, line_while, line_with_icon, link, stack,
    },
    icon::{Icon, icon},
    wording::Snapshots,
};
use crate::{
    actions,
    config::{Config, Mode, Side},
    i18n::Key,
    model::{Evidence, quiet_for},
    state::{ElementSignals, MailboxSignals, SessionEnd},
    words,
};

/// Whether the mailbox can be unlocked on this screen.
pub(super) fn can_unlock(config: &Config) -> bool {
    config.side == Side::Administrator && config.unlock_endpoint.is_some()
}

/// What speaks for or against unlocking. Its seconds go on by themselves: it is no live region.
pub(super) fn evidence(
    s: MailboxSignals,
    class: &str,
    is_wanted: impl Fn() -> bool + 'static,
) -> Element {
    let cx = s.cx;
    let words = move || {
        let quiet = quiet_for(&cx.policy());
        let now = s.mailbox().get().now;
        words::evidence_words(&cx.texts(), s.evidence().as_ref(), now, quiet)
    };
    let look = move || match s.evidence() {
        Some(Evidence::Quiet) => (Icon::Ok, Some("good")),
        Some(Evidence::Refused { .. }) => (Icon::Warn, Some("warn")),
        None => (Icon::Info, None),
    };
    html::div()
        .class(class)
        .attr("data-kind", move || look().1)
        .attr("hidden", move || !is_wanted())
        .child(icon(move || look().0))
        .child(html::p().children(bold_part(&Claims::none(), "", words)))
}

/// Whether the way out of a lock is the next step on this screen.
pub(super) fn comes_first(s: ElementSignals) -> bool {
    let config = s.cx.config();
    !s.mailbox().is_lock_over()
        && (config.recovery_url.is_some() || can_unlock(&config) && s.is_safe_to_unlock())
}

/// **Unlock**, filled once it is safe: what must be done before it, what speaks for it, and its outcome.
pub(super) fn unlock(s: ElementSignals) -> Element {
    let (cx, m) = (s.cx, s.mailbox());
    // Where nothing is known, it may be locked.
    let is_unlocked = move || m.mailbox().get().says_unlocked();
    let is_running = move || m.unlock().get().is_running();
    let is_offered =
        move || can_unlock(&cx.config()) && !is_unlocked() && !m.unlock().get().is_done();
    let is_elsewhere = move || !can_unlock(&cx.config()) && !is_unlocked();
    let name = move || {
        cx.text(if is_running() {
            Key::Unlocking
        } else {
            Key::Unlock
        })
    };
    let is_here = move || cx.config().mode == Mode::Recovery;
    let recovery_url = move || cx.config().recovery_url.clone().filter(|_| !is_here());
    let stepwise = link(recovery_url, cx.t(Key::RecoverStepwise))
        .class(filled(move || !s.is_safe_to_unlock()))
        .attr("hidden", move || recovery_url().is_none() || is_unlocked());
    let press = icon_button(Icon::Unlock, name)
        .class(filled(move || s.is_safe_to_unlock()))
        .attr("id", cx.id("unlock"))
        .attr("aria-describedby", cx.id("unlock-words"))
        .attr("aria-disabled", move || is_running().then_some("true"))
        .attr("hidden", move || !is_offered())
        .on("click", move |_| actions::unlock(m));
    let words = html::span()
        .class("mbp-note")
        .attr("id", cx.id("unlock-words"))
        .attr("hidden", move || !is_offered())
        .text(cx.t(Key::Step3));
    let outcome = move || {
        let mode = cx.config().mode;
        let session_end = words::session_end(SessionEnd::Ended, mode, false);
        let unlock = m.unlock().get();
        words::unlock_outcome(
            Snapshots::of(cx).wording(),
            unlock.outcome.as_ref(),
            session_end,
        )
    };
    stack(
        "mbp-stack",
        [
            stack("mbp-actions", [stepwise, press, words]),
            line_while(cx, "mbp-note", Key::UnlockElsewhere, is_elsewhere),
            line_with_icon(Icon::Bad, outcome)
                .attr("id", cx.id("unlock-outcome"))
                .attr("data-kind", move || {
                    m.unlock().get().has_failed().then_some("bad")
                })
                .attr("tabindex", "-1"),
            waiting(m),
        ],
    )
}

/// Until when to wait after unlocking.
pub(super) fn waiting(s: MailboxSignals) -> Element {
    line_or_hidden("mbp-label", move || {
        words::unlock_waiting(&s.cx.texts(), &s.unlock().get())
    })
}
