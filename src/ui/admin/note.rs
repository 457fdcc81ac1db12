use dom::{Element, html};
use wasm_bindgen::prelude::*;

use crate::{
    actions,
    i18n::Key,
    state::{ElementSignals, LocalSignal, origin},
    ui::{
        elements::{action, filled, heading, line, line_of_key, lines, stack, warning_line},
        unlock::comes_first,
        wording::Snapshots,
    },
    words,
};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = encodeURIComponent)]
    fn encode(text: &str) -> String;
}

/// What to hand over to the user, and ways to do it. The password is not in it.
pub(super) fn note(all: ElementSignals, was_locked: bool) -> Element {
    let cx = all.cx;
    let copied = LocalSignal::default();
    let note = move || note_lines(all, was_locked);
    let copy = move || {
        let text = leptos::prelude::untrack(|| words::note_as_text(&note()));
        actions::copy(
            cx,
            &text,
            Key::NoteCopied,
            Key::NotCopied,
            Box::new(move |key| copied.set(Some(key))),
        );
    };
    let buttons = [
        action(cx, "", Key::CopyNote, copy).class(filled(move || !comes_first(all))),
        action(cx, "mbp-button", Key::PrintNote, move || {
            actions::print(cx, ".mbp-paper");
        }),
        html::a()
            .class("mbp-link")
            .attr("href", move || {
                mail_draft(&cx.text(Key::NoteSubject), &note())
            })
            .text(cx.t(Key::MailNote)),
    ];
    let mail_warning = move || {
        let config = cx.config();
        let values = [("mailbox", config.mailbox.as_str())];
        cx.texts().fill(Key::MailWarning, &values)
    };
    html::section()
        .class("mbp-stack")
        .attr("aria-labelledby", cx.id("note"))
        .child(heading(cx, "mbp-heading", "note", 1, Key::HandOver))
        .child(line("mbp-note", cx.t(Key::HandOverLead)))
        .child(lines(
            html::div().class("mbp-paper mbp-prints"),
            html::p,
            note,
        ))
        .child(stack("mbp-actions", buttons))
        .child(warning_line(mail_warning))
        .child(line_of_key(cx, "mbp-note", move || *copied.get()))
}

fn note_lines(s: ElementSignals, was_locked: bool) -> Vec<String> {
    let is_locked = was_locked && !s.mailbox().is_lock_over();
    words::note_lines(
        Snapshots::of(s.cx).wording(),
        &s.form().change().get(),
        must_choose(s),
        words::note_lock(&s.cx.texts(), is_locked, &s.mailbox().unlock().get()),
        &origin(),
    )
}

/// A draft for the administrator's own mail program (RFC 6068): a subject and a text, and no recipient.
fn mail_draft(subject: &str, note: &[String]) -> String {
    let body = words::note_as_text(note).replace('\n', "\r\n");
    [
        "mailto:?subject=",
        &encode(subject),
        "&body=",
        &encode(&body),
    ]
    .concat()
}

/// Whether the user has to choose another password before they enter any.
pub(super) fn must_choose(s: ElementSignals) -> bool {
    let back_end = s.mailbox().mailbox().get().must_change;
    words::must_choose(&s.form().change().get(), back_end)
}
