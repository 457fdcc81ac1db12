use std::rc::Rc;

use super::client::Client;
use crate::{
    i18n::{Key, Texts},
    json::Json,
    view::{
        action,
        el::{El, el},
        part::{folded, list, stack, t},
        state::State,
        widget::Widget,
    },
};

/// What the steps of a mail client are for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::view) enum Help {
    /// Entering the new password.
    Enter,
    /// Taking the password out.
    TakeOut,
}

/// What to do in a mail client: folded, loaded when it is opened. Opening one closes no other.
pub(in crate::view) fn client_steps(
    w: Widget,
    client: impl Fn(&State) -> Client + Copy + 'static,
    help: Help,
) -> El {
    client_steps_of(w, Rc::new(client), help)
}

fn client_steps_of(w: Widget, client: Rc<dyn Fn(&State) -> Client>, help: Help) -> El {
    let key = match help {
        Help::Enter => Key::HowTo,
        Help::TakeOut => Key::TakeOut,
    };
    let (of_name, of_loading, of_whose, of_steps) = (
        client.clone(),
        client.clone(),
        client.clone(),
        client.clone(),
    );
    let name = move |state: &State| {
        let client = state.texts.get(of_name(state).key());
        state.texts.fill(key, &[("client", &client)])
    };
    let is_loading = move |state: &State| {
        let is_known = loaded(state, of_loading(state)).is_some();
        state.say_if(!is_known, Key::Loading)
    };
    // Another client may come to this place when a device is removed.
    let whose = move |state: &State| {
        let client = loaded(state, of_whose(state)).map(|(client, _)| client.id());
        client.unwrap_or_default().into()
    };
    folded("mbp-how", name)
        .on("toggle", move |_| {
            if let Some(Some(client)) = w.read(|state| {
                let client = client(state);
                loaded(state, client).is_none().then_some(client)
            }) {
                action::load_steps(w, client);
            }
        })
        .hold(el("p", "mbp-note").say_if_any(is_loading))
        .hold_keyed(whose, move |state| steps(state, of_steps(state), help))
}

/// The steps of a client, once they are loaded; or none of our own.
fn loaded(state: &State, client: Client) -> Option<&(Client, Option<Json>)> {
    state.care.steps.iter().find(|(known, _)| *known == client)
}

/// The steps as they are; their words follow the language.
fn steps(state: &State, client: Client, help: Help) -> El {
    let steps = loaded(state, client).and_then(|(_, steps)| steps.clone());
    match (steps, help) {
        (Some(steps), Help::Enter) => stack(
            "mbp-stack",
            steps.get("variants").items().iter().map(variant),
        ),
        (Some(steps), Help::TakeOut) if steps.get("recovery").is_object() => {
            take_out(&steps.get("recovery"))
        }
        (_, Help::Enter) => el("p", "").say(t(Key::GeneralSteps)),
        (_, Help::TakeOut) => el("p", "").say(t(Key::TakeOutGeneral)),
    }
}

/// Where the password hides, how it gets out, the gentlest way first, and what deletion would lose.
fn take_out(recovery: &Json) -> El {
    let words = |name: &str| {
        let text = recovery.get(name);
        move |state: &State| in_language(&state.texts, &text).unwrap_or_default()
    };
    let labelled = |key: Key, name: &str| {
        let label = el("p", "mbp-label").say(t(key));
        stack("", [label, el("p", "").say(words(name))])
    };
    let all = recovery.get("remove").items();
    let remove = list("ol", "mbp-steps", move |state| {
        let step = |step: &Json| in_language(&state.texts, step);
        all.iter().filter_map(step).collect::<Vec<_>>().join("\n")
    });
    stack(
        "mbp-stack",
        [
            labelled(Key::WhereHidden, "where"),
            remove,
            labelled(Key::TakeOutLoses, "loses"),
            sources(recovery),
        ],
    )
}

fn variant(variant: &Json) -> El {
    let heading = variant.get("heading");
    let heading = el("p", "mbp-label")
        .say_if_any(move |state| in_language(&state.texts, &heading).unwrap_or_default());
    let steps = variant.get("steps").items();
    let steps = list("ol", "mbp-steps", move |state| {
        let step = |step: &Json| in_language(&state.texts, step);
        steps.iter().filter_map(step).collect::<Vec<_>>().join("\n")
    });
    stack("mbp-stack", [heading, steps, sources(variant)])
}

/// Where the steps were read, and when.
fn sources(of: &Json) -> El {
    let sources = of.get("sources").items();
    list("ul", "mbp-source", move |state| {
        let source = |source: &Json| {
            let title = source.get("title").text().unwrap_or_default();
            let date = source.get("date").text().unwrap_or_default();
            state
                .texts
                .fill(Key::Source, &[("title", &title), ("date", &date)])
        };
        sources.iter().map(source).collect::<Vec<_>>().join("\n")
    })
}

/// A text by language: the exact tag, the language, English.
fn in_language(texts: &Texts, text: &Json) -> Option<String> {
    [texts.lang(), texts.base(), "en"]
        .into_iter()
        .find_map(|lang| text.get(lang).text())
}
