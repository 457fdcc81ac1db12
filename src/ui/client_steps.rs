use dom::{Element, html, switch};

use super::elements::{folded, line_or_hidden, lines, stack};
use crate::{
    i18n::{Key, Texts},
    json::Json,
    model::Client,
    state::{ClientSteps, Context},
};

/// What instructions for a mail client are for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Purpose {
    /// Entering the new password.
    Enter,
    /// Removing the password.
    Remove,
}

/// What to do in a mail client, once it is loaded.
pub(super) fn steps(cx: Context, client: Client, purpose: Purpose) -> Element {
    let is_loaded = move || loaded(&cx.client_steps().get(), client).is_some();
    let loading = move || {
        if is_loaded() {
            String::new()
        } else {
            cx.text(Key::Loading)
        }
    };
    html::div()
        .child(line_or_hidden("mbp-note", loading))
        .child(switch(is_loaded, move |_| {
            loaded(&cx.client_steps().get_untracked(), client)
                .map(|steps| instructions(cx, steps, purpose))
        }))
}

/// The instructions for a client once they are loaded, or that it has none of its own.
fn loaded(steps: &ClientSteps, client: Client) -> Option<Option<Json>> {
    let mut steps = steps.iter();
    let (_, steps) = steps.find(|(loaded, _)| *loaded == client)?;
    Some(steps.clone())
}

/// The instructions; their words follow the language.
fn instructions(cx: Context, steps: Option<Json>, purpose: Purpose) -> Element {
    match (steps, purpose) {
        (Some(steps), Purpose::Enter) => {
            let variants = steps.get("variants").items();
            let variants = variants.iter().enumerate();
            stack(
                "mbp-stack",
                variants.map(|(index, each)| variant(cx, each, index == 0)),
            )
        }
        (Some(steps), Purpose::Remove) if steps.get("recovery").is_object() => {
            removal(cx, &steps.get("recovery"))
        }
        (_, Purpose::Enter) => html::p().text(cx.t(Key::GeneralSteps)),
        (_, Purpose::Remove) => html::p().text(cx.t(Key::TakeOutGeneral)),
    }
}

/// Where the password is, how it is removed, the gentlest way first, and what deletion would lose.
fn removal(cx: Context, recovery: &Json) -> Element {
    let labelled = |key: Key, name: &str| {
        let label = html::p().class("mbp-label").text(cx.t(key));
        let text = recovery.get(name);
        let words = move || in_language(&cx.texts(), &text).unwrap_or_default();
        stack("", [label, html::p().text(words)])
    };
    stack(
        "mbp-stack",
        [
            labelled(Key::WhereHidden, "where"),
            step_list(cx, recovery.get("remove").items()),
            labelled(Key::TakeOutLoses, "loses"),
            sources(cx, recovery),
        ],
    )
}

/// One way: the first stands open, the others are folded.
fn variant(cx: Context, variant: &Json, is_first: bool) -> Element {
    let heading = variant.get("heading");
    let heading = move || in_language(&cx.texts(), &heading).unwrap_or_default();
    let steps = step_list(cx, variant.get("steps").items());
    let way = [steps, sources(cx, variant)];
    if is_first {
        let heading = html::p().class("mbp-label").text_or_hidden(heading);
        stack("mbp-stack", [heading]).children(way)
    } else {
        folded("", heading).child(stack("mbp-stack", way))
    }
}

fn step_list(cx: Context, steps: Vec<Json>) -> Element {
    lines(html::ol().class("mbp-steps"), html::li, move || {
        let texts = cx.texts();
        let step = |step: &Json| in_language(&texts, step);
        steps.iter().filter_map(step).collect()
    })
}

/// Where the instructions were read, and when.
fn sources(cx: Context, of: &Json) -> Element {
    let sources = of.get("sources").items();
    lines(html::ul().class("mbp-source"), html::li, move || {
        let texts = cx.texts();
        let source = |source: &Json| {
            let title = source.get("title").text().unwrap_or_default();
            let date = source.get("date").text().unwrap_or_default();
            let month = texts.month(&date);
            texts.fill(Key::Source, &[("title", &title), ("date", &month)])
        };
        sources.iter().map(source).collect()
    })
}

/// A text by language: the exact tag, its base, English.
fn in_language(texts: &Texts, text: &Json) -> Option<String> {
    [texts.lang(), texts.base(), "en"]
        .into_iter()
        .find_map(|lang| text.get(lang).text())
}
