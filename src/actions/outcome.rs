//! What follows from the outcome of a change.

use mailbox_password_rules::ProblemCode;

use super::{
    countdown::wait_before_retry, lock::lock, offline::notice_offline, session::report_refusal,
    status::announce_status, typing::notice_edit,
};
use crate::{
    clock,
    config::Mode,
    console::warn,
    model::{
        ChangeEvent, Failure, Field, FieldError, FieldErrors, HostEvent, NotSent, Outcome, Phase,
        Refusal, UnknownCause,
    },
    state::{ErrorSummary, FormSignals},
};

/// The request has ended, or its job, with or without an answer.
pub(super) fn answered(s: FormSignals, outcome: Outcome) {
    let before = s.change().get_untracked();
    // A form that has left the page has already reported to its host that the outcome is unknown.
    if !before.is_pending() {
        return;
    }
    notice_edit(s);
    let event = ChangeEvent::Answered(outcome.clone(), clock::now());
    s.change().update(|state| state.change.apply(event));
    match outcome {
        // No outcome yet: the job is polled, and a reload does not lose it.
        Outcome::Accepted { .. } => {
            if let Some(attempt) = &s.change().get_untracked().attempt {
                s.cx.records().save_attempt(attempt);
            }
            return;
        }
        Outcome::Changed(_) => changed(s),
        Outcome::Refused(refusal) => refused(s, &refusal),
        Outcome::Unknown(cause) if before.is_sending() => unknown(s, cause),
        Outcome::Unknown(_) => {}
    }
    s.cx.emit(HostEvent::Settled);
}

/// Nothing was sent.
pub(super) fn not_sent(s: FormSignals, reason: NotSent) {
    let was_sending = s.change().get_untracked().is_sending();
    s.cx.records().forget_attempt();
    s.change()
        .update(|state| state.change.apply(ChangeEvent::NotSent(reason)));
    show_failure(s);
    if was_sending {
        s.cx.emit(HostEvent::Settled);
    }
}

/// The password was changed: the form leaves the page.
pub(super) fn changed(s: FormSignals) {
    s.cx.records().forget_attempt();
    let change = s.change().get_untracked();
    let Phase::Changed(details) = &change.phase else {
        return;
    };
    // Without a time from the back end, roughly when it was sent.
    let sent_at = change.attempt.as_ref().map(|attempt| attempt.sent_at);
    let at = details.at.or(sent_at).unwrap_or_else(js_sys::Date::now);
    s.change().update(|state| state.changed_at = at);
    s.lock().set(None);
    s.cx.focus("changed");
    s.cx.emit(HostEvent::Changed {
        mailbox: s.cx.config_now().mailbox.clone(),
        changed_at: details.at,
        reference: change.reference(),
    });
}

/// The reason why nothing was changed is shown where it belongs, and gets the focus.
pub(super) fn show_failure(s: FormSignals) {
    let change = s.change().get_untracked();
    let Some(failure) = &change.failure else {
        return;
    };
    let field = Field::of_failure(failure);
    let is_locked = s.cx.mode() == Mode::User
        && matches!(
            failure,
            Failure::Refused(refusal) if refusal.code == Some(ProblemCode::MailboxLocked)
        );
    s.form().update(|form| {
        form.errors = FieldErrors::default();
        if let Some(field) = field {
            form.errors.set(field, Some(FieldError::Refused));
        }
        form.summary = (!is_locked).then_some(ErrorSummary::Failed);
    });
    match field {
        Some(field) => s.cx.focus(field.id()),
        None if is_locked => s.cx.focus("locked"),
        None => s.cx.focus("submit"),
    }
    if !is_locked {
        announce_status(s);
    }
}

fn refused(s: FormSignals, refusal: &Refusal) {
    s.cx.records().forget_attempt();
    if refusal.code == Some(ProblemCode::MailboxLocked) && s.cx.mode() == Mode::User {
        lock(s, refusal.unlocks_in, true);
    }
    if refusal.code == Some(ProblemCode::CurrentPasswordIncorrect) {
        s.change().update(|state| state.has_own_refusals = true);
    }
    show_failure(s);
    wait_before_retry(s);
    s.cx.emit(HostEvent::Failed {
        code: refusal.code.map(ProblemCode::id),
        status: refusal.status,
        reference: s.change().get_untracked().reference(),
    });
    report_refusal(s.cx, refusal);
}

fn unknown(s: FormSignals, cause: UnknownCause) {
    warn(&["mailbox-password: outcome unknown: ", &cause.reason()].concat());
    notice_offline(s);
    s.cx.focus("unknown");
    if let Some(attempt) = &s.change().get_untracked().attempt {
        s.cx.emit(HostEvent::unknown(attempt));
    }
}
