use dom::{Element, html};

use crate::{
    i18n::Key,
    state::Context,
    ui::icon::{Icon, drawn_icon},
};

/// What a person needs before they begin.
pub(in crate::ui) fn need(cx: Context) -> Element {
    let drawn = cx.drawn();
    let item = |name: &str, line: Icon, key: Key| {
        html::li()
            .claim(&drawn, name)
            .child(drawn_icon(&drawn, &[name, "-icon"].concat(), line))
            .child(
                html::span()
                    .claim(&drawn, &[name, "-words"].concat())
                    .text(cx.t(key)),
            )
    };
    html::ul()
        .claim(&drawn, "need")
        .class("mbp-need")
        .attr("aria-label", cx.t(Key::Need))
        .child(item("need-password", Icon::Key, Key::NeedPassword))
        .child(item("need-time", Icon::Clock, Key::NeedTime))
        .child(item("need-devices", Icon::Devices, Key::NeedDevices))
}
