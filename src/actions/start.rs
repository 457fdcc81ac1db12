use mailbox_password_rules::Shortfall;

use super::{
    checklist::resume_checklist, job::follow_job, offline::notice_offline, polling::load_devices,
    query::query, recovery::load_recovery, typing::judge_early,
};
use crate::{
    clock,
    config::Mode,
    model::{ChangeEvent, Field, HostEvent},
    state::{
        ChangeState, ChecklistState, ElementSignals, Form, Generator, Judgement, MailboxState,
        RecoveryState, Session, UnlockState,
    },
};

/// Starts: restores what an earlier page load left, and queries the back end.
pub(crate) fn start(s: ElementSignals) {
    if s.cx.mode() == Mode::Recovery {
        load_recovery(s.recovery());
    } else {
        resume_attempt(s);
        judge_early(s.form());
        notice_offline(s.form());
    }
    query(s);
}

/// What to prepare was unfolded: the devices are named there.
pub(crate) fn prepare(s: ElementSignals) {
    if !s.form().form().get_untracked().is_preparing {
        s.form().form().update(|form| form.is_preparing = true);
        load_devices(s);
    }
}

/// The host starts over. Not while a request runs, or its outcome is unknown: what was sent may be in the form alone.
pub(crate) fn reset(s: ElementSignals) {
    if !s.form().change().get_untracked().is_pending() {
        begin_again(s);
    }
}

/// Starts over: clears the fields and all state.
pub(crate) fn begin_again(s: ElementSignals) {
    s.cx.set_values(&Field::ALL, "");
    s.cx.records().forget_attempt();
    s.form().form().set(Form::default());
    s.form().judgement().set(Judgement::default());
    s.form().shortfall().set(Shortfall::default());
    s.form().change().set(ChangeState::default());
    s.form().lock().set(None);
    s.administrator().generator().set(Generator::default());
    s.administrator().copied().set(None);
    s.cx.set_session(Session::default());
    s.mailbox().mailbox().set(MailboxState::default());
    s.mailbox().unlock().set(UnlockState::default());
    s.checklist().checklist().set(ChecklistState::default());
    s.recovery().recovery().set(RecoveryState::default());
    start(s);
}

/// The element leaves the page: a request that runs is aborted, so its outcome is unknown.
pub(crate) fn leave(s: ElementSignals) {
    let change = s.form().change().get_untracked();
    if let Some(environment) = s.cx.environment() {
        environment.abort.abort();
        if let Some(attempt) = change.attempt.as_ref().filter(|_| change.is_sending()) {
            s.cx.emit(HostEvent::unknown(attempt));
        }
    }
}

/// An attempt of an earlier page whose outcome is unknown; without one, a checklist that is not finished.
fn resume_attempt(s: ElementSignals) {
    let Some(attempt) = s.cx.records().load_attempt() else {
        resume_checklist(s.checklist());
        return;
    };
    let event = HostEvent::unknown(&attempt);
    let is_job = attempt.location.is_some();
    s.form()
        .form()
        .update(|form| form.options = attempt.options);
    let resumed = ChangeEvent::Resumed(attempt, clock::now());
    s.form()
        .change()
        .update(|state| state.change.apply(resumed));
    s.cx.focus("unknown");
    s.cx.emit(event);
    if is_job {
        follow_job(s.form(), None);
    }
}
