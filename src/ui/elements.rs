//! The shapes that recur on the screen.

use dom::{Claims, Element, html};

use super::icon::{Icon, fixed_icon};
use crate::{i18n::Key, state::Context};

/// Children, one below the other.
pub(super) fn stack(class: &str, children: impl IntoIterator<Item = Element>) -> Element {
    classed(html::div(), class).children(children)
}

/// An element with a class, if it has one.
fn classed(element: Element, class: &str) -> Element {
    if class.is_empty() {
        element
    } else {
        element.class(class)
    }
}

/// A line of text.
pub(super) fn line(class: &str, text: impl Fn() -> String + 'static) -> Element {
    classed(html::p(), class).text(text)
}

/// A line of text that is hidden while there is none.
pub(super) fn line_or_hidden(class: &str, text: impl Fn() -> String + 'static) -> Element {
    classed(html::p(), class).text_or_hidden(text)
}

/// A line with the words of a key while a condition holds.
pub(super) fn line_while(
    cx: Context,
    class: &str,
    key: Key,
    condition: impl Fn() -> bool + 'static,
) -> Element {
    line_or_hidden(class, move || {
        if condition() {
            cx.text(key)
        } else {
            String::new()
        }
    })
}

/// A line with the words of a key, if there is one.
pub(super) fn line_of_key(
    cx: Context,
    class: &str,
    key: impl Fn() -> Option<Key> + 'static,
) -> Element {
    line_or_hidden(class, move || {
        key().map(|key| cx.text(key)).unwrap_or_default()
    })
}

/// An item for each line of text; hidden while there is none.
pub(super) fn lines(
    list: Element,
    item: fn() -> Element,
    text: impl Fn() -> Vec<String> + Clone + 'static,
) -> Element {
    let shown = text.clone();
    list.attr("hidden", move || text().is_empty())
        .child(dom::switch(shown, move |lines: &Vec<String>| {
            let lines = lines.iter();
            lines
                .map(|line| item().text(line.as_str()))
                .collect::<Vec<_>>()
        }))
}

/// A text with one `*bold*` part, as three elements. `key` begins their keys in what the loader has drawn.
pub(super) fn bold_part(
    drawn: &Claims,
    key: &str,
    text: impl Fn() -> String + Copy + 'static,
) -> [Element; 3] {
    let part = |name: &str, element: Element, index: usize| {
        element.claim(drawn, &[key, name].concat()).text(move || {
            text()
                .splitn(3, '*')
                .nth(index)
                .unwrap_or_default()
                .to_owned()
        })
    };
    [
        part("-before", html::span(), 0),
        part("-bold", html::strong(), 1),
        part("-after", html::span(), 2),
    ]
}

/// A button that submits nothing.
pub(super) fn button(class: &str, name: impl Fn() -> String + 'static) -> Element {
    html::button()
        .class(class)
        .attr("type", "button")
        .text(name)
}

/// A button with the words of a key.
pub(super) fn action(cx: Context, class: &str, key: Key, act: impl Fn() + 'static) -> Element {
    button(class, cx.t(key)).on("click", move |_| act())
}

/// The classes of a button that is filled while it is the right next step.
pub(super) fn filled(is_next: impl Fn() -> bool + 'static) -> impl Fn() -> &'static str + 'static {
    move || {
        if is_next() {
            "mbp-button mbp-primary"
        } else {
            "mbp-button"
        }
    }
}

/// A button with an icon.
pub(super) fn icon_button(line: Icon, name: impl Fn() -> String + 'static) -> Element {
    html::button()
        .attr("type", "button")
        .child(fixed_icon(line))
        .child(html::span().text(name))
}

/// A heading, so many levels below the first one of the element. A paragraph with a role: it takes the host's text, not
/// its headings' sizes.
pub(super) fn heading(cx: Context, class: &str, id: &str, below: u32, key: Key) -> Element {
    heading_with(cx, class, id, below, cx.t(key))
}

/// A heading with these words.
pub(super) fn heading_with(
    cx: Context,
    class: &str,
    id: &str,
    below: u32,
    text: impl Fn() -> String + 'static,
) -> Element {
    heading_shape(cx, class, id, below).text(text)
}

/// A heading without words yet.
pub(super) fn heading_shape(cx: Context, class: &str, id: &str, below: u32) -> Element {
    html::p()
        .claim(&cx.drawn(), id)
        .class(class)
        .attr("id", cx.id(id))
        .attr("role", "heading")
        .attr("tabindex", "-1")
        .attr("aria-level", move || {
            (cx.config().heading_level + below).min(6).to_string()
        })
}

/// Something folded under a name, with a chevron.
pub(super) fn folded(class: &str, name: impl Fn() -> String + 'static) -> Element {
    let summary = html::summary()
        .child(fixed_icon(Icon::Chevron))
        .child(html::span().text(name));
    html::details()
        .class(["mbp-fold mbp-small ", class].concat().trim_ascii_end())
        .child(summary)
}

/// A notice: an icon, and what stands beside it.
pub(super) fn notice(kind: &'static str, line: Icon, content: Element) -> Element {
    html::section()
        .class("mbp-notice")
        .attr("data-kind", kind)
        .child(fixed_icon(line))
        .child(content.class("mbp-stack"))
}

/// A link that opens elsewhere and leaves the page alone. Without an address it is no link.
pub(super) fn link(
    href: impl Fn() -> Option<String> + 'static,
    name: impl Fn() -> String + 'static,
) -> Element {
    html::a()
        .attr("href", href)
        .attr("target", "_blank")
        .attr("rel", "noopener noreferrer")
        .text(name)
}

/// A warning with its icon, or nothing.
pub(super) fn warning_line(text: impl Fn() -> String + Copy + 'static) -> Element {
    line_with_icon(Icon::Warn, text)
        .class("mbp-help")
        .attr("data-kind", "warn")
}

/// A line of text with an icon, which shows while the line has a `data-kind`; hidden while there is no text.
pub(super) fn line_with_icon(line: Icon, text: impl Fn() -> String + Copy + 'static) -> Element {
    html::p()
        .attr("hidden", move || text().is_empty())
        .child(fixed_icon(line))
        .child(html::span().text(text))
}

/// A text with the way to reach the administrator between two tabs, if it says so, as a link; hidden while there is
/// no text.
pub(super) fn line_with_help(
    cx: Context,
    class: &str,
    text: impl Fn() -> String + Copy + 'static,
) -> Element {
    let part = move |index: usize| {
        move || {
            let text = text();
            let part = text.splitn(3, '\t').nth(index);
            part.unwrap_or_default().to_owned()
        }
    };
    let href = move || {
        let help = cx.config().help.clone();
        help.filter(|_| text().contains('\t'))?.href
    };
    classed(html::p(), class)
        .attr("hidden", move || text().is_empty())
        .child(html::span().text(part(0)))
        .child(link(href, part(1)))
        .child(html::span().text(part(2)))
}

/// A check box or a radio button with its label.
pub(super) fn choice(input: Element, name: impl Fn() -> String + 'static) -> Element {
    html::label()
        .class("mbp-check")
        .child(input)
        .child(html::span().text(name))
}
