use std::{cell::RefCell, rc::Rc};

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

/// Whose steps were loaded; and the steps, or none of our own. Nothing before they were asked for.
pub(in crate::view) type Loaded = Rc<RefCell<Option<(Client, Option<Json>)>>>;

/// How to enter the password in a mail client: folded, loaded when it is opened. Opening one closes no other.
pub(super) fn client_steps(w: Widget, index: usize) -> El {
    let client = move |state: &State| {
        of(state, index).map_or(Client::Other, |row| Client::named(&row.client))
    };
    let loaded = Loaded::default();
    let on_open = {
        let loaded = loaded.clone();
        move |_| {
            let Some(client) = w.read(client) else { return };
            let is_known = loaded
                .borrow()
                .as_ref()
                .is_some_and(|(known, _)| *known == client);
            if !is_known {
                action::load_steps(w, client, loaded.clone());
            }
        }
    };
    let name = move |state: &State| {
        let client = state.texts.get(client(state).key());
        state.texts.fill(Key::HowTo, &[("client", &client)])
    };
    let is_loaded = {
        let loaded = loaded.clone();
        move |_: &State| usize::from(loaded.borrow().is_some())
    };
    let is_loading = {
        let loaded = loaded.clone();
        move |state: &State| state.say_if(loaded.borrow().is_none(), Key::Loading)
    };
    folded("mbp-how", name)
        .on("toggle", on_open)
        .hold(el("p", "mbp-note").say_if_any(is_loading))
        .hold_many(is_loaded, move |_| steps(&loaded))
}

/// The steps as they are; their words follow the language.
fn steps(loaded: &Loaded) -> El {
    let steps = loaded
        .borrow()
        .as_ref()
        .and_then(|(_, steps)| steps.clone());
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
