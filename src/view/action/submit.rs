use leptos::prelude::GetUntracked;
use mailbox_password_rules::ProblemCode;
use wasm_bindgen::prelude::*;

use super::{
    lock::lock,
    typing::{edits, is_unmet, mask, value, verdicts},
    waiting::{say_when, still_working, wait},
};
use crate::{
    api::{self, Submission},
    config::Mode,
    flow::{Attempt, Event, Failure, NotSent, Outcome, Phase, UnknownCause, Wishes},
    i18n::Key,
    task::spawn,
    view::{
        WidgetEvent, dom,
        errors::{Errors, FieldError},
        field::Field,
        state::{State, Summary},
        summary::placed,
        widget::Widget,
    },
};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console)]
    fn warn(text: &str);
}

/// **Change**, or Enter in a field.
pub(in crate::view) fn submit(w: Widget) {
    let now = js_sys::Date::now();
    if w.read(|state| state.flow.may_send(now)) != Some(true) {
        if w.read(State::is_unknown) == Some(true) {
            w.focus("unknown");
        } else if w.read(State::is_sending) == Some(false) {
            say_when(w);
        }
        return;
    }
    mask(w);
    if read_fields(w).is_none() {
        return;
    }
    if web_sys::window().is_some_and(|window| !window.navigator().on_line()) {
        return not_sent(w, NotSent::Offline);
    }
    if !w.tell(WidgetEvent::BeforeSubmit) {
        return not_sent(w, NotSent::Cancelled);
    }
    // Whoever heard of it may have sent it already, or put something else into the fields.
    if w.read(|state| state.flow.may_send(now)) == Some(true)
        && let Some([current, new, _]) = read_fields(w)
    {
        send(w, &current, &new);
    }
}

/// What stands in the fields, if nothing stops it; else what does is shown, and gets the focus.
fn read_fields(w: Widget) -> Option<[String; 3]> {
    let values = Field::ALL.map(|field| value(w, field));
    let errors = w.read(|state| validate(state, &values)).unwrap_or_default();
    let is_fine = errors.is_empty();
    w.change(|state| {
        state.errors = errors;
        state.summary = (!is_fine).then_some(Summary::Stopped);
    });
    if !is_fine {
        w.focus("summary");
    }
    is_fine.then_some(values)
}

/// The host, or the person, begins anew: everything typed is gone, and so is what was said about it.
pub(in crate::view) fn reset(w: Widget) {
    if w.read(State::is_sending) != Some(false) {
        return;
    }
    if let Some(root) = w.root.get_untracked() {
        for field in Field::ALL {
            if let Some(input) = dom::input(&root, &w.id(field.part())) {
                input.set_value("");
            }
        }
    }
    w.change(|state| {
        state.place().forget_attempt();
        *state = state.anew();
    });
    super::start(w);
}

fn validate(state: &State, [current, new, confirm]: &[String; 3]) -> Errors {
    let missing = |value: &str| value.is_empty().then_some(FieldError::Missing);
    let (findings, _) = verdicts(&state.policy, current, new);
    let unmet: Vec<_> = findings
        .into_iter()
        .filter(is_unmet)
        .map(|finding| finding.rule)
        .collect();
    let mut errors = Errors::default();
    if state.config.mode == Mode::User {
        errors.set(Field::Current, missing(current));
    }
    let new_error = missing(new)
        .or(forbidden(state))
        .or((!unmet.is_empty()).then_some(FieldError::Unmet(unmet)));
    errors.set(Field::New, new_error);
    let mismatch = (confirm != new).then_some(FieldError::Mismatch);
    errors.set(Field::Confirm, missing(confirm).or(mismatch));
    errors
}

/// Where none may be typed, only a generated password is sent.
fn forbidden(state: &State) -> Option<FieldError> {
    #[cfg(feature = "full")]
    if state.must_generate() && !state.care.admin.is_generated {
        return Some(FieldError::OnlyGenerated);
    }
    let _ = state;
    None
}

fn send(w: Widget, current: &str, new: &str) {
    let prepared = w.read(|state| {
        let edits = edits();
        let key = state
            .flow
            .reusable_key(edits)
            .map(String::from)
            .or_else(new_key)?;
        let current = Some(current).filter(|_| state.config.mode == Mode::User);
        let wishes = wishes(state);
        let submission = Submission::new(&state.config.mailbox, current, new, wishes, key.clone())?;
        let attempt = Attempt {
            key,
            baseline: state.baseline.clone(),
            sent_at: js_sys::Date::now(),
            edits,
            wishes,
        };
        state.place().save_attempt(&attempt);
        Some((
            submission,
            attempt,
            state.config.clone(),
            state.texts.lang().to_owned(),
        ))
    });
    let Some(Some((submission, attempt, config, lang))) = prepared else {
        return not_sent(w, NotSent::Headers);
    };
    let Some(ties) = w.ties() else { return };
    w.change(|state| {
        state.locked = None;
        state.expired = None;
        state.slow = false;
        let words = state.texts.get(Key::Changing);
        state.announce(words);
    });
    w.happened(Event::Sent(attempt));
    still_working(w);
    spawn(async move {
        let result = api::change(&config, submission, &lang, &ties.abort).await;
        match result {
            Ok(outcome) => answered(w, outcome),
            Err(why) => not_sent(w, why),
        }
        w.tell(WidgetEvent::Settled);
    });
}

