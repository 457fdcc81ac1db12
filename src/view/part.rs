//! The few shapes that everything on the screen is made of.
//!
//! Leptos compiles every shape of a view anew: its elements, attributes and closures are types. A widget of many
//! small views would be several times its size. So views are put together from these, each compiled once.

use leptos::{attr::custom::custom_attribute, ev, prelude::*};

use super::state::{Flag, Widget, Words};
use crate::i18n::Key;

/// A line of text.
pub(super) fn line(class: &'static str, words: Words) -> AnyView {
    part(class, None, Signal::stored(false), words)
}

/// A line of text that is not there while there is nothing to say.
pub(super) fn line_if_any(class: &'static str, words: Words) -> AnyView {
    part(class, None, Signal::derive(move || words.with(String::is_empty)), words)
}

/// A line of text that others refer to.
pub(super) fn line_with_id(class: &'static str, id: String, words: Words) -> AnyView {
    part(class, Some(id), Signal::derive(move || words.with(String::is_empty)), words)
}

/// A line of text that is there while something holds.
pub(super) fn line_while(class: &'static str, flag: Flag, words: Words) -> AnyView {
    part(class, None, Signal::derive(move || !flag.get()), words)
}

/// A heading at its level in the page. A paragraph with a role: it takes the host's text, not its headings' sizes.
pub(super) fn heading(w: Widget, class: &'static str, part: &str, below: u8, key: Key) -> AnyView {
    let level = w.words(move |state| (state.config.heading_level + below).min(6).to_string());
    view! {
        <p
            class=class
            id=w.id(part)
            role="heading"
            tabindex={"-1"}
            {..custom_attribute("aria-level", level)}
        >
            {w.t(key)}
        </p>
    }
    .into_any()
}

/// Parts, one below the other.
pub(super) fn stack(class: &'static str, parts: Vec<AnyView>) -> AnyView {
    view! { <div class=class>{parts}</div> }.into_any()
}

/// Parts that belong together under a name that stands elsewhere.
pub(super) fn group(class: &'static str, labelled_by: String, parts: Vec<AnyView>) -> AnyView {
    view! { <div class=class role="group" aria-labelledby=labelled_by>{parts}</div> }.into_any()
}

/// A part of the page under its heading.
pub(super) fn section(class: &'static str, labelled_by: String, parts: Vec<AnyView>) -> AnyView {
    view! { <section class=class aria-labelledby=labelled_by>{parts}</section> }.into_any()
}

/// Something folded.
pub(super) fn folded(class: &'static str, name: Words, on_open: Box<dyn Fn()>, parts: Vec<AnyView>) -> AnyView {
    let on_open = StoredValue::new_local(on_open);
    view! {
        <details
            class=class
            on:toggle=move |_| {
                on_open.with_value(|on_open| on_open());
            }
        >
            <summary>{name}</summary>
            {parts}
        </details>
    }
    .into_any()
}

/// A list whose items follow the state.
pub(super) fn list(class: &'static str, items: Signal<Vec<String>>) -> AnyView {
    let items = move || {
        items
            .get()
            .into_iter()
            .map(|item| view! { <li>{item}</li> })
            .collect::<Vec<_>>()
    };
    view! { <ul class=class>{items}</ul> }.into_any()
}

/// Steps in their order.
pub(super) fn steps(items: Signal<Vec<String>>) -> AnyView {
    let items = move || {
        items
            .get()
            .into_iter()
            .map(|item| view! { <li>{item}</li> })
            .collect::<Vec<_>>()
    };
    view! { <ol class="mbp-steps">{items}</ol> }.into_any()
}

/// A button that is no submit button.
pub(super) fn button(class: &'static str, name: Words, on_press: impl Fn() + 'static) -> AnyView {
    button_with(class, name, Signal::stored(false), Signal::stored(false), Box::new(on_press))
}

/// A button that may be away, or busy.
pub(super) fn button_with(
    class: &'static str,
    name: Words,
    away: Flag,
    busy: Flag,
    on_press: Box<dyn Fn()>,
) -> AnyView {
    let on_press = StoredValue::new_local(on_press);
    view! {
        <button
            type="button"
            class=class
            hidden=away
            aria-disabled=attribute_while(busy, "true")
            on:click=move |_: ev::MouseEvent| {
                on_press.with_value(|on_press| on_press());
            }
        >
            {name}
        </button>
    }
    .into_any()
}

/// A link that leaves the page alone.
pub(super) fn link(href: Words, name: Words) -> AnyView {
    view! { <a href=href target="_blank" rel="noopener noreferrer">{name}</a> }.into_any()
}

/// Something that is there while something holds, and not in the document otherwise.
pub(super) fn while_flag(flag: Flag, shown: impl Fn() -> AnyView + 'static) -> AnyView {
    let shown: Box<dyn Fn() -> AnyView> = Box::new(shown);
    let shown = StoredValue::new_local(shown);
    // Only a change of the flag makes it anew.
    let flag = Memo::new(move |_| flag.get());
    (move || flag.get().then(|| untrack(|| shown.with_value(|shown| shown())))).into_any()
}

/// The value of an attribute that is there while something holds.
pub(super) fn attribute_while(flag: Flag, value: &'static str) -> Signal<Option<&'static str>> {
    Signal::derive(move || flag.get().then_some(value))
}

fn part(class: &'static str, id: Option<String>, away: Flag, words: Words) -> AnyView {
    view! { <p class=class id=id hidden=away>{words}</p> }.into_any()
}
