use std::rc::Rc;

use dom::{Element, html};

use crate::{
    actions,
    i18n::{Key, Texts},
    model::{Checklist, ChecklistRow, Client, DeviceAnswer},
    state::ChecklistSignals,
    ui::{
        client_steps::{Purpose, client_steps},
        elements::{button, choice, line_or_hidden, stack},
    },
    words,
};

/// One device: three answers, what the back end has seen of it, and the instructions for its mail client.
pub(super) fn device(s: ChecklistSignals, id: &str) -> Element {
    let id: Rc<str> = id.into();
    let row = Row { s, id: id.clone() };
    let is_done = row.flag(ChecklistRow::is_done);
    let is_listed = row.flag(|row| row.listed);
    let client = row.with(|_, row| Client::from_id(&row.client));
    let choices = [
        answer(&row, DeviceAnswer::Done, Key::AnswerDone),
        answer(&row, DeviceAnswer::NotMine, Key::AnswerNotMine),
        answer(&row, DeviceAnswer::Cannot, Key::AnswerCannot),
    ];
    let legend = html::legend()
        .child(html::span().text(row.words(words::device_label)))
        .child(
            html::span()
                .class("mbp-note")
                .text(row.words(|texts, _, row| words::device_program(texts, row))),
        );
    let remove = button(
        "mbp-link",
        row.words(|texts, list, row| {
            let name = words::device_label(texts, list, row);
            texts.fill(Key::Remove, &[("client", &name)])
        }),
    )
    .attr("hidden", is_listed)
    .on("click", move |_| actions::remove_device(s, &id));
    html::fieldset()
        .class("mbp-device")
        .attr("data-done", is_done)
        .child(legend)
        .child(stack("mbp-choices", choices))
        .child(line_or_hidden(
            "mbp-note",
            row.words(|texts, _, row| words::device_sign_in(texts, row)),
        ))
        .child(line_or_hidden(
            "mbp-note",
            row.words(|texts, _, row| words::device_advice(texts, row)),
        ))
        .child(client_steps(
            s.cx,
            s.steps,
            client.unwrap_or_default(),
            Purpose::Enter,
        ))
        .child(remove)
}

fn answer(row: &Row, answer: DeviceAnswer, key: Key) -> Element {
    let Row { s, id } = row.clone();
    // No form owns it: a form around the element submits nothing of it.
    let input = html::input()
        .attr("type", "radio")
        .attr("name", s.cx.id(&["device-", &id].concat()))
        .attr("form", "")
        .prop("checked", row.flag(move |row| is_chosen(row, answer)))
        .on("change", move |_| actions::answer_device(s, &id, answer));
    choice(input, s.cx.t(key))
}

/// The person's answer, else what the back end proves.
fn is_chosen(row: &ChecklistRow, answer: DeviceAnswer) -> bool {
    match row.answer {
        Some(given) => given == answer,
        None => answer == DeviceAnswer::Done && row.is_done(),
    }
}

/// A row of the list, identified by its id.
#[derive(Clone)]
struct Row {
    s: ChecklistSignals,
    id: Rc<str>,
}

impl Row {
    /// What a function makes of the row, while it is in the list.
    fn with<T>(&self, make: impl Fn(&Checklist, &ChecklistRow) -> T) -> Option<T> {
        let state = self.s.checklist.get();
        let row = state.list.rows.iter().find(|row| *row.id == *self.id)?;
        Some(make(&state.list, row))
    }

    /// A condition of the row, to be followed.
    fn flag(&self, holds: impl Fn(&ChecklistRow) -> bool + 'static) -> impl Fn() -> bool + 'static {
        let row = self.clone();
        move || row.with(|_, row| holds(row)) == Some(true)
    }

    /// Words about the row, to be followed.
    fn words(
        &self,
        words: fn(&Texts, &Checklist, &ChecklistRow) -> String,
    ) -> impl Fn() -> String + 'static {
        let row = self.clone();
        move || {
            let texts = row.s.cx.texts();
            row.with(|list, row| words(&texts, list, row))
                .unwrap_or_default()
        }
    }
}
