//! The recovery of a locked mailbox: a track of two lanes, and five steps, each with whose turn it is.

mod device;
mod share;
mod step;
mod track;

use std::time::Duration;

use dom::{Element, html};

use super::{
    ask_to_unlock::ask_to_unlock,
    elements::{heading_with, line, line_while},
    icon::{Icon, fixed_icon},
    unlock::evidence,
};
use crate::{
    config::Side,
    i18n::Key,
    model::Step,
    state::{ElementSignals, LocalSignal},
};
use share::share;
use step::step;
use track::{is_needed, is_recovered, track};

/// The recovery: on its own, or in place of what the lock interrupted.
pub(super) fn recovery(s: ElementSignals) -> Element {
    let cx = s.cx;
    let is_users = move || cx.config().side == Side::User;
    let steps = html::ol()
        .class("mbp-recovery")
        .children(Step::ALL.map(|each| step(s, each)));
    let recovered = line("mbp-label", cx.t(Key::RecoveryDone))
        .attr("id", cx.id("recovered"))
        .attr("tabindex", "-1");
    let recovered = html::div()
        .class("mbp-notice")
        .attr("data-kind", "good")
        .attr("hidden", move || !is_recovered(s.recovery()))
        .child(fixed_icon(Icon::Ok))
        .child(recovered);
    let lock = move || *s.form().lock().get();
    let ends = html::div()
        .class("mbp-note")
        .attr("hidden", move || !is_users() || lock().is_none())
        .child(ask_to_unlock(cx, lock))
        .child(line_while(cx, "", Key::FinishBefore, move || {
            let is_off = s
                .recovery()
                .recovery()
                .get()
                .recovery
                .done(Step::Remove)
                .is_some();
            !is_off && lock().is_some_and(|lock| !lock.is_over)
        }));
    // What comes and goes with the back end's answers takes the place of the lead, so that it moves nothing.
    let has_evidence = move || is_users() && s.mailbox().evidence().is_some();
    // Both texts take as many lines, so that nothing moves when one replaces the other.
    let words = move || {
        cx.text(if is_needed(s) {
            Key::RecoveryLead
        } else {
            Key::RecoveryLeadOpen
        })
    };
    let lead = html::div()
        .class("mbp-either")
        .child(
            html::p()
                .class(move || if has_evidence() { "mbp-blank" } else { "" })
                .text(words),
        )
        .child(evidence(s.mailbox(), "mbp-evidence", has_evidence));
    let rest = html::div()
        .class("mbp-stack")
        .attr("hidden", is_early(s))
        .child(lead)
        .child(track(s))
        .child(steps)
        .child(recovered)
        .child(ends)
        .child(line_while(cx, "mbp-note", Key::NotStored, move || {
            s.recovery().recovery().get().is_not_kept
        }))
        .child(share(s));
    html::section()
        .claim(&cx.drawn(), "stack")
        .class("mbp-stack mbp-prints")
        .attr("aria-labelledby", cx.id("recovery"))
        .child(top(s))
        .child(rest)
}

/// How long the rest waits for what the back end knows.
const PATIENCE: Duration = Duration::from_secs(3);

/// Whether the devices or the status may still come, which would push down what is below them.
fn is_early(s: ElementSignals) -> impl Fn() -> bool {
    let is_late = LocalSignal::new(false);
    s.cx.after(PATIENCE, Box::new(move || is_late.set(true)));
    move || {
        let config = s.cx.config();
        let has_devices =
            config.devices_endpoint.is_none() || s.mailbox().devices().get().is_some();
        let has_status = config.status_endpoint.is_none() || s.mailbox().mailbox().get().is_known;
        !(*is_late.get() || has_devices && has_status)
    }
}

/// Whether it is locked, and which mailbox this is about.
fn top(s: ElementSignals) -> Element {
    let cx = s.cx;
    let is_locked = move || {
        let says_locked =
            s.mailbox().mailbox().get().says_locked() || s.form().lock().get().is_some();
        says_locked && !s.mailbox().unlock().get().is_done()
    };
    let words = move || {
        let mailbox = s.mailbox().mailbox().get();
        cx.text(if is_locked() {
            Key::LockedHeading
        } else if mailbox.says_unlocked() {
            Key::NotLocked
        } else if s.mailbox().unlock().get().is_done() {
            Key::RecoveryUnlocked
        } else {
            Key::RecoverHeading
        })
    };
    let mailbox = html::div()
        .class("mbp-who")
        .attr("hidden", move || cx.config().mailbox.is_empty())
        .child(fixed_icon(Icon::Mail))
        .child(html::span().text(move || cx.config().mailbox.clone()));
    html::div()
        .claim(&cx.drawn(), "top")
        .class("mbp-recovery-top")
        .child(heading_with(cx, "mbp-heading", "recovery", 0, words))
        .child(fixed_icon(Icon::Lock).attr("hidden", move || !is_locked()))
        .child(mailbox)
}
