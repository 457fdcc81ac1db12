use mailbox_password_rules::ProblemCode;

use crate::{
    api::QueryError,
    model::{HostEvent, Refusal},
    state::{Context, SessionEnd},
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
    let session = cx.session_now();
    cx.update_session(|session| session.end = Some(end));
    if session.end.is_none() && !session.has_refused {
        cx.announce_key(words::session_end(end, cx.mode(), is_changed));
        cx.emit(HostEvent::SessionExpired);
    }
}

/// A change or an unlock was refused because the session has ended.
pub(super) fn report_refusal(cx: Context, refusal: &Refusal) {
    if is_session_end(refusal) {
        cx.update_session(|session| session.has_refused = true);
        cx.emit(HostEvent::SessionExpired);
    }
}

pub(super) fn is_session_end(refusal: &Refusal) -> bool {
    refusal.code == Some(ProblemCode::SessionExpired)
}
