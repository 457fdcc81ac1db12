use dom::{Element, html};

use super::{elements::notice, icon::Icon};
use crate::{
    config::{ConfigError, Source},
    i18n::{Key, Texts},
};

/// An invalid configuration is shown; nothing can be sent. The errors themselves are for the integrator, in English.
pub(crate) fn configuration_errors(source: &Source, errors: &[ConfigError]) -> Element {
    let lang = source.attributes.get("lang").text();
    let lang = lang.as_deref().unwrap_or(&source.page_lang);
    let texts = Texts::new(lang, source.config.get("texts"), source.language.clone());
    let items = errors.iter().map(|error| html::li().text(error.sentence()));
    let list = html::ul()
        .class("mbp-links")
        .attr("lang", "en")
        .attr("dir", "ltr")
        .children(items);
    let heading = html::p()
        .class("mbp-heading")
        .text(texts.get(Key::ConfigHeading));
    let content = html::div().child(heading).child(list);
    let notice = notice("bad", Icon::Bad, content).attr("role", "alert");
    html::div()
        .class("mbp")
        .attr("data-mailbox-password", "misconfigured")
        .attr("lang", texts.words_lang())
        .attr("dir", texts.dir())
        .child(notice)
}
