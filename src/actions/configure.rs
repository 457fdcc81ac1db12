use super::{policy::policy_for, polling::load_devices, query::query};
use crate::{
    config::{Config, Endpoint, Side},
    i18n::{Language, Texts},
    state::{ElementSignals, MailboxState, Session},
    task::spawn,
};

/// Applies a configuration, the first or a changed one. A language's file is loaded when it is needed. Until it has
/// come, the current texts stay. A language without a file gets the texts that the element started with.
pub(crate) fn configure(s: ElementSignals, config: Config, is_first: bool) {
    let Some(environment) = s.cx.environment() else {
        return;
    };
    let lang = config.lang.clone();
    let (now, first) = (s.cx.texts_now().language(), environment.language.clone());
    let wanted = texts(&config, now.clone()).base().to_owned();
    let is_here = now.tag() == wanted;
    let has_file = !is_here && first.tag() != wanted && environment.assets.has_language(&wanted);
    let texts = texts(&config, if is_here || has_file { now } else { first });
    let before = s.cx.config_now();
    let is_moved = !is_first && queries(&before) != queries(&config);
    // With an endpoint, its answer counts.
    if is_first || config.policy_endpoint.is_none() {
        let policy = config.policy.clone().unwrap_or_default();
        s.cx.set_policy(policy_for(config.mode, policy));
    }
    let has_other_devices = config.devices_endpoint.is_none() && before.devices != config.devices;
    s.cx.set_texts(texts);
    s.cx.set_config(config);
    if has_other_devices && s.mailbox().devices().get_untracked().is_some() {
        load_devices(s);
    }
    if is_moved {
        s.mailbox().mailbox().set(MailboxState::default());
        s.cx.set_session(Session::default());
        query(s);
    }
    if !has_file {
        return;
    }
    spawn(async move {
        let file = environment.assets.language(&wanted).await;
        let config = s.cx.config_now();
        if let Some(file) = file.filter(|_| config.lang == lang) {
            let language = Language::new(&wanted, &file);
            s.cx.set_texts(self::texts(&config, language));
        }
    });
}

/// The texts for whoever uses the element.
fn texts(config: &Config, language: Language) -> Texts {
    let texts = Texts::new(&config.lang, config.texts.clone(), language);
    match config.side {
        Side::Administrator => texts.for_administrator(),
        Side::User => texts,
    }
}

/// The endpoints of the queries.
fn queries(config: &Config) -> [Option<&Endpoint>; 3] {
    [
        config.policy_endpoint.as_ref(),
        config.devices_endpoint.as_ref(),
        config.status_endpoint.as_ref(),
    ]
}
