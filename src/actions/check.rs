use super::{
    outcome::{changed, show_failure},
    session::query_failed,
};
use crate::{
    api, json,
    model::{ChangeEvent, CheckState, WorkingPassword},
    state::FormSignals,
    task::spawn,
    words,
};

/// **Check**: reads the mailbox's status and compares it with what it was.
pub(crate) fn check(s: FormSignals) {
    let change = s.change.get_untracked();
    let (config, texts) = (s.cx.config_now(), s.cx.texts_now());
    // Without a status there is nothing to compare.
    let is_ready = config.status_endpoint.is_some()
        && change
            .unknown()
            .is_some_and(|unknown| unknown.check != Some(CheckState::Running));
    let Some(environment) = s.cx.environment().filter(|_| is_ready) else {
        return;
    };
    apply(s, ChangeEvent::CheckStarted);
    spawn(async move {
        let status = api::status(&config, texts.lang(), &environment.abort).await;
        // The host may have started over meanwhile.
        if !s.change.get_untracked().is_unknown() {
            return;
        }
        let event = match status {
            Err(error) => {
                query_failed(s.cx, error, false);
                ChangeEvent::CheckFailed
            }
            Ok(status) => {
                s.cx.update_session(|session| session.end = None);
                ChangeEvent::CheckEnded {
                    at: status
                        .password_changed_at
                        .as_deref()
                        .and_then(json::instant),
                    changed_at: status.password_changed_at,
                    last_reference: status.last_reference,
                    now: js_sys::Date::now(),
                }
            }
        };
        apply(s, event);
        show_result(s);
    });
}

/// The person says which password opened webmail.
pub(crate) fn prove(s: FormSignals, works: WorkingPassword) {
    apply(s, ChangeEvent::Proved(works));
    show_result(s);
}

fn apply(s: FormSignals, event: ChangeEvent) {
    s.change.update(|state| state.change.apply(event));
}

fn show_result(s: FormSignals) {
    let change = s.change.get_untracked();
    if change.is_changed() {
        changed(s);
    } else if change.is_unknown() {
        let end = s.cx.session_now().end;
        let end = end.map(|end| words::session_end(end, s.cx.mode(), false));
        let texts = s.cx.texts_now();
        s.cx.announce(words::check_result(&texts, &change, end));
    } else {
        s.cx.records().forget_attempt();
        show_failure(s);
    }
}
