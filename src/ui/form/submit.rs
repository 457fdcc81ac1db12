use dom::{Element, html};

use super::status::status;
use crate::{
    i18n::Key,
    state::FormSignals,
    ui::{
        elements::filled,
        icon::{Icon, fixed_icon},
    },
};

/// **Change** or **Save**: never disabled, so that the focus stays. It is filled where it is the next step, unless
/// something else on the screen comes first. Below it, what it waits for and what came of it.
pub(in crate::ui) fn submit(s: FormSignals, comes_second: impl Fn() -> bool + 'static) -> Element {
    let cx = s.cx;
    let is_sending = move || s.change().get().is_sending();
    let is_waiting = move || {
        let change = s.change().get();
        change.wait_until.is_some()
            || change.held_since.is_some()
            || change.is_unknown()
            || s.waits_for_unlock()
    };
    let name = move || {
        cx.text(if is_sending() {
            Key::Changing
        } else {
            Key::Change
        })
    };
    // A held submit is on its way: it keeps the fill.
    let class = filled(move || {
        let change = s.change().get();
        !change.is_unknown() && change.wait_until.is_none() && !comes_second()
    });
    let drawn = cx.drawn();
    let button = html::button()
        .claim(&drawn, "submit")
        .class(class)
        .attr("type", "submit")
        .attr("id", cx.id("submit"))
        .attr("aria-describedby", move || {
            cx.id(if is_waiting() { "waits" } else { "warning" })
        })
        .attr("aria-disabled", move || {
            (is_sending() || is_waiting()).then_some("true")
        })
        .child(
            fixed_icon(Icon::Spin)
                .class("mbp-icon mbp-spin")
                .attr("hidden", move || !is_sending()),
        )
        .child(html::span().claim(&drawn, "submit-name").text(name));
    html::div()
        .claim(&drawn, "submit-stack")
        .class("mbp-stack mbp-send")
        .child(button)
        .child(status(s))
}
