use mailbox_password_rules::{Finding, ProblemCode};

use super::{Wording, failure, sentences};
use crate::{
    config::Mode,
    i18n::{Key, Texts},
    model::{Failure, Field, Phase},
    state::{ChangeState, ErrorSummary},
};

/// The heading of the summary of errors.
pub(crate) fn summary_heading(texts: &Texts, summary: Option<ErrorSummary>) -> String {
    texts.get(match summary {
        Some(ErrorSummary::Stopped) => Key::ErrorSummary,
        Some(ErrorSummary::Failed) | None => Key::NotChanged,
    })
}

/// A failure that is about the form as a whole.
pub(crate) fn summary_failure(
    wording: Wording<'_>,
    findings: &[Finding],
    last: Option<&Failure>,
) -> String {
    last.filter(|last| Field::of_failure(last).is_none())
        .map(|last| failure(wording, findings, last))
        .unwrap_or_default()
}

/// Until when to wait, whom to ask, and the reference.
pub(crate) fn summary_aside(wording: Wording<'_>, change: &ChangeState) -> String {
    let (Some(Failure::Refused(refusal)), Phase::Editing) = (&change.failure, &change.phase) else {
        return String::new();
    };
    let (texts, config) = (wording.texts, wording.config);
    let mut parts = Vec::new();
    if refusal.code == Some(ProblemCode::TooSoon)
        && let Some(until) = change.wait_until
    {
        parts.push(texts.fill(Key::TooSoonUntil, &[("time", &texts.limit(until))]));
    }
    // An administrator needs no words on how to reach one.
    if config.mode == Mode::User
        && needs_administrator(refusal.code)
        && let Some(help) = &config.help
    {
        parts.push(texts.fill(Key::AskAdministrator, &[("help", &help.text)]));
    }
    parts.push(reference(texts, change));
    sentences(&parts)
}

/// "Reference: 1a2b3c", or nothing before anything was sent.
pub(crate) fn reference(texts: &Texts, change: &ChangeState) -> String {
    change
        .reference()
        .map(|reference| texts.fill(Key::Reference, &[("reference", &reference)]))
        .unwrap_or_default()
}

/// Until when the button waits, while it does.
pub(crate) fn button_waits(texts: &Texts, wait_until: Option<f64>) -> String {
    wait_until
        .map(|until| texts.fill(Key::ButtonWaits, &[("time", &texts.limit(until))]))
        .unwrap_or_default()
}

/// Whether only an administrator can do something about a refusal.
fn needs_administrator(code: Option<ProblemCode>) -> bool {
    matches!(
        code,
        Some(
            ProblemCode::ChangeNotAllowed
                | ProblemCode::MailboxMismatch
                | ProblemCode::MailboxUnknown
        ) | None
    )
}
