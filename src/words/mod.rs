//! What the screen says, as pure functions from state to text. Each is tested without a browser.

mod advice;
mod changed;
mod checklist;
mod client;
mod failure;
mod help;
mod lock;
mod missing;
mod note;
mod prepare;
mod read_out;
mod recovery;
mod rules;
mod session;
mod status;
#[cfg(test)]
mod tests;
mod unknown;
mod unlock;
mod warning;

use mailbox_password_rules::Policy;

use crate::{
    config::{Config, Help},
    i18n::Texts,
};

pub(crate) use advice::advice;
pub(crate) use changed::{changed_altered, changed_by, old_works_until, works_from};
pub(crate) use checklist::{
    PillKind, checklist_as_text, checklist_lead, checklist_note, checklist_status, device_advice,
    device_label, device_program, device_state, devices_done, progress_after, proved,
};
pub(crate) use client::{client_key, client_program};
pub(crate) use failure::{failure, field_error, field_label, refusal};
pub(crate) use help::field_help;
pub(crate) use lock::{
    lock_cause, lock_end, plain, recovery_steps, step_title, step_words, waiting_time,
};
pub(crate) use note::{must_choose, note_as_text, note_lines, note_lock};
pub(crate) use prepare::{consequences, listed_devices};
pub(crate) use read_out::read_out;
pub(crate) use recovery::{
    recovery_as_text, recovery_device_label, seen_at_entry, seen_at_removal, side, turn,
};
pub(crate) use rules::{rules_progress, rules_substitute, short_rules};
pub(crate) use session::session_end;
pub(crate) use status::{button_waits, form_status, reference, status_as_text};
pub(crate) use unknown::{check_result, unknown_sent};
pub(crate) use unlock::{evidence_words, unlock_outcome, unlock_waiting};
pub(crate) use warning::{admin_warning, recent_change, warning};

/// What words are made of besides the state that they describe.
#[derive(Clone, Copy)]
pub(crate) struct Wording<'a> {
    pub(crate) texts: &'a Texts,
    pub(crate) config: &'a Config,
    pub(crate) policy: &'a Policy,
}

/// Sentences in a row, without the empty ones.
pub(crate) fn sentences(all: &[String]) -> String {
    let mut out = String::new();
    for sentence in all.iter().filter(|sentence| !sentence.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(sentence);
    }
    out
}

/// The way to reach the administrator as it stands in a text: between tabs, so that it can be shown as a link.
fn reach(help: Option<&Help>) -> String {
    help.map(|help| ["\t", &help.text, "\t"].concat())
        .unwrap_or_default()
}

/// A duration of the policy in words.
fn duration(texts: &Texts, seconds: u64) -> String {
    texts.duration(u32::try_from(seconds).unwrap_or(u32::MAX))
}
