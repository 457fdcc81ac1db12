//! The recovery of a locked mailbox: five steps, each with whose turn it is and what proves it done.

mod device;
mod share;
mod step;

use dom::{Element, html};

use super::elements::{action, heading, line, line_of_key, line_or_hidden, line_while, stack};
use crate::{
    actions,
    config::{Config, Mode},
    i18n::Key,
    model::Step,
    state::ElementSignals,
};
use share::share;
use step::step;

/// The recovery: on its own, or beside the form that found the mailbox locked.
pub(super) fn recovery(s: ElementSignals) -> Element {
    let cx = s.cx;
    let below = u32::from(cx.mode() != Mode::Recovery);
    let lock = move || {
        let mailbox = s.mailbox.mailbox.get();
        let key = if mailbox.is_locked {
            Key::LockedHeading
        } else {
            Key::NotLocked
        };
        mailbox.is_known.then_some(key)
    };
    let recovered = line("mbp-notice-heading", cx.t(Key::RecoveryDone))
        .attr("id", cx.id("recovered"))
        .attr("tabindex", "-1");
    let recovered = html::section()
        .class("mbp-notice mbp-good")
        .attr("hidden", move || {
            s.recovery.recovery.get().recovery.next().is_some()
        })
        .child(recovered);
    let steps = html::ol()
        .class("mbp-recovery-steps")
        .children(Step::ALL.map(|each| step(s, each, below)));
    let start_over = action(cx, "mbp-link", Key::BeginAnew, move || {
        actions::start_over(s);
    });
    html::section()
        .claim(&cx.drawn(), "stack")
        .class("mbp-stack mbp-prints")
        .attr("aria-labelledby", cx.id("recovery"))
        .child(heading(
            cx,
            "mbp-heading",
            "recovery",
            below,
            Key::RecoverHeading,
        ))
        .child(line_or_hidden("mbp-strong", move || {
            cx.config().mailbox.clone()
        }))
        .child(
            html::p()
                .claim(&cx.drawn(), "recovery-lead")
                .class("mbp-warning")
                .text(cx.t(Key::RecoveryLead)),
        )
        .child(line_while(cx, "mbp-note", Key::GuideOnly, move || {
            is_guide(&cx.config())
        }))
        .child(line_of_key(cx, "mbp-strong", lock))
        .child(steps)
        .child(recovered)
        .child(share(s.recovery))
        .child(line_while(
            cx,
            "mbp-note mbp-warn",
            Key::NotStored,
            move || s.recovery.recovery.get().is_not_kept,
        ))
        .child(stack("mbp-no-print", [start_over]))
}

/// Whether nothing is queried or sent from here.
fn is_guide(config: &Config) -> bool {
    let endpoints = [
        &config.policy_endpoint,
        &config.status_endpoint,
        &config.devices_endpoint,
        &config.unlock_endpoint,
    ];
    endpoints.into_iter().all(Option::is_none)
}
