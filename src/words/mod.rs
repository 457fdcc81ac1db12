//! What the screen says, as pure functions from state to text. Each is tested without a browser.

mod advice;
mod changed;
mod checklist;
mod client;
mod failure;
mod lock;
mod note;
mod prepare;
mod read_out;
mod recovery;
mod rules;
mod session;
mod summary;
#[cfg(test)]
mod tests;
mod unknown;
mod unlock;
mod warning;

use mailbox_password_rules::Policy;

use crate::{config::Config, i18n::Texts};

pub(crate) use advice::advice;
pub(crate) use changed::{changed_by, old_works_until, works_from};
pub(crate) use checklist::{
    all_done, checklist_as_text, device_advice, device_label, device_program, device_sign_in,
    progress,
};
pub(crate) use client::client_key;
pub(crate) use failure::{failure, field_error, field_label, refusal};
pub(crate) use lock::{around_help, recovery_steps, step_without_side, waiting_time};
pub(crate) use note::{note_as_text, note_lines};
pub(crate) use prepare::{consequences, listed_devices};
pub(crate) use read_out::read_out;
pub(crate) use recovery::{
    recovery_as_text, recovery_device_label, recovery_device_refused, recovery_device_sign_in,
    reported_at, turn,
};
pub(crate) use rules::{rule_mark, rule_words, rules_progress};
pub(crate) use session::session_end;
pub(crate) use summary::{
    button_waits, reference, summary_aside, summary_failure, summary_heading,
};
pub(crate) use unknown::{check_result, unknown_sent};
pub(crate) use unlock::{Evidence, evidence, evidence_words, unlock_outcome, unlock_waiting};
pub(crate) use warning::{recent_change, statement_or, warning};

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

/// A duration of the policy in words.
fn duration(texts: &Texts, seconds: u64) -> String {
    texts.duration(u32::try_from(seconds).unwrap_or(u32::MAX))
}
