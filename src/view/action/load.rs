use std::rc::Rc;

use mailbox_password_rules::ProblemCode;

use super::{list, lock::lock, typing};
use crate::{
    api,
    config::Config,
    flow::{Event, Failure},
    i18n::Texts,
    json::Json,
    task::spawn,
    view::{WidgetEvent, state::Widget},
};

/// Reads what there is to know: the policy, the mailbox's state, an open attempt, an unfinished list.
pub(in crate::view) fn start(w: Widget) {
    match w.read(|state| state.place().load_attempt()).flatten() {
        Some(attempt) => {
            let event = WidgetEvent::unknown(&attempt);
            w.happened(Event::Resumed(attempt));
            w.focus("unknown");
            w.tell(event);
        }
        None => list::offer(w),
    }
    ask(w);
}

/// Signed in again: what the session gave is read anew. Nothing is sent by itself.
pub(in crate::view) fn resume_session(w: Widget) {
    w.change(|state| {
        let has_expired = matches!(
            &state.flow.failure,
            Some(Failure::Refused(refusal)) if refusal.code == Some(ProblemCode::SessionExpired)
        );
        if has_expired {
            state.flow.failure = None;
            state.summary = false;
        }
    });
    ask(w);
}

/// The configuration, also when it changes: the language's file is loaded once it is needed. Until then, and without
/// one, the words are English.
pub(in crate::view) fn configure(w: Widget, config: Config) {
    let (lang, own) = (config.lang.clone(), config.texts.clone());
    let texts = Texts::new(&lang, own.clone(), Json::object());
    let language = texts.base().to_owned();
    let Some(ties) = w.ties() else { return };
    let has_file = ties.assets.has_language(&language);
    w.change(|state| {
        if let Some(policy) = config.policy.clone()
            && config.policy_endpoint.is_none()
        {
            state.policy = policy;
        }
        let is_loading = has_file && state.config.lang == lang;
        if !is_loading {
            state.texts = texts;
        }
        state.config = Rc::new(config);
    });
    if has_file {
        spawn(async move {
            let file = ties.assets.language(&language).await.unwrap_or_default();
            w.change(|state| {
                if state.config.lang == lang {
                    state.texts = Texts::new(&lang, own, file);
                }
            });
        });
    }
}

/// Asks for everything side by side: one slow answer holds up no other.
fn ask(w: Widget) {
    let now = w.read(|state| (state.config.clone(), state.texts.lang().to_owned()));
    let (Some((config, lang)), Some(ties)) = (now, w.ties()) else {
        return;
    };
    spawn({
        let (config, lang, ties) = (config.clone(), lang.clone(), ties.clone());
        async move {
            if let Some(policy) = api::policy(&config, &lang, &ties.abort).await {
                w.change(|state| state.policy = policy);
                typing::judge(w);
                list::judge_devices(w);
            }
        }
    });
    spawn({
        let ties = ties.clone();
        async move {
            if let Some(status) = api::status(&config, &lang, &ties.abort).await {
                let is_new = w.read(|state| state.locked.is_none()) == Some(true);
                w.change(|state| state.baseline = status.password_changed_at);
                if status.locked && is_new {
                    lock(w, status.unlocks_in, false);
                }
            }
        }
    });
    spawn(async move {
        if let Some(packed) = ties.assets.common().await {
            typing::know_common(w, &packed);
        }
    });
}
