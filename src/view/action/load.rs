use std::rc::Rc;

#[cfg(feature = "full")]
use super::{generate, list, recover, watch};
use super::{
    lock::{lock, look_again},
    typing,
};
#[cfg(feature = "full")]
use crate::view::care::Watch;
use crate::{
    api::{self, Lost},
    config::{Config, Endpoint, Mode},
    flow::Event,
    i18n::Key,
    json::Json,
    task::spawn,
    view::{
        WidgetEvent,
        slot::Part,
        state::{State, heeded, texts as texts_of},
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
        Part::Prepare => list::load_devices(w),
        #[cfg(feature = "full")]
        Part::Unfinished => list::offer(w),
        #[cfg(not(feature = "full"))]
        _ => {}
    }
    ask(w);
}

/// The form: what an earlier page left open.
fn begin(w: Widget) {
    match w.read(|state| state.place().load_attempt()).flatten() {
        Some(attempt) => {
            let event = WidgetEvent::unknown(&attempt);
            #[cfg(feature = "full")]
            w.change(|state| state.care.admin.take_up(attempt.wishes));
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
        if state.is_signed_out() {
            state.flow.failure = None;
            state.summary = None;
            #[cfg(feature = "full")]
            {
                state.care.watch.unlock = None;
            }
        }
        state.expired = None;
    });
    ask(w);
}

/// A question was not answered. Where that is because the session has ended, it is said once, and nothing more is
/// asked until the host says that it goes on.
pub(super) fn lost(w: Widget, why: Lost) {
    let key = match why {
        Lost::Expired => ended(w),
        Lost::Redirected => Key::UnknownRedirect,
        Lost::Unclear => return,
    };
    let is_new = w.read(|state| state.expired.is_none() && !state.is_signed_out());
    w.change(|state| {
        state.expired = Some(key);
        #[cfg(feature = "full")]
        state.care.watch.loses_sight();
    });
    if is_new == Some(true) {
        w.announce(|state| state.texts.get(key));
        w.tell(WidgetEvent::SessionExpired);
    }
}

/// That the session has ended, and, where something was typed, that it stays.
fn ended(w: Widget) -> Key {
    #[cfg(feature = "full")]
    if matches!(
        w.ties().map(|ties| ties.part.clone()),
        Some(Part::Checklist(_))
    ) {
        return Key::SessionEnded;
    }
    w.read(State::session_ended).unwrap_or(Key::SessionExpired)
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
        w.change(|state| state.expired = None);
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
            match api::policy(&config, &lang, &ties.abort).await {
                Ok(policy) => {
                    w.change(|state| state.policy = heeded(&config, policy));
                    typing::judge(w);
                    #[cfg(feature = "full")]
                    {
                        generate::heed(w);
                        list::judge_devices(w);
                    }
                }
                Err(why) => lost(w, why),
            }
        }
    });
    #[cfg(feature = "full")]
    watch::look(w);
    if ties.part != Part::Whole {
        return;
    }
    // After a change the list looks.
    if config.mode == Mode::User && w.read(State::is_changed) == Some(false) {
        look(w, None);
    }
    spawn(async move {
        if let Some(packed) = ties.assets.common().await {
            typing::know_common(w, &packed);
        }
    });
}

/// One's own form asks how the mailbox is: when it is shown, and again and again while it is locked since a time.
pub(super) fn look(w: Widget, since: Option<f64>) {
    let now = w.read(|state| {
        let lang = state.texts.lang().to_owned();
        (state.config.clone(), lang, state.locked)
    });
    let (Some((config, lang, before)), Some(ties)) = (now, w.ties()) else {
        return;
    };
    spawn(async move {
        let answer = api::status(&config, &lang, &ties.abort).await;
        if let Some(since) = since {
            look_again(w, since);
        }
        let status = match answer {
            Ok(status) => status,
            Err(why) => return lost(w, why),
        };
        let is_as_before = w.read(|state| state.locked == before) == Some(true);
        w.change(|state| state.baseline = status.password_changed_at);
        match (before, status.locked) {
            // Something has happened since it was asked.
            _ if !is_as_before => {}
            (None, true) => lock(w, status.unlocks_in, false),
            (Some(_), false) => {
                w.change(|state| state.locked = None);
                w.announce(|state| state.texts.get(Key::NotLocked));
            }
            _ => {}
        }
    });
}
