use dom::{Element, html};

use crate::{
    config::Config,
    model::{Side, Step},
    state::{ElementSignals, RecoverySignals},
    ui::icon::{Icon, fixed_icon},
    words,
};

/// The five steps on two lanes: who does what, and how far it has come. The list below says the same in words.
pub(super) fn track(all: ElementSignals) -> Element {
    let s = all.recovery();
    let lane = |side: Side, icon: Icon| {
        let name = move || words::side(&s.cx.texts(), s.cx.config().side, side);
        html::span()
            .class("mbp-lane")
            .attr("data-turn", move || {
                is_needed(all)
                    && next(s).is_some_and(|next| s.recovery().get().recovery.side(next) == side)
            })
            .child(fixed_icon(icon))
            .child(html::span().text(name))
    };
    html::div()
        .class("mbp-lanes")
        .attr("aria-hidden", "true")
        .child(lane(Side::User, Icon::User))
        .child(lane(Side::Administrator, Icon::Key))
        .children(Step::ALL.map(|step| {
            html::span()
                .class("mbp-stop")
                .attr("data-state", move || state(s, step))
                .child(number(s, step).class("mbp-stop-number"))
        }))
}

/// The number of a step, or the sign that it is done. It is for the eye alone.
pub(super) fn number(s: RecoverySignals, step: Step) -> Element {
    let is_done = move || state(s, step) == "done";
    html::span()
        .attr("aria-hidden", "true")
        .child(fixed_icon(Icon::Check).attr("hidden", move || !is_done()))
        .child(
            html::span()
                .attr("hidden", is_done)
                .text(step.number().to_string()),
        )
}

/// How far a step is: `done`, `now` or `open`.
pub(super) fn state(s: RecoverySignals, step: Step) -> &'static str {
    if next(s) == Some(step) {
        "now"
    } else if is_guide(&s.cx.config()) || s.recovery().get().recovery.done(step).is_none() {
        "open"
    } else {
        "done"
    }
}

/// The step to do now; none in the guide, which knows nothing.
pub(super) fn next(s: RecoverySignals) -> Option<Step> {
    if is_guide(&s.cx.config()) {
        return None;
    }
    s.recovery().get().recovery.next()
}

/// Whether somebody has to do something: not once all is done, nor while nothing was reported and the mailbox has not
/// been locked.
pub(super) fn is_needed(s: ElementSignals) -> bool {
    let recovery = s.recovery().recovery().get();
    let recovery = &recovery.recovery;
    let mailbox = s.mailbox().mailbox().get();
    let never_locked =
        mailbox.says_unlocked() && !mailbox.was_locked && s.form().lock().get().is_none();
    recovery.next().is_some() && !(never_locked && recovery.last_done().is_none())
}

/// Whether all five steps are done.
pub(super) fn is_recovered(s: RecoverySignals) -> bool {
    !is_guide(&s.cx.config()) && s.recovery().get().recovery.next().is_none()
}

/// Whether there is nothing to query or to tick off: all five steps are read at once.
pub(super) fn is_guide(config: &Config) -> bool {
    let endpoints = [
        &config.policy_endpoint,
        &config.status_endpoint,
        &config.devices_endpoint,
        &config.unlock_endpoint,
    ];
    config.devices.is_empty() && endpoints.into_iter().all(Option::is_none)
}
