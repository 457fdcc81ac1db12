//! What the mail servers' logs say, in words.

use maud::{Markup, html};

use super::mailbox_state::{MailboxState, time, time_first};
use crate::evidence::{Lock, SourceHealth};

/// Which device locked the mailbox, for its administrator.
pub(super) fn locked_by(lock: &Lock) -> Markup {
    html! {
        @match (lock.name.as_str(), lock.host.as_str()) {
            ("", "") => "not known",
            ("", host) => { "the computer " (host) },
            (name, "") => (name),
            (name, host) => { (name) " (the domain controller names " (host) ")" },
        }
        ", " (time(lock.at))
        @match lock.wrong_count {
            0 => {},
            1 => ", after a wrong password",
            count => { ", after " (count) " wrong passwords in a row" },
        }
    }
}

/// The same for its user, who is not to blame; `None` if it is not known.
pub(super) fn lock_sentence(state: &MailboxState) -> Option<Markup> {
    let lock = state.lock.as_ref().filter(|lock| !lock.name.is_empty())?;
    Some(html! {
        "It was “" (lock.name) "” that tried an old or wrong password"
        @match lock.wrong_count {
            0 | 1 => {},
            2 => " twice",
            count => { " " (count) " times" },
        }
        ", the last time at " (time_first(lock.at)) "."
    })
}

/// Whether the logs are up to date, for an administrator.
pub(super) fn logs(state: &MailboxState) -> Option<Markup> {
    let silence = state.silence.as_ref()?;
    Some(html! {
        @if state.evidence_missing {
            "what they told cannot be read now"
        } @else if !silence.has_sources() {
            "no agent has reported yet"
        } @else if silence.proves_quiet() {
            "up to date"
        }
        @for (index, (source, health)) in silence.stale.iter().enumerate() {
            @if index > 0 { "; " }
            (source.agent) ": "
            @match health {
                SourceHealth::ClockIsOff(seconds) => {
                    "the times in " (source.name) " are " (off_by(*seconds)) "; set its time zone or its clock"
                }
                SourceHealth::NotReadable => {
                    (source.name) " cannot be read (" (source.problem.as_deref().unwrap_or_default()) ")"
                }
                SourceHealth::Reading => { (source.name) " is still being read" }
                SourceHealth::Silent => { (source.name) ", nothing heard since " (time(source.heard_at)) }
                SourceHealth::UpToDate => {}
            }
        }
    })
}

/// By how much times are wrong, as in "90 s behind".
pub(super) fn off_by(seconds: i64) -> String {
    let way = if seconds > 0 { "behind" } else { "ahead" };
    format!("{} s {way}", seconds.unsigned_abs())
}

/// What is kept, and why.
pub(super) fn what_is_kept(state: &MailboxState) -> Markup {
    html! {
        @if state.silence.is_some() {
            details.panel-small {
                summary { "What is kept of your devices, and why" }
                div.panel-stack.panel-tight {
                    p {
                        "So that you can see which device still has an old password, the panel keeps from the mail "
                        "servers’ logs, for each device: its name and id, its mail program, the network that it came "
                        "from, and the last times when it was let in or refused."
                    }
                    p {
                        "It keeps no password and nothing of your mail. What has not been seen for 30 days is deleted. "
                        "You and your administrators see it; your administrator can print it or delete it earlier."
                    }
                }
            }
        }
    }
}
