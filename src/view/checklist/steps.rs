use super::{client::Client, row::of};
use crate::{
    i18n::{Key, Texts},
    json::Json,
    view::{
        action,
        el::{El, el},
        part::{folded, list, stack},
        state::{State, Widget},
    },
};

/// How to enter the password in a mail client: folded, loaded when it is opened. Opening one closes no other.
pub(super) fn client_steps(w: Widget, index: usize) -> El {
    let name = move |state: &State| {
        let client = state.texts.get(client(state, index).key());
        state.texts.fill(Key::HowTo, &[("client", &client)])
    };
    let is_loading =
        move |state: &State| state.say_if(loaded(state, index).is_none(), Key::Loading);
    // Another client may come to this place when a device is removed.
    let whose = move |state: &State| {
        let client = loaded(state, index).map(|(client, _)| client.id());
        client.unwrap_or_default().into()
    };
    folded("mbp-how", name)
        .on("toggle", move |_| {
            if let Some(Some(client)) = w.read(|state| {
                let is_known = loaded(state, index).is_some();
                (!is_known).then(|| client(state, index))
            }) {
                action::load_steps(w, client);
            }
        })
        .hold(el("p", "mbp-note").say_if_any(is_loading))
        .hold_keyed(whose, move |state| steps(state, index))
}

fn client(state: &State, index: usize) -> Client {
    of(state, index).map_or(Client::Other, |row| Client::named(&row.client))
}

/// The steps of the client at this place, once they are loaded; or none of our own.
fn loaded(state: &State, index: usize) -> Option<&(Client, Option<Json>)> {
    let client = client(state, index);
    state.steps.iter().find(|(known, _)| *known == client)
}

/// The steps as they are; their words follow the language.
fn steps(state: &State, index: usize) -> El {
    let steps = loaded(state, index).and_then(|(_, steps)| steps.clone());
    let Some(steps) = steps else {
        return el("p", "").say(|state| state.texts.get(Key::GeneralSteps));
    };
    let variants = steps.get("variants").items();
    stack("mbp-stack", variants.iter().map(variant))
}

fn variant(variant: &Json) -> El {
    let heading = variant.get("heading");
    let heading = el("p", "mbp-label")
        .say_if_any(move |state| in_language(&state.texts, &heading).unwrap_or_default());
    let sources = variant.get("sources").items();
    let sources = list("ul", "mbp-source", move |state| {
        let source = |source: &Json| {
            let title = source.get("title").text().unwrap_or_default();
            let date = source.get("date").text().unwrap_or_default();
            state
                .texts
                .fill(Key::Source, &[("title", &title), ("date", &date)])
        };
        sources.iter().map(source).collect::<Vec<_>>().join("\n")
    });
    let steps = variant.get("steps").items();
    let steps = list("ol", "mbp-steps", move |state| {
        let step = |step: &Json| in_language(&state.texts, step);
        steps.iter().filter_map(step).collect::<Vec<_>>().join("\n")
    });
    stack("mbp-stack", [heading, steps, sources])
}

/// A text by language: the exact tag, the language, English.
fn in_language(texts: &Texts, text: &Json) -> Option<String> {
    [texts.lang(), texts.base(), "en"]
        .into_iter()
        .find_map(|lang| text.get(lang).text())
}
