use leptos::prelude::*;

use super::{client::Client, label, steps::client_steps};
use crate::{
    flow::{DeviceAnswer, Row, Seen},
    i18n::Key,
    view::{
        action,
        part::{self, attribute_while},
        state::{State, Widget},
    },
};

/// One device: three answers, what the back end has seen, and the steps for its mail client.
pub(super) fn device(w: Widget, id: String) -> AnyView {
    let client = w.read(|state| of(state, &id).map(|row| (row.client.clone(), row.listed)));
    let (client, listed) = client.flatten().unwrap_or_default();
    let name = StoredValue::new(w.id(&["device-", &id].concat()));
    let id = StoredValue::new(id);
    let words = move |words: fn(&State, &Row) -> String| {
        w.words(move |state| {
            id.with_value(|id| of(state, id).map(|row| words(state, row)).unwrap_or_default())
        })
    };
    let done = w.flag(move |state| id.with_value(|id| of(state, id).is_some_and(Row::is_done)));
    let choice = move |answer: DeviceAnswer, key: Key| {
        let chosen = w.flag(move |state| {
            id.with_value(|id| of(state, id).is_some_and(|row| is_chosen(row, answer)))
        });
        view! {
            <label class="mbp-choice">
                <input
                    type="radio"
                    name=name.get_value()
                    // No form owns it: a form round the widget sends no answers.
                    form=""
                    prop:checked=chosen
                    on:change=move |_| action::answer(w, &id.get_value(), answer)
                />
                <span>{w.t(key)}</span>
            </label>
        }
        .into_any()
    };
    let choices = vec![
        choice(DeviceAnswer::Done, Key::AnswerDone),
        choice(DeviceAnswer::NotMine, Key::AnswerNotMine),
        choice(DeviceAnswer::Cannot, Key::AnswerCannot),
    ];
    let mut parts = vec![
        part::stack("mbp-choices", choices),
        part::line_if_any("mbp-note", words(seen)),
        part::line_if_any("mbp-note", words(advice)),
        client_steps(w, &client),
    ];
    if !listed {
        let name = words(|state, row| {
            state.texts.fill(Key::Remove, &[("client", &label(state, row))])
        });
        parts.push(part::button("mbp-link", name, move || {
            action::remove_device(w, &id.get_value());
        }));
    }
    view! {
        <fieldset class="mbp-device" data-done=attribute_while(done, "")>
            <legend>
                {words(label)}
                " "
                <span class="mbp-note">{words(program)}</span>
            </legend>
            {parts}
        </fieldset>
    }
    .into_any()
}

fn of<'a>(state: &'a State, id: &str) -> Option<&'a Row> {
    state.checklist.rows.iter().find(|row| row.id == id)
}

/// The person's word, else what the back end proves.
fn is_chosen(row: &Row, answer: DeviceAnswer) -> bool {
    match row.answer {
        Some(given) => given == answer,
        None => answer == DeviceAnswer::Done && row.is_done(),
    }
}

/// The mail program, where the device has a name of its own.
fn program(state: &State, row: &Row) -> String {
    if row.name.is_empty() {
        return String::new();
    }
    state.texts.get(Client::named(&row.client).key())
}

fn seen(state: &State, row: &Row) -> String {
    let (key, at) = match row.seen {
        Seen::Proved(Some(at)) => (Key::DoneByItself, at),
        Seen::NotProved(at) => (Key::SeenNotProved, at),
        Seen::Refused(at) => (Key::RefusedAt, at),
        Seen::Proved(None) | Seen::Nothing => return String::new(),
    };
    state.texts.fill(key, &[("time", &state.texts.time(at))])
}

fn advice(state: &State, row: &Row) -> String {
    match row.answer {
        Some(DeviceAnswer::NotMine) => state.texts.get(Key::NotMineAdvice),
        Some(DeviceAnswer::Cannot) => state.texts.get(Key::CannotAdvice),
        _ => String::new(),
    }
}
