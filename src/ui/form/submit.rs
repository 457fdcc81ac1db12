use dom::{Element, html};

use crate::{i18n::Key, state::FormSignals, ui::elements::line_while, words};

/// **Change** or **Save**: never disabled, so that the focus stays. Beside it, what it waits for.
pub(in crate::ui) fn submit(s: FormSignals) -> Element {
    let cx = s.cx;
    let is_sending = move || s.change.get().is_sending();
    let is_waiting =
        move || s.change.get().held_since.is_some() || s.change.get().wait_until.is_some();
    let name = move || {
        cx.text(if is_sending() {
            Key::Changing
        } else {
            Key::Change
        })
    };
    let drawn = cx.drawn();
    let button = html::button()
        .claim(&drawn, "submit")
        .class("mbp-primary")
        .attr("type", "submit")
        .attr("id", cx.id("submit"))
        .attr("aria-describedby", cx.id("warning"))
        .attr("aria-disabled", move || {
            (is_sending() || is_waiting()).then_some("true")
        })
        .text(name);
    let waits = html::p()
        .claim(&drawn, "waits")
        .class("mbp-note")
        .text_or_hidden(move || {
            let change = s.change.get();
            if change.held_since.is_some() {
                cx.text(Key::OneMoment)
            } else {
                words::button_waits(&cx.texts(), change.wait_until)
            }
        });
    let slow = line_while(cx, "mbp-note", Key::StillWorking, move || {
        s.change.get().is_slow && is_sending()
    });
    let actions = html::div()
        .claim(&drawn, "actions")
        .class("mbp-actions")
        .child(button)
        .child(waits);
    html::div()
        .claim(&drawn, "submit-stack")
        .class("mbp-stack")
        .child(actions)
        .child(slow)
}
