use super::{
    offline::notice_offline,
    outcome::{answered, changed, show_failure},
    session::query_failed,
    typing::notice_edit,
};
use crate::{
    api::{self, QueryError},
    clock, json,
    model::{ChangeEvent, CheckState, HostEvent, JobState, WorkingPassword},
    state::{ChangeState, FormSignals},
    task::spawn,
    words,
};

/// For how long the old password may work after a change, where the policy does not say; seconds. Active Directory lets it
/// for an hour, unless it is told otherwise (`OldPasswordAllowedPeriod`).
const GRACE: u32 = 3600;

/// **Check**: reads the mailbox's status and compares it with what it was.
pub(crate) fn check(s: FormSignals) {
    let change = s.change().get_untracked();
    let (config, texts) = (s.cx.config_now(), s.cx.texts_now());
    // Without either there is nothing to read.
    let is_ready = (config.status_endpoint.is_some() || change.has_job())
        && change
            .unknown()
            .is_some_and(|unknown| unknown.check != Some(CheckState::Running));
    let Some(environment) = s.cx.environment().filter(|_| is_ready) else {
        return;
    };
    apply(s, ChangeEvent::CheckStarted);
    spawn(async move {
        let (lang, abort) = (texts.lang(), &environment.abort);
        let location = change.attempt.as_ref();
        let mut job_error = QueryError::Unclear;
        if let Some(location) = location.and_then(|attempt| attempt.location.as_deref()) {
            match api::job(&config, location, lang, abort).await {
                Ok(JobState::Ended(outcome)) if is_same(s, &change) => return answered(s, outcome),
                Ok(JobState::Ended(_) | JobState::Running(_)) => {}
                Err(error) => job_error = error,
            }
        }
        let status = api::status(&config, lang, abort).await;
        // While the request ran, the person may have said which password works, or the job of a `202` may have ended.
        if !is_same(s, &change) {
            return;
        }
        let event = match status {
            Err(error) => {
                query_failed(s.cx, job_error, false);
                query_failed(s.cx, error, false);
                ChangeEvent::CheckFailed
            }
            // The endpoint is another one by now: this may be the state of another mailbox.
            Ok(_) if s.cx.config_now().status_endpoint != config.status_endpoint => {
                ChangeEvent::CheckFailed
            }
            Ok(status) => {
                s.cx.update_session(|session| session.end = None);
                ChangeEvent::CheckEnded {
                    at: status
                        .password_changed_at
                        .as_deref()
                        .and_then(json::instant),
                    changed_at: status.revision(),
                    last_reference: status.last_reference,
                    now: clock::now(),
                }
            }
        };
        apply(s, event);
        show_result(s);
    });
}

/// Whether the outcome of the same attempt is still unknown.
fn is_same(s: FormSignals, before: &ChangeState) -> bool {
    let now = s.change().get_untracked();
    now.is_unknown() && now.attempt == before.attempt
}

/// The person says which password opened webmail.
pub(crate) fn prove(s: FormSignals, works: WorkingPassword) {
    let grace = s.cx.policy_now().old_password_grace_seconds;
    let grace = grace.map_or(GRACE, |grace| u32::try_from(grace).unwrap_or(u32::MAX));
    let now = clock::now();
    apply(s, ChangeEvent::Proved { works, grace, now });
    show_result(s);
}

fn apply(s: FormSignals, event: ChangeEvent) {
    notice_edit(s);
    notice_offline(s);
    s.change().update(|state| state.change.apply(event));
}

fn show_result(s: FormSignals) {
    let change = s.change().get_untracked();
    if change.is_unknown() {
        let end = s.cx.session_now().end;
        let end = end.map(|end| words::session_end(end, s.cx.mode(), false));
        let texts = s.cx.texts_now();
        return s.cx.announce(words::check_result(&texts, &change, end));
    }
    if change.is_changed() {
        changed(s);
    } else {
        s.cx.records().forget_attempt();
        show_failure(s);
        s.cx.emit(HostEvent::Failed {
            code: None,
            status: 0,
            reference: change.reference(),
        });
    }
    s.cx.emit(HostEvent::Settled);
}
