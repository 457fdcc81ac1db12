use super::{query::query, session::is_session_end};
use crate::{
    model::{Failure, UnlockOutcome},
    state::{ElementSignals, Session},
};

/// The person has signed in again: everything is queried again. No change is sent.
pub(crate) fn resume_session(s: ElementSignals) {
    if let Some(Failure::Refused(refusal)) = &s.form().change().get_untracked().failure
        && is_session_end(refusal)
    {
        s.form()
            .change()
            .update(|state| state.change.failure = None);
        s.form().form().update(|form| form.summary = None);
        s.cx.set_announcement(String::new());
    }
    if let Some(UnlockOutcome::Refused(refusal)) = &s.mailbox().unlock().get_untracked().outcome
        && is_session_end(refusal)
    {
        s.mailbox().unlock().update(|unlock| unlock.outcome = None);
    }
    s.cx.set_session(Session::default());
    query(s);
}
