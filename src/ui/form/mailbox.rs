use dom::{Element, html};

use crate::{config::Mode, i18n::Key, state::Context};

/// Whose password: for the person to see, and for password managers to match.
pub(in crate::ui) fn mailbox(cx: Context) -> Element {
    let id = cx.id("username");
    let autocomplete = match cx.mode() {
        Mode::Administrator => "off",
        Mode::User | Mode::Recovery => "username",
    };
    let drawn = cx.drawn();
    let label = html::label()
        .claim(&drawn, "mailbox-label")
        .class("mbp-label")
        .attr("for", id.as_str())
        .text(cx.t(Key::Mailbox));
    let input = html::input()
        .claim(&drawn, "username")
        .class("mbp-control mbp-readonly")
        .attr("id", id)
        .attr("type", "text")
        .attr("autocomplete", autocomplete)
        .attr("autocapitalize", "none")
        .attr("spellcheck", "false")
        .attr("dir", "ltr")
        .attr("readonly", true)
        .attr("value", move || cx.config().mailbox.clone());
    html::div()
        .claim(&drawn, "mailbox")
        .class("mbp-field")
        .child(label)
        .child(input)
}
