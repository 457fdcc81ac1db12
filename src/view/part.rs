//! The shapes that recur on the screen.

use super::{
    el::{El, el},
    state::State,
};
use crate::i18n::Key;

/// The words of a key.
pub(super) fn t(key: Key) -> impl Fn(&State) -> String + Copy {
    move |state| state.texts.get(key)
}

/// A line of text that stays in place.
pub(super) fn line(class: &str, words: impl Fn(&State) -> String + 'static) -> El {
    el("p", class).say(words)
}

/// A line of text that is not there while there is nothing to say.
pub(super) fn line_if_any(class: &str, words: impl Fn(&State) -> String + 'static) -> El {
    el("p", class).say_if_any(words)
}

/// Parts, one below the other.
pub(super) fn stack(class: &str, parts: impl IntoIterator<Item = El>) -> El {
    el("div", class).hold_all(parts)
}

/// A list of the lines of a text; not there while there are none.
pub(super) fn list(tag: &str, class: &str, lines: impl Fn(&State) -> String + 'static) -> El {
    el(tag, class).hold_lines("li", lines)
}

/// A button that is no submit button.
pub(super) fn button(class: &str, name: impl Fn(&State) -> String + 'static) -> El {
    el("button", class).set("type", "button").say(name)
}

/// A heading at its level in the page. A paragraph with a role: it takes the host's text, not its headings' sizes.
pub(super) fn heading(class: &str, id: &str, below: u32, key: Key) -> El {
    el("p", class)
        .set("id", id)
        .set("role", "heading")
        .set("tabindex", "-1")
        .follow("aria-level", move |state| {
            (state.config.heading_level + below).min(6).to_string()
        })
        .say(t(key))
}

/// Something folded.
pub(super) fn folded(class: &str, name: impl Fn(&State) -> String + 'static) -> El {
    el("details", class).hold(el("summary", "").say(name))
}

/// A link that leaves the page alone.
pub(super) fn link(
    href: impl Fn(&State) -> String + 'static,
    name: impl Fn(&State) -> String + 'static,
) -> El {
    el("a", "")
        .follow("href", href)
        .set("target", "_blank")
        .set("rel", "noopener noreferrer")
        .say(name)
}
