use dom::{Element, html};

use crate::{
    config::Mode,
    i18n::Key,
    state::Context,
    ui::icon::{Icon, drawn_icon, fixed_icon},
};

/// Whose password: for the person to see, and for password managers to match; and that it is locked, which moves nothing.
pub(in crate::ui) fn mailbox(cx: Context, is_locked: impl Fn() -> bool + 'static) -> Element {
    let id = cx.id("username");
    let autocomplete = match cx.mode() {
        Mode::Administrator => "off",
        Mode::User | Mode::Recovery => "username",
    };
    let drawn = cx.drawn();
    let input = html::input()
        .claim(&drawn, "username")
        .class("mbp-address")
        .attr("id", id.as_str())
        .attr("type", "text")
        .attr("autocomplete", autocomplete)
        .attr("autocapitalize", "none")
        .attr("spellcheck", "false")
        .attr("dir", "ltr")
        .attr("readonly", true)
        .attr("value", move || cx.config().mailbox.clone());
    // The administrator's form has a visible label, as its other fields have.
    let class = match cx.mode() {
        Mode::Administrator => "mbp-label",
        Mode::User | Mode::Recovery => "mbp-hidden",
    };
    let label = html::label()
        .claim(&drawn, "mailbox-label")
        .class(class)
        .attr("for", id)
        .text(cx.t(Key::Mailbox));
    let address = html::div()
        .claim(&drawn, "address")
        .class("mbp-who")
        .child(drawn_icon(&drawn, "mail", Icon::Mail))
        .child(input)
        .child(
            html::span()
                .class("mbp-pill")
                .attr("data-kind", "bad")
                .attr("hidden", move || !is_locked())
                .child(fixed_icon(Icon::Lock))
                .child(html::span().text(cx.t(Key::LockedShort))),
        );
    html::div()
        .claim(&drawn, "mailbox")
        .class("mbp-field")
        .child(label)
        .child(address)
}
