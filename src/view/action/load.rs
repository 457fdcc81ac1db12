use std::rc::Rc;

use mailbox_password_rules::ProblemCode;

#[cfg(feature = "full")]
use super::{list, recover, watch};
use super::{lock::lock, typing};
#[cfg(feature = "full")]
use crate::view::care::Watch;
use crate::{
    api,
    config::{Config, Endpoint, Mode},
    flow::{Event, Failure},
    json::Json,
    task::spawn,
    view::{
        WidgetEvent,
        slot::Part,
        state::{heeded, texts as texts_of},
        widget::Widget,
    },
};

/// Reads what there is to know: the policy, the mailbox's state, an open attempt, an unfinished list.
pub(in crate::view) fn start(w: Widget) {
    let Some(ties) = w.ties() else { return };
    match &ties.part {
        #[cfg(feature = "full")]
        Part::Whole if w.read(|state| state.config.mode == Mode::Recovery) == Some(true) => {
            recover::begin(w);
        }
        #[cfg(feature = "full")]
        Part::Recovery => recover::begin(w),
        Part::Whole => begin(w),
        #[cfg(feature = "full")]
        Part::Checklist(changed) => list::begin(w, changed.clone()),
        #[cfg(feature = "full")]
        Part::Unfinished => list::offer(w),
        _ => {}
    }
    ask(w);
}

/// The form: what an earlier page left open.
fn begin(w: Widget) {
    match w.read(|state| state.place().load_attempt()).flatten() {
        Some(attempt) => {
            let event = WidgetEvent::unknown(&attempt);
            w.happened(Event::Resumed(attempt));
            w.focus("unknown");
            w.tell(event);
        }
        None => w.change(|state| {
            state.has_list = state.config.mode == Mode::User && state.place().has_unfinished_list();
        }),
    }
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
            state.summary = None;
        }
    });
    ask(w);
}

/// The configuration, also when it changes: the language's file is loaded once it is needed. Until then, and without
/// one, the words are English.
pub(in crate::view) fn configure(w: Widget, config: Config) {
    let lang = config.lang.clone();
    let texts = texts_of(&config, Json::object());
    let language = texts.base().to_owned();
    let Some(ties) = w.ties() else { return };
    let has_file = ties.assets.has_language(&language);
    let before = w.read(|state| endpoints(&state.config));
    let is_elsewhere = before.is_some_and(|before| before != endpoints(&config));
    w.change(|state| {
        if let Some(policy) = config.policy.clone()
            && config.policy_endpoint.is_none()
        {
            state.policy = heeded(&config, policy);
        }
        let is_loading = has_file && state.config.lang == lang;
        if !is_loading {
            state.texts = texts;
        }
        state.config = Rc::new(config);
    });
    if is_elsewhere {
        #[cfg(feature = "full")]
        w.change(|state| state.care.watch = Watch::default());
        ask(w);
    }
    if has_file {
        spawn(async move {
            let file = ties.assets.language(&language).await.unwrap_or_default();
            w.change(|state| {
                if state.config.lang == lang {
                    state.texts = texts_of(&state.config, file);
                }
            });
        });
    }
}

/// Where things are asked.
fn endpoints(config: &Config) -> [Option<Endpoint>; 3] {
    [
        config.policy_endpoint.clone(),
        config.devices_endpoint.clone(),
        config.status_endpoint.clone(),
    ]
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
                w.change(|state| state.policy = heeded(&config, policy));
                typing::judge(w);
                #[cfg(feature = "full")]
                list::judge_devices(w);
            }
        }
    });
    if ties.part != Part::Whole {
        #[cfg(feature = "full")]
        watch::look(w);
        return;
    }
    let mode = config.mode;
    spawn({
        let ties = ties.clone();
        async move {
            if let Some(status) = api::status(&config, &lang, &ties.abort).await {
                let is_new = w.read(|state| state.locked.is_none()) == Some(true);
                #[cfg(feature = "full")]
                watch::saw(w, &status);
                w.change(|state| state.baseline = status.password_changed_at);
                if status.locked && is_new && mode == Mode::User {
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
