use leptos::prelude::*;

use super::client::Client;
use crate::{
    i18n::{Key, Texts},
    json::Json,
    view::{action, part, state::Widget},
};

/// How to enter the password in a mail client: folded, loaded when it is opened. Opening one closes no other.
pub(super) fn client_steps(w: Widget, client: &str) -> AnyView {
    let client = Client::named(client);
    // Nothing yet; then the client's own steps, or none.
    let loaded = RwSignal::new_local(None::<Option<Json>>);
    let name = w.words(move |state| {
        let client = state.texts.get(client.key());
        state.texts.fill(Key::HowTo, &[("client", &client)])
    });
    let body = move || {
        // The words' language is followed, too.
        w.t(Key::HowTo).track();
        match loaded.get() {
            None => vec![part::line("mbp-note", w.t(Key::Loading))],
            Some(None) => vec![part::line("", w.t(Key::GeneralSteps))],
            Some(Some(steps)) => w
                .read(|state| variants(&state.texts, &steps))
                .unwrap_or_default(),
        }
    };
    let on_open = move || {
        if loaded.with_untracked(Option::is_none) {
            action::load_steps(w, client.id(), loaded);
        }
    };
    part::folded("mbp-how", name, Box::new(on_open), vec![body.into_any()])
}

fn variants(texts: &Texts, steps: &Json) -> Vec<AnyView> {
    let mut parts = Vec::new();
    for variant in steps.get("variants").items() {
        let said = |words: String| Signal::stored(words);
        let heading = in_language(texts, &variant.get("heading")).unwrap_or_default();
        parts.push(part::line_if_any("mbp-label", said(heading)));
        let items = variant.get("steps").items();
        let items = items.iter().filter_map(|step| in_language(texts, step)).collect();
        parts.push(part::steps(Signal::stored(items)));
        for source in variant.get("sources").items() {
            let title = source.get("title").text().unwrap_or_default();
            let date = source.get("date").text().unwrap_or_default();
            let words = texts.fill(Key::Source, &[("title", &title), ("date", &date)]);
            parts.push(part::line("mbp-source", said(words)));
        }
    }
    parts
}

/// A text by language: the exact tag, the language, English.
fn in_language(texts: &Texts, text: &Json) -> Option<String> {
    [texts.lang(), texts.base(), "en"]
        .into_iter()
        .find_map(|lang| text.get(lang).text())
}
