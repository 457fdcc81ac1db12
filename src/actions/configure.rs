use super::{policy::policy_for, query::query};
use crate::{
    config::{Config, Endpoint, Mode, Side},
    i18n::Texts,
    json::Json,
    state::{ElementSignals, MailboxState, Session},
    task::spawn,
};

/// Applies a configuration, the first or a changed one. A language's file is loaded when it is needed; until then, and
/// without one, the words are English.
pub(crate) fn configure(s: ElementSignals, config: Config, is_first: bool) {
    let Some(environment) = s.cx.environment() else {
        return;
    };
    let lang = config.lang.clone();
    let texts = texts(&config, Json::object());
    let language = texts.base().to_owned();
    let preloaded = environment.assets.preloaded(&language);
    let has_file = preloaded.is_none() && environment.assets.has_language(&language);
    let texts = preloaded.map_or(texts, |file| self::texts(&config, file));
    let before = s.cx.config_now();
    let is_moved = !is_first && queries(&before) != queries(&config);
    if let Some(policy) = config.policy.clone()
        && (is_first || config.policy_endpoint.is_none())
    {
        s.cx.set_policy(policy_for(config.mode, policy));
    }
    // The words of a language that is there already stay until its file is read again.
    if is_first || !(has_file && before.lang == lang) {
        s.cx.set_texts(texts);
    }
    s.cx.set_config(config);
    if is_moved {
        s.mailbox.mailbox.set(MailboxState::default());
        s.cx.set_session(Session::default());
        query(s);
    }
    if !has_file {
        return;
    }
    spawn(async move {
        let file = environment.assets.language(&language).await;
        let config = s.cx.config_now();
        if config.lang == lang {
            s.cx.set_texts(self::texts(&config, file.unwrap_or_default()));
        }
    });
}

/// The texts for whoever uses the element.
fn texts(config: &Config, file: Json) -> Texts {
    let texts = Texts::new(&config.lang, config.texts.clone(), file);
    let is_other_side = config.mode == Mode::Recovery && config.side == Side::Administrator;
    if is_other_side || config.mode == Mode::Administrator {
        return texts.for_administrator();
    }
    texts
}

/// The endpoints of the queries.
fn queries(config: &Config) -> [Option<&Endpoint>; 3] {
    [
        config.policy_endpoint.as_ref(),
        config.devices_endpoint.as_ref(),
        config.status_endpoint.as_ref(),
    ]
}
