use mailbox_password_rules::{Finding, ProblemCause, ProblemCode};

use super::{Wording, failure, failure::possible_rules, reach, sentences, warning::locks_after};
use crate::{
    config::Mode,
    i18n::{Key, Texts},
    model::{Change, Failure, Field, FieldError, Phase, Refusal},
    state::{ChangeState, ErrorSummary, Form, FormStatus, HelpKind, Judgement},
};

/// What stands below the button. `is_locked` is whether the form waits until the mailbox is unlocked.
pub(crate) fn form_status(
    wording: Wording<'_>,
    form: &Form,
    judgement: &Judgement,
    change: &ChangeState,
    is_locked: bool,
) -> FormStatus {
    let texts = wording.texts;
    let waits = match &change.phase {
        Phase::Sending if change.is_slow => Some(Key::StillWorking),
        Phase::Sending if change.is_offline => Some(Key::Offline),
        Phase::Sending | Phase::Changed(_) => return FormStatus::default(),
        Phase::Unknown(_) if wording.config.status_endpoint.is_none() && !change.has_job() => {
            Some(Key::WaitsForAnswer)
        }
        Phase::Unknown(_) => Some(Key::WaitsForCheck),
        Phase::Editing if is_locked => Some(Key::WaitsForUnlock),
        Phase::Editing if change.held_since.is_some() => Some(Key::OneMoment),
        Phase::Editing => None,
    };
    if let Some(key) = waits {
        return FormStatus {
            waits: texts.get(key),
            ..FormStatus::default()
        };
    }
    match (form.summary, &change.failure) {
        (Some(ErrorSummary::Stopped), _) if form.errors.has_own() => {
            let is_wrong = |field: &Field| {
                let error = form.errors.get(*field);
                error.is_some_and(|error| *error != FieldError::Refused)
            };
            FormStatus {
                kind: Some(HelpKind::Bad),
                text: texts.get(Key::ErrorSummary),
                fields: Field::ALL.into_iter().filter(is_wrong).collect(),
                ..FormStatus::default()
            }
        }
        (Some(ErrorSummary::Failed), Some(last)) => FormStatus {
            kind: Some(HelpKind::Bad),
            text: not_changed(wording, last),
            waits: button_waits(texts, change),
            fields: Vec::new(),
            aside: aside(wording, &judgement.findings, change),
        },
        _ => FormStatus {
            waits: sentences(&[button_waits(texts, change), offline(texts, change)]),
            ..FormStatus::default()
        },
    }
}

/// The same in one piece, for the live region.
pub(crate) fn status_as_text(texts: &Texts, status: &FormStatus) -> String {
    let labels = status.fields.iter();
    let labels: Vec<_> = labels
        .map(|field| texts.get(super::field_label(*field)))
        .collect();
    sentences(&[
        status.text.clone(),
        status.waits.clone(),
        labels.join(", "),
        status.aside.clone(),
    ])
}

/// That nothing was changed, and why, where it is about the form as a whole.
fn not_changed(wording: Wording<'_>, last: &Failure) -> String {
    let texts = wording.texts;
    let mut all = vec![texts.get(Key::NotChanged)];
    match refusal(last) {
        Some(Refusal {
            code: Some(ProblemCode::CurrentPasswordIncorrect),
            attempts_left,
            ..
        }) => match attempts_left {
            Some(0) => {
                all.push(texts.get(Key::NoTriesLeft));
                let lockout = wording.policy.lockout;
                let lockout = lockout.filter(|lockout| lockout.threshold > 0);
                all.extend(lockout.map(|lockout| locks_after(texts, lockout)));
            }
            Some(left) => all.push(texts.count(Key::TriesLeft, *left, &[])),
            None => all.push(texts.get(Key::TriesUnknown)),
        },
        _ if Field::of_failure(last).is_none() => {
            all.push(failure(wording, last));
        }
        _ => {}
    }
    sentences(&all)
}

/// What to look at and whom to ask, and in a line of its own the reference.
fn aside(wording: Wording<'_>, findings: &[Finding], change: &ChangeState) -> String {
    let Some(Failure::Refused(refusal)) = &change.failure else {
        return String::new();
    };
    let (texts, config) = (wording.texts, wording.config);
    let mut parts = Vec::new();
    match refusal.code {
        Some(ProblemCode::CurrentPasswordIncorrect) => {
            parts.push(texts.get(Key::CurrentIncorrectHint));
        }
        Some(ProblemCode::PasswordRejected) if refusal.rules.is_empty() => {
            parts.push(texts.get(Key::RejectedHint));
            parts.extend(possible_rules(wording, findings, Key::RejectedPossible));
        }
        Some(ProblemCode::PasswordCompromised) if config.mode == Mode::User => {
            parts.push(texts.get(Key::CompromisedHint));
        }
        _ => {}
    }
    // An administrator needs no words on how to reach one.
    if config.mode == Mode::User && needs_administrator(refusal.code) && config.help.is_some() {
        parts.push(texts.fill(
            Key::AskAdministrator,
            &[("help", &reach(config.help.as_ref()))],
        ));
    }
    let mut lines = sentences(&parts);
    if !lines.is_empty() {
        lines.push('\n');
    }
    lines + &reference(texts, change)
}

/// "Reference: 1a2b3c", or nothing before anything was sent.
pub(crate) fn reference(texts: &Texts, change: &ChangeState) -> String {
    change
        .reference()
        .map(|reference| texts.fill(Key::Reference, &[("reference", &reference)]))
        .unwrap_or_default()
}

/// Until when the button waits after a refusal, while it does.
pub(crate) fn button_waits(texts: &Texts, change: &Change) -> String {
    let key = match change.failure.as_ref().and_then(code) {
        Some(ProblemCode::TooSoon) => Key::TooSoonUntil,
        _ => Key::ButtonWaits,
    };
    change
        .wait_until
        .map(|until| texts.fill(key, &[("time", &texts.deadline(until))]))
        .unwrap_or_default()
}

/// What the browser says of its connection. It may be wrong.
pub(super) fn offline(texts: &Texts, change: &ChangeState) -> String {
    if change.is_offline {
        texts.get(Key::Offline)
    } else {
        String::new()
    }
}

fn refusal(failure: &Failure) -> Option<&Refusal> {
    match failure {
        Failure::Refused(refusal) => Some(refusal),
        Failure::NotChanged | Failure::NotSent(_) => None,
    }
}

fn code(failure: &Failure) -> Option<ProblemCode> {
    refusal(failure)?.code
}

/// Whether only an administrator can do something about a refusal.
fn needs_administrator(code: Option<ProblemCode>) -> bool {
    match code.map(ProblemCode::cause) {
        Some(ProblemCause::Caller | ProblemCause::Mailbox) | None => true,
        Some(
            ProblemCause::CurrentPassword
            | ProblemCause::NewPassword
            | ProblemCause::Session
            | ProblemCause::Time,
        ) => false,
    }
}
