use std::cell::Cell;

use dom::{Element, html};

use super::help::{kind_icon, kind_name};
use crate::{
    model::Field,
    state::{FormSignals, FormStatus, LocalSignal},
    ui::{elements::line_with_help, wording::Snapshots},
    words,
};

/// Below the button: what it waits for, what to correct, or that nothing was changed. It has its room from the start.
pub(super) fn status(s: FormSignals) -> Element {
    let cx = s.cx;
    let status = LocalSignal::computed(move || {
        let (form, judgement, change) = (s.form().get(), s.judgement().get(), s.change().get());
        let is_locked = s.waits_for_unlock();
        words::form_status(
            Snapshots::of(cx).wording(),
            &form,
            &judgement,
            &change,
            is_locked,
        )
    });
    let drawn = cx.drawn();
    let kind = move || status.get().kind;
    let waits = move || {
        let status = status.get();
        let is_second = !status.text.is_empty() && !status.waits.is_empty();
        [if is_second { " " } else { "" }, &status.waits].concat()
    };
    let line = html::p()
        .claim(&drawn, "status-line")
        .class("mbp-help")
        .attr("data-kind", move || kind().map(kind_name))
        .child(kind_icon(kind))
        .child(html::span().text(move || status.get().text.clone()))
        .child(
            html::span()
                .claim(&drawn, "waits")
                .attr("id", cx.id("waits"))
                .text(waits),
        )
        .children(Field::ALL.map(|field| field_link(s, status, field)));
    html::div()
        .claim(&drawn, "status")
        .class("mbp-status")
        .child(line)
        .child(line_with_help(cx, "mbp-note", move || {
            status.get().aside.clone()
        }))
}

fn field_link(s: FormSignals, status: LocalSignal<FormStatus>, field: Field) -> Element {
    let link = html::a()
        .attr("href", ["#", &s.cx.id(field.id())].concat())
        .on("click", move |event| {
            // Hosts that route by the fragment are left alone.
            event.prevent_default();
            s.cx.focus(field.id());
        })
        .text(s.cx.t(words::field_label(field)));
    // A corrected field keeps its space in the line, so that the links to the others do not move.
    let was_wrong = Cell::new(false);
    let is_wrong = move || status.get().fields.contains(&field);
    html::span()
        .class("mbp-status-link")
        .attr("hidden", move || {
            let has_wrong = !status.get().fields.is_empty();
            was_wrong.set(has_wrong && (was_wrong.get() || is_wrong()));
            !was_wrong.get()
        })
        .attr("data-corrected", move || !is_wrong())
        .child(link)
}
