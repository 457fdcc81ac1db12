use dom::{Element, html};

use crate::{
    i18n::Key,
    state::FormSignals,
    ui::elements::{line_or_hidden, line_while, stack},
    words,
};

/// **Change** or **Save**: never disabled, so that the focus stays. Beside it, what it waits for.
pub(in crate::ui) fn submit(s: FormSignals) -> Element {
    let cx = s.cx;
    let is_sending = move || s.change.get().is_sending();
    let is_waiting = move || s.change.get().wait_until.is_some();
    let name = move || {
        cx.text(if is_sending() {
            Key::Changing
        } else {
            Key::Change
        })
    };
    let button = html::button()
        .class("mbp-primary")
        .attr("type", "submit")
        .attr("id", cx.id("submit"))
        .attr("aria-describedby", cx.id("warning"))
        .attr("aria-disabled", move || {
            (is_sending() || is_waiting()).then_some("true")
        })
        .text(name);
    let waits = line_or_hidden("mbp-note", move || {
        words::button_waits(&cx.texts.get(), s.change.get().wait_until)
    });
    let slow = line_while(cx, "mbp-note", Key::StillWorking, move || {
        s.change.get().is_slow && is_sending()
    });
    let actions = stack("mbp-actions", [button, waits]);
    stack("mbp-stack", [actions, slow])
}