/// What an administrator asks for besides.
fn wishes(state: &State) -> Wishes {
    #[cfg(feature = "full")]
    if state.config.mode == Mode::Administrator {
        let (admin, supports) = (&state.care.admin, state.policy.supports);
        return Wishes {
            must_change: admin.must_change && supports.must_change,
            sign_out: admin.sign_out && supports.sign_out_other_sessions,
        };
    }
    let _ = state;
    Wishes::default()
}

/// An idempotency key (draft-ietf-httpapi-idempotency-key-header): a random UUID.
fn new_key() -> Option<String> {
    Some(web_sys::window()?.crypto().ok()?.random_uuid())
}

fn answered(w: Widget, outcome: Outcome) {
    // A form that has left the page has told its host already that nobody knows.
    if w.read(State::is_sending) != Some(true) {
        return;
    }
    let (mut refused, mut doubt) = (None, None);
    match &outcome {
        Outcome::Refused(refusal) => {
            refused = Some((refusal.code, refusal.status, refusal.unlocks_in));
        }
        Outcome::Unknown(cause) => doubt = Some(*cause),
        Outcome::Accepted { .. } | Outcome::Changed(_) => {}
    }
    w.happened(Event::Answered(outcome, js_sys::Date::now()));
    if let Some(cause) = doubt {
        return unknown(w, cause);
    }
    let Some((code, status, unlocks_in)) = refused else {
        if w.read(State::is_changed) == Some(true) {
            changed(w);
        }
        return;
    };
    forget_attempt(w);
    if code == Some(ProblemCode::MailboxLocked) && !w.is_admin() {
        lock(w, unlocks_in, true);
    }
    show_failure(w);
    wait(w);
    w.tell(WidgetEvent::Failed {
        code: code.map(ProblemCode::id),
        status,
        reference: w.read(State::reference).flatten(),
    });
    if code == Some(ProblemCode::SessionExpired) {
        w.tell(WidgetEvent::SessionExpired);
    }
}

/// The password was changed: the form leaves, the checklist comes.
pub(super) fn changed(w: Widget) {
    forget_attempt(w);
    let told = w.read(|state| {
        let at = match &state.flow.phase {
            Phase::Changed(changed) => changed.at,
            _ => None,
        };
        (at, state.config.mailbox.clone(), state.reference())
    });
    let Some((changed_at, mailbox, reference)) = told else {
        return;
    };
    w.change(|state| {
        state.locked = None;
        state.has_list = false;
        #[cfg(feature = "full")]
        {
            state.care.watch.must_change = None;
        }
        // Without the back end's word, about when it was sent.
        let sent_at = state.flow.attempt.as_ref().map(|attempt| attempt.sent_at);
        state.changed_at = changed_at.or(sent_at).unwrap_or_else(js_sys::Date::now);
    });
    w.focus("changed");
    #[cfg(feature = "full")]
    super::watch::look(w);
    w.tell(WidgetEvent::Changed {
        mailbox,
        changed_at,
        reference,
    });
}

/// Why nothing happened is shown where it belongs, and gets the focus.
pub(super) fn show_failure(w: Widget) {
    let why = w.read(|state| {
        let failure = state.flow.failure.as_ref()?;
        let is_locked = state.config.mode == Mode::User
            && matches!(
                failure,
                Failure::Refused(refusal) if refusal.code == Some(ProblemCode::MailboxLocked)
            );
        Some((placed(failure), is_locked))
    });
    let Some((field, is_locked)) = why.flatten() else {
        return;
    };
    w.change(|state| {
        state.errors = Errors::default();
        if let Some(field) = field {
            state.errors.set(field, Some(FieldError::Refused));
        }
        state.summary = (!is_locked).then_some(Summary::Failed);
    });
    w.focus(if is_locked { "locked" } else { "summary" });
}

pub(super) fn forget_attempt(w: Widget) {
    w.read(|state| state.place().forget_attempt());
}

fn unknown(w: Widget, cause: UnknownCause) {
    warn(&["mailbox-password: outcome unknown: ", &cause.reason()].concat());
    w.focus("unknown");
    let attempt = w.read(|state| state.flow.attempt.clone());
    if let Some(Some(attempt)) = attempt {
        w.tell(WidgetEvent::unknown(&attempt));
    }
}

fn not_sent(w: Widget, why: NotSent) {
    forget_attempt(w);
    w.happened(Event::NotSent(why));
    show_failure(w);
}
