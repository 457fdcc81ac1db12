use super::el::{El, el};
use crate::{
    config::{ConfigError, Source},
    i18n::{Key, Texts},
    json::Json,
};

/// A configuration that does not work is shown; it never half-works. The errors themselves are for the integrator.
pub(crate) fn misconfigured(source: &Source, errors: &[ConfigError]) -> El {
    let lang = source.attributes.get("lang").text();
    let lang = lang.as_deref().unwrap_or(&source.page_lang);
    let texts = Texts::new(lang, source.config.get("texts"), Json::object());
    let items = errors
        .iter()
        .map(|error| el("li", "").write(&error.sentence()));
    let list = el("ul", "mbp-links")
        .set("lang", "en")
        .set("dir", "ltr")
        .hold_all(items);
    let notice = el("div", "mbp-notice mbp-bad")
        .set("role", "alert")
        .hold(el("p", "mbp-notice-heading").write(&texts.get(Key::ConfigHeading)))
        .hold(list);
    el("div", "mbp")
        .set("data-mailbox-password", "misconfigured")
        .set("lang", texts.words_lang())
        .set("dir", texts.dir())
        .hold(notice)
}
