use std::time::Duration;

use leptos::prelude::untrack;
use wasm_bindgen::prelude::*;

use super::{
    countdown::{announce_wait, say_still_working},
    job::follow_job,
    judge::{is_unmet, judge, verdicts},
    offline::notice_offline,
    outcome::{answered, not_sent},
    status::announce_status,
    typing::{check_bits, drop_announcement, edits, mask, notice_edit},
};
use crate::{
    api::{self, Submission},
    clock,
    config::Mode,
    i18n::Key,
    model::{
        Attempt, ChangeEvent, ChangeOptions, Field, FieldError, FieldErrors, HostEvent, NotSent,
        Outcome,
    },
    state::{ErrorSummary, FormSignals, Session},
    task::spawn,
};

/// How long a submit waits for the policy; after that the back end alone checks the rules.
const HOLD_LIMIT: Duration = Duration::from_secs(10);

/// **Change**, or Enter in a field.
pub(crate) fn submit(s: FormSignals) {
    let now = clock::now();
    let change = s.change().get_untracked();
    if !change.may_send(now) {
        if change.is_unknown() {
            s.cx.focus("unknown");
        } else if !change.is_sending() {
            announce_wait(s);
        }
        return;
    }
    if untrack(|| s.waits_for_unlock()) {
        // A submit that was held is not sent when the lock is over: nobody presses by then.
        s.change().update(|state| state.held_since = None);
        return s.cx.focus("locked");
    }
    // Nothing is sent unvalidated: the submit waits until the policy has been answered or has failed.
    let must_wait = *s.cx.is_policy_pending_now();
    // Pressing again does not lengthen the wait.
    let held_since = must_wait.then(|| change.held_since.unwrap_or(now));
    s.change().update(|state| state.held_since = held_since);
    if must_wait {
        s.cx.announce_key(Key::OneMoment);
        let stop_waiting = move || {
            // A later submit that is held has a limit of its own.
            if s.change().get_untracked().held_since == held_since {
                s.cx.set_is_policy_pending(false);
            }
        };
        s.cx.after(HOLD_LIMIT, Box::new(stop_waiting));
        return;
    }
    drop_announcement();
    mask(s);
    if read_fields(s).is_none() {
        return;
    }
    if !s.cx.emit(HostEvent::BeforeSubmit) {
        return not_sent(s, NotSent::Cancelled);
    }
    // A listener may have sent it already, or put something else into the fields.
    if s.change().get_untracked().may_send(now)
        && let Some([current, new, _]) = read_fields(s)
    {
        send(s, &current, &new);
    }
}

/// The policy has been answered or has failed: a submit that waited for it continues.
pub(super) fn submit_held(s: FormSignals) {
    if s.change().get_untracked().held_since.is_some() {
        submit(s);
    }
}

/// Reads and validates the fields. Errors are shown, and get the focus.
fn read_fields(s: FormSignals) -> Option<[String; 3]> {
    let values = Field::ALL.map(|field| s.cx.value(field));
    judge(s);
    notice_offline(s);
    let errors = validate(s, &values);
    let is_fine = errors.is_empty();
    let wrong = |field: &Field| errors.get(*field).is_some();
    let first_wrong = Field::ALL.into_iter().find(wrong);
    s.form().update(|form| {
        form.errors = errors;
        form.summary = (!is_fine).then_some(ErrorSummary::Stopped);
    });
    if let Some(field) = first_wrong {
        s.cx.focus(field.id());
        announce_status(s);
    }
    is_fine.then_some(values)
}

fn validate(s: FormSignals, [current, new, confirm]: &[String; 3]) -> FieldErrors {
    let missing = |value: &str| value.is_empty().then_some(FieldError::Missing);
    let (findings, _) = verdicts(&s.cx.policy_now(), current, new);
    let is_unmet = findings.iter().any(is_unmet);
    let is_forbidden = untrack(|| s.must_generate()) && !s.form().get_untracked().is_generated;
    let mut errors = FieldErrors::default();
    if s.cx.mode() == Mode::User {
        errors.set(Field::Current, missing(current));
    }
    let new_error = missing(new)
        .or(is_forbidden.then_some(FieldError::OnlyGenerated))
        .or(is_unmet.then_some(FieldError::Unmet));
    errors.set(Field::New, new_error);
    let mismatch = (confirm != new).then_some(FieldError::Mismatch);
    errors.set(Field::Confirm, missing(confirm).or(mismatch));
    errors
}

/// Sends one request. The passwords are in its body and nowhere else.
fn send(s: FormSignals, current: &str, new: &str) {
    let (config, texts) = (s.cx.config_now(), s.cx.texts_now());
    let Some(environment) = s.cx.environment() else {
        return;
    };
    let current = Some(current).filter(|_| config.mode == Mode::User);
    let Some(attempt) = new_attempt(s) else {
        return not_sent(s, NotSent::Headers);
    };
    let (options, key) = (attempt.options, attempt.key.clone());
    let Some(submission) = Submission::new(&config.mailbox, current, new, options, key) else {
        return not_sent(s, NotSent::Headers);
    };
    s.cx.records().save_attempt(&attempt);
    s.lock().set(None);
    s.cx.set_session(Session::default());
    s.change().update(|state| {
        state.is_slow = false;
        state.change.apply(ChangeEvent::Sent(attempt));
    });
    s.cx.announce_key(Key::Changing);
    say_still_working(s);
    spawn(async move {
        let lang = texts.lang();
        match api::change(&config, submission, lang, &environment.abort).await {
            Ok(outcome) => {
                let retry_after = match outcome {
                    Outcome::Accepted { retry_after, .. } => Some(retry_after),
                    Outcome::Changed(_) | Outcome::Refused(_) | Outcome::Unknown(_) => None,
                };
                answered(s, outcome);
                if let Some(retry_after) = retry_after {
                    follow_job(s, retry_after);
                }
            }
            Err(reason) => not_sent(s, reason),
        }
    });
}

/// A new attempt: the last one's key if it may be retried and nothing was edited since, else a new random key.
fn new_attempt(s: FormSignals) -> Option<Attempt> {
    notice_edit(s);
    let change = s.change().get_untracked();
    let edits = edits();
    let key = change.reusable_key(edits).map(String::from);
    let key = key.or_else(random_key)?;
    Some(Attempt {
        check_bits: Some(check_bits(s, &key)),
        key,
        baseline: change.baseline.clone(),
        sent_at: js_sys::Date::now(),
        edits,
        options: options(s),
        location: None,
    })
}

/// What an administrator requests besides the password, as far as the policy supports it.
fn options(s: FormSignals) -> ChangeOptions {
    let (chosen, supports) = (s.form().get_untracked().options, s.cx.policy_now().supports);
    if s.cx.mode() != Mode::Administrator {
        return ChangeOptions::default();
    }
    ChangeOptions {
        must_change: chosen.must_change && supports.must_change,
        sign_out: chosen.sign_out && supports.sign_out_other_sessions,
    }
}

/// An idempotency key (draft-ietf-httpapi-idempotency-key-header): a random UUID.
fn random_key() -> Option<String> {
    random_uuid().ok()?.as_string()
}

#[wasm_bindgen]
extern "C" {
    // Older browsers do not have it, and a page may have replaced it.
    #[wasm_bindgen(catch, js_namespace = crypto, js_name = randomUUID)]
    fn random_uuid() -> Result<JsValue, JsValue>;
}
