use mailbox_password_rules::ProblemCode;

use super::start::query;
use crate::{
    api::QueryError,
    model::{Failure, HostEvent, Refusal, UnlockOutcome},
    state::{Context, ElementSignals, Session, SessionEnd},
    words,
};

/// A query was not answered. If that is because the session has ended, it is announced and reported to the host once,
/// and nothing more is queried until the host resumes it.
pub(super) fn query_failed(cx: Context, error: QueryError, is_changed: bool) {
    let end = match error {
        QueryError::SessionEnded => SessionEnd::Ended,
        QueryError::Redirected => SessionEnd::Redirected,
        QueryError::Unclear => return,
    };
    let session = cx.session.get_untracked();
    cx.session.update(|session| session.end = Some(end));
    if session.end.is_none() && !session.has_refused {
        cx.announce_key(words::session_end(end, cx.mode(), is_changed));
        cx.emit(HostEvent::SessionExpired);
    }
}

/// A change or an unlock was refused because the session has ended.
pub(super) fn report_refusal(cx: Context, refusal: &Refusal) {
    if is_session_end(refusal) {
        cx.session.update(|session| session.has_refused = true);
        cx.emit(HostEvent::SessionExpired);
    }
}

/// The person has signed in again: what the session gave is read anew. Nothing is sent by itself.
pub(crate) fn resume_session(s: ElementSignals) {
    if let Some(Failure::Refused(refusal)) = &s.form.change.get_untracked().failure
        && is_session_end(refusal)
    {
        s.form.change.update(|state| state.change.failure = None);
        s.form.form.update(|form| form.summary = None);
    }
    if let Some(UnlockOutcome::Refused(refusal)) = &s.mailbox.unlock.get_untracked().outcome
        && is_session_end(refusal)
    {
        s.mailbox.unlock.update(|unlock| unlock.outcome = None);
    }
    s.cx.session.set(Session::default());
    query(s);
}

fn is_session_end(refusal: &Refusal) -> bool {
    refusal.code == Some(ProblemCode::SessionExpired)
}
