//! The recovery of a locked mailbox: five steps, each with whose turn it is and what proves it done.

mod device;
mod share;
mod step;

use super::{
    action,
    el::{El, el},
    part::{button, heading, line, line_if_any, stack, t},
    state::State,
    widget::Widget,
};
use crate::{config::Mode, flow::Step, i18n::Key};
pub(super) use device::device_name;
pub(super) use share::as_text;
use share::share;
use step::step;

/// The recovery: on its own, or beside the form that found the mailbox locked.
pub(super) fn recovery(w: Widget, content: El) -> El {
    let is_own = w.read(|state| state.config.mode == Mode::Recovery) == Some(true);
    let below = u32::from(!is_own);
    let guide = |state: &State| {
        let config = &state.config;
        let asks = [
            &config.policy_endpoint,
            &config.status_endpoint,
            &config.devices_endpoint,
            &config.unlock_endpoint,
        ];
        let is_guide = asks.into_iter().all(Option::is_none);
        state.say_if(is_guide, Key::GuideOnly)
    };
    let lock = |state: &State| {
        let watch = &state.care.watch;
        let key = if watch.is_locked {
            Key::LockedHeading
        } else {
            Key::NotLocked
        };
        state.say_if(watch.is_known, key)
    };
    let recovered = el("section", "mbp-notice mbp-good").hold(
        line("mbp-notice-heading", t(Key::RecoveryDone))
            .set("id", &w.id("recovered"))
            .set("tabindex", "-1"),
    );
    let not_kept = |state: &State| state.say_if(state.care.not_kept, Key::NotStored);
    let steps = el("ol", "mbp-recovery-steps").hold_all(Step::ALL.map(|each| step(w, each, below)));
    content.hold(
        el("section", "mbp-stack mbp-prints")
            .set("aria-labelledby", &w.id("recovery"))
            .hold(heading(
                "mbp-heading",
                &w.id("recovery"),
                below,
                Key::RecoverHeading,
            ))
            .hold(line_if_any("mbp-strong", |state| {
                state.config.mailbox.clone()
            }))
            .hold(line("mbp-warning", t(Key::RecoveryLead)))
            .hold(line_if_any("mbp-note", guide))
            .hold(line_if_any("mbp-strong", lock))
            .hold(steps)
            .hold(recovered.hidden_while(|state| state.care.recovery.next().is_some()))
            .hold(share(w))
            .hold(line_if_any("mbp-note mbp-warn", not_kept))
            .hold(stack(
                "mbp-no-print",
                [button("mbp-link", t(Key::BeginAnew)).on("click", move |_| {
                    action::begin_anew(w);
                })],
            )),
    )
}

/// The part of a step's id after the prefix.
pub(super) const fn part(step: Step) -> &'static str {
    match step {
        Step::Gather => "step-1",
        Step::Remove => "step-2",
        Step::Unlock => "step-3",
        Step::Prove => "step-4",
        Step::Enter => "step-5",
    }
}
