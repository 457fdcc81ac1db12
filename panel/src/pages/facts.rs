//! Facts beside a page: when a password was set, and how far the devices are. Each has the same rows at any time, so
//! that nothing moves when they are brought up to date.

use maud::{Markup, html};

use super::evidence::{lock_sentence, locked_by, logs};
use super::mailbox_state::{MailboxState, end_of_lock, instant, time};
use super::url::recovery_path;
use crate::ledger::AuditEntry;

/// For the mailbox's user.
pub(super) fn user_facts(state: &MailboxState) -> Markup {
    html! {
        section.panel-card #facts data-live {
            h2.panel-h2 { "Your mailbox" }
            dl.panel-facts {
                (password_set(state, &html! {}))
                @if let Some(at) = state.expires_at { (fact("Password expires", &time(at))) }
                (fact("Devices seen", &devices_seen(state)))
                @if let Some(words) = lock_sentence(state) { (fact("What locked it", &words)) }
            }
        }
    }
}

/// For its administrator.
pub(super) fn administrator_facts(state: &MailboxState, audit: &[AuditEntry]) -> Markup {
    html! {
        section.panel-card #facts data-live data-ages[state.silence.is_some()] {
            h2.panel-h2 { "This mailbox" }
            dl.panel-facts {
                (fact("Lock", &lock(state)))
                @if let Some(lock) = &state.lock { (fact("Locked by", &locked_by(lock))) }
                (password_set(state, &set_by(state, audit)))
                @if let Some(at) = state.expires_at { (fact("Password expires", &time(at))) }
                (fact("Last refused sign-in", &last_refused(state)))
                @if let Some(logs) = logs(state) { (fact("Mail servers’ logs", &logs)) }
                (fact("Devices seen", &devices_seen(state)))
                @if let Some(unfinished) = state.unfinished() {
                    (fact("Not yet signed in with the new password", &html! {
                        @if unfinished.is_empty() { "none" }
                        @for (index, device) in unfinished.iter().enumerate() {
                            @if index > 0 { ", " }
                            (device.name)
                        }
                    }))
                }
            }
        }
    }
}

fn devices_seen(state: &MailboxState) -> Markup {
    html! {
        @if state.evidence_missing { (state.device_count()) } @else { (state.devices.len()) }
    }
}

/// Beside an administrator's page: what to do about a lock. On the page of `is_own` there is no form.
pub(super) fn lock_help(state: &MailboxState, mailbox: &str, is_own: bool) -> Markup {
    html! {
        section.panel-card #lock-help data-live {
            h2.panel-h2 { "Locked?" }
            p.panel-small.panel-muted {
                @if state.locked.is_some() {
                    "This mailbox is locked. Unlock it only after its password is off every device."
                } @else if is_own {
                    "This mailbox is not locked. If it locks, you unlock it at the third of the five steps."
                } @else {
                    "This mailbox is not locked. If it locks, you unlock it here."
                }
            }
            p { a.panel-link href=(recovery_path(mailbox)) { "The five steps" } }
        }
    }
}

fn fact(name: &str, value: &Markup) -> Markup {
    html! {
        div {
            dt { (name) }
            dd { (value) }
        }
    }
}

fn password_set(state: &MailboxState, who: &Markup) -> Markup {
    let value = html! {
        @match state.password_set_at {
            Some(at) => { (time(at)) (who) },
            None => "not known",
        }
    };
    fact("Password last set", &value)
}

/// By whom, if the trail still holds it.
fn set_by(state: &MailboxState, audit: &[AuditEntry]) -> Markup {
    let set = audit
        .iter()
        .find(|entry| matches!(entry.event.as_str(), "changed" | "reset"))
        .filter(|entry| state.password_set_at.is_some_and(|at| at <= entry.at));
    html! {
        @match set.map(|entry| entry.event.as_str()) {
            Some("changed") => ", by the user",
            Some(_) => ", by an administrator",
            None => {},
        }
    }
}

fn lock(state: &MailboxState) -> Markup {
    html! {
        @match state.locked {
            Some(Some(until)) => { "Locked until " (end_of_lock(until)) },
            Some(None) => "Locked until you unlock it",
            None => "Not locked",
        }
    }
}

fn last_refused(state: &MailboxState) -> Markup {
    html! {
        @match &state.last_refused {
            Some(refused) => {
                (refused.client)
                @if let Some(at) = instant(&refused.at) {
                    @if !refused.client.is_empty() { ", " }
                    (time(at))
                }
            }
            None => "none",
        }
    }
}
